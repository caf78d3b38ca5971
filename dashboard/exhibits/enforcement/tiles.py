"""The four figures at the head of Enforcement, each with the exhibit behind it."""

from dashboard.exhibits.common import tile_weeks, traced
from dashboard.exhibits.common.traced import Traced
from dashboard.exhibits.enforcement import enforcement_answer as enforcement
from dashboard.exhibits.enforcement import judged
from dashboard.exhibits.tile import Tile
from dashboard.measures import Measure, Selection, Store
from dashboard.measures.definitions.enforcement import (
    ACTIONS_ENDED,
    ACTIONS_ISSUED,
    SETTINGS_RESTRICTED,
)
from dashboard.measures.parts import IN_FORCE, KINDS


def _by_week(measure: Measure) -> Traced:
    of_weeks = tile_weeks.counts(measure, f"{measure.label} each week")
    return Traced("enforcement", KINDS, "weeks", measure, weeks=of_weeks)


TRACED = {
    SETTINGS_RESTRICTED.label: Traced("enforcement", IN_FORCE, "areas", SETTINGS_RESTRICTED),
    ACTIONS_ISSUED.label: _by_week(ACTIONS_ISSUED),
    ACTIONS_ENDED.label: _by_week(ACTIONS_ENDED),
}


def tiles(store: Store, selection: Selection) -> list[Tile]:
    """Give the four figures, each with how it moved and where it leads."""
    reviews = {enforcement.reviews_label(store): Traced("enforcement", IN_FORCE, "reviews")}
    given = enforcement.tiles(store, selection)
    named = {label for label, *_ in given}
    of_judged = judged.traced(store, selection) if judged.JUDGED in named else {}
    return traced.tiles(given, TRACED | reviews | of_judged, store, selection)
