"""Names of areas, as they stand in a sentence."""

from dashboard.measures import Store
from dashboard.measures.choice import area_name


def place(area: str | None, store: Store) -> str:
    """Give the name of an area as it stands in a sentence: "the North West", "Kent"."""
    name = area_name(area, store)
    if area == name:
        return the_region(name)
    return the_authority(name)


def the_authority(name: str) -> str:
    """Give the name of an authority as it stands in a sentence: "the Isles of Scilly", "Kent"."""
    name = short_name(name)
    return f"the {name}" if name.startswith(("Isle", "City of", "East Riding")) else name


def short_name(name: str) -> str:
    """Leave out of the name of an authority what it is known without."""
    return name.removesuffix(", City of").removesuffix(", County of")


def the_region(name: str) -> str:
    """Give the name of a region as it stands in a sentence: "the North West", "London"."""
    return f"the {name}" if name.startswith(("North", "South", "East", "West")) else name
