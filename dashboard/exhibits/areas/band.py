"""What an authority is, at the head of its page: its region, its judgement and the last visit."""

from dashboard.exhibits.areas import authority_itself
from dashboard.measures import Selection, Store, comparator_areas
from dashboard.measures.authority_services import services, visits
from dashboard.records import words as w
from dashboard.wording import words
from dashboard.wording.elapsed import past_day

Fact = tuple[str, str]
"""What is told, and what it is."""
UNTOLD = ("The authority itself", "its judgement and visits to it are not in these records")


def facts(store: Store, selection: Selection) -> list[Fact]:
    """Say where an authority lies, what judgement stands and when we last visited it itself."""
    if not selection.is_authority:
        return []
    own = services(store, selection)
    found = [("Region", comparator_areas.region_of(store, selection))]
    if own.is_empty():
        untold = words.untold(Selection(setting_type=w.LOCAL_AUTHORITY), store)
        return [*found, *((UNTOLD,) if untold else ())]
    judged = authority_itself.standing(own.row(0, named=True), store)
    return [*found, ("Prior judgement", judged), *_visited(store, selection)]


def _visited(store: Store, selection: Selection) -> list[Fact]:
    """Say how long ago the authority itself was last visited, where the records hold visits."""
    if "visits" not in store.records:
        return []
    days = visits(store, selection)["started_on"]
    last = past_day(days[0], store.as_at) if days.len() else "none in these records"
    return [("Last visit to the council", last)]
