"""What to call settings of each type and what is counted of them: several, and one."""

import re

from dashboard.records import words as w
from dashboard.wording.numbers import number

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


def called(kind: str, count: int) -> str:
    """Give what to call so many settings of a type or group: "boarding school" for one."""
    return ONE.get(kind, kind[0].lower() + kind[1:]) if count == 1 else NOUNS[kind]


SINGULAR = {
    "visits": "visit",
    "letters": "letter",
    "rows": "row",
    "authorities": "authority",
    "councils": "council",
    "providers": "provider",
    "days": "day",
    "weeks": "week",
    "settings": "setting",
    "places": "place",
    "actions": "action",
    "records": "record",
    "checks": "check",
    "points": "point",
}
"""One of each thing that a sentence counts and that is not a setting."""


def of_one(phrase: str) -> str:
    """Put the first thing that a phrase counts in the singular: "sampled visit"."""
    return re.sub(rf"\b({'|'.join(SINGULAR)})\b", lambda found: SINGULAR[found[0]], phrase, count=1)


def for_count(count: int, phrase: str) -> str:
    """Give a phrase as it follows a count: "1 visit", "of 1 visit", "2 visits"."""
    return of_one(phrase) if count == 1 else phrase


VERBS = {
    "are": "is",
    "have": "has",
    "were": "was",
    "do": "does",
    "count": "counts",
    "compare": "compares",
}


def many(count: int | None, phrase: str, none: str = "0") -> str:
    """Count something: "1 action is", "12 actions are", or what stands for `none`."""
    if count == 1:
        first, space, last = of_one(phrase).rpartition(" ")
        return f"1 {first}{space}{VERBS.get(last, last)}"
    return f"{number(count) if count else none} {phrase}"
