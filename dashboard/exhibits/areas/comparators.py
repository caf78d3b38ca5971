"""Which places stand beside an area: similar authorities, a region's authorities, or regions."""

from dashboard.measures import Store, similar
from dashboard.measures.comparator_areas import NEAREST, profiles
from dashboard.wording import words

HOW = (
    f"Similar authorities are the {NEAREST} nearest in {similar.PLAIN}, each counting the same, on "
    "the register of the day. Nothing that visits found plays a part."
)


def far(store: Store, code: str) -> str:
    """Say that no authority is much like one, where the nearest is far; else nothing."""
    each = store.once("distances", lambda: similar.distances(profiles(store)))
    times = similar.times_as_far(each, code)
    if times is None:
        return ""
    where = words.place(code, store)
    return (
        f"No authority is much like {where}: the nearest is {words.number(times, 1)} times as far "
        "from it as is usual, so compare with care."
    )
