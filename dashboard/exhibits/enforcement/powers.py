"""What stands for figures of enforcement where powers do not apply or the records do not tell."""

from dashboard.measures import Selection, Store
from dashboard.measures.definitions.enforcement import ACTIONS_IN_FORCE
from dashboard.measures.enforcement_powers import COUNTED, applies, count, recorded

NOT_RECORDED = "[x]", "enforcement is not in these records"


def can_show(store: Store, selection: Selection) -> bool:
    """Say whether there is anything to count actions for."""
    return blank(store, selection) is None


def any_in_force(store: Store, selection: Selection) -> bool:
    """Say whether any action is in force on what the filters leave."""
    shown = can_show(store, selection)
    return shown and bool(count(store.as_counted, selection, ACTIONS_IN_FORCE))


def blank(store: Store, selection: Selection) -> tuple[str, str] | None:
    """Give the mark that stands for every figure of the page, and why; None if known."""
    if not applies(selection):
        return "[z]", "not applicable"
    if not recorded(store):
        return NOT_RECORDED
    if any(count(store.as_counted, selection, measure) for measure in COUNTED):
        return None
    return "none", "no settings match"
