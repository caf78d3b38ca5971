"""Visits that are inspections, which give a judgement, among those of the period."""

from dashboard.measures.cached import cached
from dashboard.measures.definitions.coverage import VISITS
from dashboard.measures.plain import by_word
from dashboard.measures.selection import Selection
from dashboard.measures.store import Store
from dashboard.measures.trust import WithheldError
from dashboard.records import words as w
from dashboard.records.rules import UNGRADED


@cached
def gave_judgements(store: Store, selection: Selection) -> bool:
    """Say whether any visit in the period is an inspection, which gives a judgement."""
    try:
        return inspections_among(visits_by_type(store, selection)) > 0
    except WithheldError:
        return False


def inspections_among(counts: dict[str, int]) -> int:
    """Count the visits that are inspections, of counts of visits by type."""
    return sum(n for kind, n in counts.items() if kind not in (*UNGRADED, w.NOT_RECORDED))


def visits_by_type(store: Store, selection: Selection) -> dict[str, int]:
    """Count the visits of the period by their type."""
    found = store.ask(VISITS, selection, ["visit_type"])
    return {kind: n or 0 for kind, (n,) in by_word(found, "numerator").items()}
