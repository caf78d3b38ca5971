"""The four figures at the head of Areas, each with the exhibit behind it."""

from dashboard.exhibits.areas import area_answer as answer
from dashboard.exhibits.common import traced
from dashboard.exhibits.common.traced import Traced
from dashboard.exhibits.tile import Tile
from dashboard.measures import Selection, Store
from dashboard.measures.definitions.enforcement import ACTIONS_IN_FORCE
from dashboard.measures.parts import IN_FORCE, LOAD, SEEN

TRACED = {
    answer.LAST_ON_SITE: Traced("areas", SEEN, "area-last-seen"),
    ACTIONS_IN_FORCE.label: Traced("enforcement", IN_FORCE, "areas", ACTIONS_IN_FORCE),
}


def tiles(store: Store, selection: Selection) -> list[Tile]:
    """Give the four figures, each with how it moved and where it leads."""
    given = answer.figures(store, selection)
    load = {given[-1][0]: Traced("areas", LOAD, "load")}
    by = TRACED | traced.share_visited(selection) | load
    return traced.tiles(given, by, store, selection)
