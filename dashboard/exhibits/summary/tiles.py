"""The five figures of the Summary, each with the exhibit behind it."""

from dataclasses import replace

from dashboard.audit.before import last_figures
from dashboard.exhibits.common import tile_weeks, traced
from dashboard.exhibits.common.tiles import LAST_WEEK
from dashboard.exhibits.common.traced import Traced
from dashboard.exhibits.road import pace_explained, rates
from dashboard.exhibits.summary import summary_answer as glance
from dashboard.exhibits.tile import Tile
from dashboard.measures import Selection, Store, WithheldError
from dashboard.measures.definitions.coverage import VISITED, VISITS
from dashboard.measures.definitions.enforcement import SETTINGS_RESTRICTED
from dashboard.measures.definitions.found import SERIOUS_CONCERNS
from dashboard.measures.definitions.why import SHARE_PRIORITISED
from dashboard.measures.parts import CONCERNS, FORECAST, IN_FORCE, SPLIT, WEEKS
from dashboard.measures.road.tracks import of_choice, tracks, words_of
from dashboard.records import words as w
from dashboard.wording import words

TRACED = {
    SHARE_PRIORITISED.label: Traced(
        "why",
        SPLIT,
        "why-regions",
        SHARE_PRIORITISED,
        adds_up=False,
        weeks=tile_weeks.shares(SHARE_PRIORITISED, "Prioritised visits, % of those of each week"),
    ),
    SERIOUS_CONCERNS.label: Traced(
        "found",
        CONCERNS,
        "concerns",
        SERIOUS_CONCERNS,
        {"selection_basis": w.PRIORITISED},
        adds_up=False,
    ),
    glance.PACE: Traced("road", FORECAST, "tracks"),
    glance.IN_FORCE: Traced("enforcement", IN_FORCE, "areas", SETTINGS_RESTRICTED),
    LAST_WEEK: Traced(
        "coverage", WEEKS, "weeks", weeks=tile_weeks.counts(VISITS, "Visits of each week")
    ),
}
"""What is behind each figure but the first and the pace, by its label."""


def tiles(store: Store, selection: Selection) -> list[Tile]:
    """Give the five figures, each with how it moved and where it leads."""
    by = TRACED | traced.share_visited(selection)
    found = traced.tiles(glance.figures(store, selection), by, store, selection)
    return [_pace(each, store, selection) if each.label == glance.PACE else each for each in found]


def _pace(tile: Tile, store: Store, selection: Selection) -> Tile:
    """Trace the pace to the track that it is of."""
    track = of_choice(tracks(store, selection), selection)
    behind = pace_explained.projection(store, track)
    store.was_asked(*behind)
    return replace(
        tile,
        change=_pace_before(store, selection),
        weeks=tile_weeks.counts(VISITED, "First visits of each week")(store, track.selection),
        figure=next((each.key(selection) for each in behind), ""),
    )


def _pace_before(store: Store, selection: Selection) -> str:
    """Say what the pace was in the last figures before, where there was one."""
    then = last_figures(store, selection)
    try:
        was = of_choice(words_of(then, selection), selection) if then else None
    except WithheldError:
        return ""
    if then is None or was is None or was.achieved_a_week is None:
        return ""
    on = words.day(then.as_at, year=then.as_at.year != store.as_at.year)
    return f"was {rates.rate(was.achieved_a_week)} on {on}"
