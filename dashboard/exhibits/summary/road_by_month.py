"""Both tracks at a glance: how far each had come by the end of each month, and what is needed."""

import polars as pl

from dashboard.exhibits.common.columns import Columns, day, n_of_n
from dashboard.exhibits.download import Download
from dashboard.exhibits.enforcement.enforcement_answer import file_of
from dashboard.measures import Selection, Store
from dashboard.measures.course import RULE
from dashboard.measures.definitions.coverage import COVERAGE
from dashboard.measures.road.by_month import NEEDED
from dashboard.measures.road.track import Track
from dashboard.wording import words

COLUMNS: Columns = {
    "Track": "track",
    "By": day("by"),
    "What": "kind",
    "Out of those in scope": n_of_n,
}


def title(rows: pl.DataFrame) -> str:
    """Give the statistical title."""
    needed = ", and needed before the earliest date" if NEEDED in rows["kind"] else ""
    return f"Settings visited by the end of each month{needed}, % of those in scope"


def name(track: Track) -> str:
    """Name a track with what it aims at, while its date is to come."""
    return track.name if track.is_over else f"{track.name}, {words.opening(_aim(track))}"


def _aim(track: Track) -> str:
    return f"{words.percent(track.target.share)} before {words.day(track.target.earliest)}"


def file(rows: pl.DataFrame, store: Store, selection: Selection) -> Download:
    """Describe the months of both tracks as a file."""
    return file_of(store, selection, (COVERAGE,), rows, "road by month", RULE)
