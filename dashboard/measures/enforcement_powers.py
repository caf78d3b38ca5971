"""To which settings enforcement powers apply, and whether the records tell of them."""

from dashboard.measures.definitions.coverage import SETTINGS
from dashboard.measures.definitions.enforcement import (
    ACTIONS_ENDED,
    ACTIONS_IN_FORCE,
    ACTIONS_ISSUED,
)
from dashboard.measures.measure import Measure
from dashboard.measures.selection import Selection
from dashboard.measures.store import Store
from dashboard.records import words as w

INSPECTED_ONLY = w.INSPECTED_ONLY


COUNTED = (SETTINGS, ACTIONS_IN_FORCE, ACTIONS_ISSUED, ACTIONS_ENDED)


def applies(selection: Selection) -> bool:
    """Say whether the powers apply to any setting type that the filters leave."""
    wanted = w.GROUPS.get(selection.setting_type, (selection.setting_type,))
    return not set(wanted) <= set(INSPECTED_ONLY)


def recorded(store: Store) -> bool:
    """Say whether the records hold enforcement at all, even if nobody has used it."""
    return ACTIONS_IN_FORCE.numerator.table in store.cube.tables


def count(store: Store, selection: Selection, measure: Measure) -> int:
    """Ask for one count."""
    return store.ask(measure, selection)["numerator"][0] or 0
