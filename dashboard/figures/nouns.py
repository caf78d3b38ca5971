"""What to call settings of each type: several of them, and one."""

from dashboard.records import words as w

NOUNS = {
    w.ALL_PROVIDERS: "providers",
    w.ALL_HOMES: "children's homes of all types",
    "Children's home": "children's homes",
    "Secure children's home": "secure children's homes",
    "Residential special school (registered as a children's home)": (
        "residential special schools registered as children's homes"
    ),
    "Independent fostering agency": "independent fostering agencies",
    "Voluntary adoption agency": "voluntary adoption agencies",
    "Adoption support agency": "adoption support agencies",
    "Residential family centre": "residential family centres",
    "Residential special school": "residential special schools",
    "Boarding school": "boarding schools",
    "Further education college with residential accommodation": (
        "further education colleges with residential accommodation"
    ),
    "Residential holiday scheme for disabled children": (
        "residential holiday schemes for disabled children"
    ),
    "Secure training centre": "secure training centres",
    w.SUPPORTED_ACCOMMODATION: "supported accommodation providers",
    w.ANOTHER_TYPE: "settings of another type",
    w.LOCAL_AUTHORITY: "local authorities",
}
"""What to call several settings of a type, or of a group of types."""

ONE = {
    w.ALL_PROVIDERS: "provider",
    w.ALL_HOMES: "children's home",
    w.SUPPORTED_ACCOMMODATION: "supported accommodation provider",
    w.ANOTHER_TYPE: "setting of another type",
}
"""What to call one setting, where it is not called by the name of its type."""
