"""Both tracks at a glance: how far each had come by the end of each month, and what is needed."""

from dashboard.exhibits.common.columns import Columns, day, n_of_n
from dashboard.exhibits.download import of_settings
from dashboard.exhibits.exhibit import Exhibit, Link, Months
from dashboard.exhibits.road import rates
from dashboard.measures import Selection, Store
from dashboard.measures.course import RULE
from dashboard.measures.definitions.coverage import COVERAGE
from dashboard.measures.road import by_month
from dashboard.measures.road.track import Track
from dashboard.measures.road.tracks import tracks
from dashboard.wording import words

COLUMNS: Columns = {
    "Track": "track",
    "By": day("by"),
    "What": "kind",
    "Out of those in scope": n_of_n,
}


def exhibit(store: Store, selection: Selection) -> Exhibit | None:
    """Give what each track had reached by the end of each month, where there is enough to say."""
    store.prove(COVERAGE, selection)
    rows, found = by_month.rows(store, selection), tracks(store, selection)
    if rows.is_empty():
        return None
    needed = (
        ", and needed before the earliest date" if by_month.NEEDED in rows["kind"].to_list() else ""
    )
    return Exhibit(
        "road",
        rates.rates(found, store),
        f"Settings visited by the end of each month{needed}, % of those in scope",
        (Months(rows, found), Link("See the road to full inspections", "road", selection)),
        of_settings(store, selection, (COVERAGE,), rows, "road by month", RULE),
    )


def name(track: Track) -> str:
    """Name a track with what it aims at, while its date is to come."""
    if not track.has_aim:
        return track.name
    share, day = words.percent(track.target.share), words.day(track.target.earliest)
    asked = words.n_of_n(track.needed, track.denominator)
    if asked.endswith(f"({share})"):
        return f"{track.name}, {share} before {day}"
    return f"{track.name}, {asked} before {day}, for a target of {share}"
