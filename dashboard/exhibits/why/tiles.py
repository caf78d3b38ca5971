"""The four reasons at the head of Why we went, each with the exhibit behind it."""

from dashboard.exhibits.common import tile_weeks, traced
from dashboard.exhibits.common.traced import Traced
from dashboard.exhibits.tile import Tile
from dashboard.exhibits.why import why_answer as why
from dashboard.measures import Selection, Store
from dashboard.measures.definitions.why import SHARES_OF_BASIS
from dashboard.measures.parts import SPLIT

TRACED = {
    measure.label: Traced(
        "why",
        SPLIT,
        "why-weeks",
        measure,
        adds_up=False,
        weeks=tile_weeks.shares(measure, f"{measure.label}, % of the visits of each week"),
    )
    for measure in SHARES_OF_BASIS
}


def tiles(store: Store, selection: Selection) -> list[Tile]:
    """Give the share of visits for each reason, where the page has any."""
    if not why.has_reasons(store, selection):
        return []
    return traced.tiles(why.tiles(store, selection), TRACED, store, selection)
