"""How far both tracks had come by the end of each month, and what is needed."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date

import polars as pl

from dashboard.measures import weekly
from dashboard.measures.cached import cached
from dashboard.measures.course import Course
from dashboard.measures.road.outlook import needed_after
from dashboard.measures.road.track import Track
from dashboard.measures.road.tracks import tracks
from dashboard.measures.selection import Selection
from dashboard.measures.store import Store

VISITED, NEEDED = "visited", "needed"


ROWS = {
    "track": pl.String,
    "by": pl.Date,
    "kind": pl.String,
    "numerator": pl.Int64,
    "denominator": pl.Int64,
    "value": pl.Float64,
}


@cached
def rows(store: Store, selection: Selection) -> pl.DataFrame:
    """Give for each track what was visited by the end of each month and on the last day.

    Then what is needed by the end of each month to come and by the last working day before the
    date. A track of which nothing can be said, or too little for a share, has no rows.
    """
    listed = [row for track in tracks(store, selection) for row in _of(store, track)]
    return pl.DataFrame(listed, schema=ROWS, orient="row")


Row = tuple[str, date, str, int, int, float]


def _of(store: Store, track: Track) -> Iterator[Row]:
    if track.numerator is None or not track.denominator or track.course is Course.FEW:
        return
    reached = weekly.reached_by_week(store, track.selection)
    so_far = {day: n for day, n in reached[["by", "numerator"]].rows() if n is not None}
    for kind, points in ((VISITED, so_far), (NEEDED, dict(_needed(track)))):
        for day in _month_ends(sorted(points)):
            share = points[day] / track.denominator
            yield (track.name, day, kind, points[day], track.denominator, share)


def _needed(track: Track) -> Iterator[tuple[date, int]]:
    """Give what is needed by the end of each working day that is left before the date."""
    if track.has_target and track.to_go:
        for day in track.to_come[: track.days_left]:
            needed = needed_after(track, bisect_right(track.to_come, day))
            if needed is not None:
                yield day, needed


def _month_ends(days: Sequence[date]) -> list[date]:
    """Give the last day of each month that is among some days, in order."""
    return list({(day.year, day.month): day for day in days}.values())
