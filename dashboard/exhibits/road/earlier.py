"""What was forecast before, against what happened."""

from dashboard.exhibits.exhibit import Exhibit, Words
from dashboard.exhibits.road.shown import shown
from dashboard.figures.enforcement import file_of
from dashboard.figures.road import looked_back, past, rows
from dashboard.measures.definitions.coverage import COVERAGE
from dashboard.measures.forecast import MEANING
from dashboard.measures.selection import Selection
from dashboard.store import Store


def last_ones(store: Store, selection: Selection) -> Exhibit | None:
    """Give what was forecast before for the end of the last working week, if anything was."""
    found = shown(store, selection)
    pairs = [(track, then) for track in found for then in past.before(store, track)]
    if not pairs:
        return None
    tried = past.tried(store, found)
    listed = Words(rows.looked_back_text(pairs), rows.LOOKED_BACK_HEADINGS, wide=True)
    file = (COVERAGE,), rows.looked_back(pairs), "earlier forecasts", MEANING
    return Exhibit(
        "earlier",
        looked_back.headline(pairs, found, tried, store),
        "Settings visited, as projected earlier and as it turned out",
        (listed,),
        file_of(store, selection, *file),
        looked_back.note(tried),
        tuple(looked_back.from_where(pairs)),
    )


def trials(store: Store, selection: Selection) -> Exhibit | None:
    """Give how often the range has held what happened, where any forecast could be tried."""
    tried = past.tried(store, shown(store, selection))
    if tried.is_empty():
        return None
    return Exhibit(
        "trials",
        looked_back.record(tried),
        "Projections for earlier weeks, and what happened",
        (Words(rows.tried_text(tried), rows.TRIED_HEADINGS, closed="Show every trial", wide=True),),
        file_of(store, selection, (COVERAGE,), tried, "trials", looked_back.HOW_TRIED),
        (looked_back.HOW_TRIED,),
    )
