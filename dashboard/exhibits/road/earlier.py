"""What was forecast before, against what happened."""

from dashboard.exhibits.common.columns import tabled
from dashboard.exhibits.download import of_settings
from dashboard.exhibits.exhibit import Exhibit, Words
from dashboard.exhibits.road import forecast_tables, forecasts_before
from dashboard.exhibits.road.shown import shown
from dashboard.measures import Selection, Store
from dashboard.measures.definitions.coverage import COVERAGE
from dashboard.measures.forecast import MEANING
from dashboard.measures.road import past_forecasts

NONE = "No forecast was made for these settings before, so none can be held against what happened."


def last_ones(store: Store, selection: Selection) -> Exhibit | None:
    """Give what was forecast before for the end of the last working week, or say that none was."""
    found = shown(store, selection)
    pairs = [(track, then) for track in found for then in past_forecasts.before(store, track)]
    if not pairs:
        return Exhibit("earlier", notes=(NONE,)) if found else None
    tried = past_forecasts.tried(store, found)
    listed = Words(*tabled(pairs, forecast_tables.OF_EARLIER), wide=True)
    file = (COVERAGE,), forecast_tables.looked_back(pairs), "earlier forecasts", MEANING
    return Exhibit(
        "earlier",
        forecasts_before.headline(pairs, found, tried, store),
        "Settings visited, as projected earlier and as it turned out",
        (listed,),
        of_settings(store, selection, *file),
        forecasts_before.note(tried),
        tuple(forecasts_before.from_where(pairs)),
    )


def trials(store: Store, selection: Selection) -> Exhibit | None:
    """Give how often the range has held what happened, where any forecast could be tried."""
    found = shown(store, selection)
    tried = past_forecasts.tried(store, found)
    if tried.is_empty():
        return None
    return Exhibit(
        "trials",
        forecasts_before.record(tried, found),
        "Projections for earlier weeks, and what happened",
        (Words(*tabled(tried, forecast_tables.TRIED), closed="Show every trial", wide=True),),
        of_settings(store, selection, (COVERAGE,), tried, "trials", forecasts_before.HOW_TRIED),
        (forecasts_before.HOW_TRIED,),
    )
