"""The figures at the head of What we found, each with the exhibit behind it."""

from dashboard.exhibits.common import traced
from dashboard.exhibits.common.traced import Traced
from dashboard.exhibits.found import concern_tiles, found_answer
from dashboard.exhibits.tile import Tile
from dashboard.measures import Selection, Store, serious_concerns
from dashboard.measures.definitions.found import SERIOUS_CONCERNS
from dashboard.measures.definitions.letters import WAITING
from dashboard.measures.parts import CONCERNS, LETTERS

OF_LETTERS = {
    WAITING.label: Traced("found", LETTERS, "letters", WAITING),
    found_answer.DAYS: Traced("found", LETTERS, "letters"),
}


def tiles(store: Store, selection: Selection) -> list[Tile]:
    """Give serious concerns side by side and letters waiting; none where there is no visit."""
    counted = store.as_counted
    if not found_answer.total(counted, selection):
        return []
    given = found_answer.figures(store, selection, serious_concerns.by_basis(counted, selection))
    of_reasons = {
        concern_tiles.label(basis): Traced(
            "found",
            CONCERNS,
            "concerns",
            SERIOUS_CONCERNS,
            {"selection_basis": basis},
            adds_up=False,
        )
        for basis in serious_concerns.SIDE_BY_SIDE
    }
    return traced.tiles(given, OF_LETTERS | of_reasons, store, selection)
