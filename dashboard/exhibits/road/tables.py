"""The tables of the road: each a frame to take away, and the same figures as text."""

from collections.abc import Collection, Sequence
from datetime import date

import polars as pl

from dashboard.exhibits.road import chances, rates, sentences
from dashboard.measures.course import Course
from dashboard.measures.forecast import BAND_SAID
from dashboard.measures.road.outlook import VISITED
from dashboard.measures.road.track import Track
from dashboard.wording import cells, words

STANDING = {
    "track": pl.String,
    "status": pl.String,
    "numerator": pl.Int64,
    "denominator": pl.Int64,
    "target_share": pl.Float64,
    "target": pl.Int64,
    "earliest": pl.Date,
    "needed_a_week": pl.Float64,
    "achieved_a_week": pl.Float64,
    "chance": pl.Float64,
    "first": pl.Date,
    "last": pl.Date,
    "day_before": pl.Date,
    "status_before": pl.String,
}
STANDING_HEADINGS = (
    "Track",
    "Visited, out of",
    "Target",
    "Needed a week",
    "Made a week",
    "Chance",
    f"Target reached (range of {BAND_SAID})",
)
ROAD_HEADINGS = (
    "By",
    "Visited",
    "Forecast [f]",
    f"Range of {BAND_SAID}",
    "Needed",
    "Scenario [f]",
)


def standing(tracks: Sequence[Track]) -> pl.DataFrame:
    """Give a row for each track: how far it is, what it needs and what it makes."""
    rows = [
        (
            t.name, t.course.value, t.numerator, t.denominator, *_aim(t),
            rates.kept(t.achieved_a_week), rates.kept(t.chance), t.first, t.last,
            *(t.before or (None, None)),
        )
        for t in tracks
    ]  # fmt: skip
    return pl.DataFrame(rows, schema=STANDING, orient="row")


def _aim(track: Track) -> tuple[float | None, int | None, date | None, float | None]:
    """Give the share, the settings, the day and the pace aimed at; blank before they were known."""
    if not track.has_target:
        return (None, None, None, None)
    needed = rates.kept(track.needed_a_week)
    return track.target.share, track.needed, track.target.earliest, needed


def standing_text(track: Track) -> list[str]:
    """Write the row of a track as a table shows it."""
    if not track.denominator:
        none = "none in scope" if track.course is Course.NONE else "not known"
        return [track.name, none, *[""] * (len(STANDING_HEADINGS) - 2)]
    unknown = track.numerator is None
    return [
        track.name,
        "not known" if unknown else words.n_of_n(track.numerator or 0, track.denominator),
        f"{words.number(track.needed)} before {words.day(track.target.earliest)}"
        if track.has_aim
        else _no_aim(track),
        _needed(track),
        rates.rate(track.achieved_a_week),
        chances.in_a_hundred(track.chance),
        sentences.between(track),
    ]


def _no_aim(track: Track) -> str:
    return "date passed" if track.has_target else "not set yet"


def _needed(track: Track) -> str:
    if not track.has_target:
        return _no_aim(track)
    if track.to_go == 0:
        return "none"
    return "date passed" if track.needed_a_week is None else rates.rate(track.needed_a_week)


def road_told(rows: pl.DataFrame, late: Collection[date] = ()) -> tuple[list[list[str]], list[str]]:
    """Give the days of the road chart that have a figure and what any of them has, with headings.

    Weeks that are still arriving (`late`, Mondays) say that they are. Where nothing is projected,
    four columns and the days to come would be blank.
    """
    text = [week for row in rows.iter_rows(named=True) if any((week := _week(row, late))[1:])]
    kept = [place for place in range(len(ROAD_HEADINGS)) if any(row[place] for row in text)]
    return [[row[at] for at in kept] for row in text], [ROAD_HEADINGS[at] for at in kept]


def _week(row: dict, late: Collection[date]) -> list[str]:
    past = row["kind"] == VISITED
    visited = words.n_of_n(row["visited"], row["denominator"]) if past else ""
    middle, low, high, *counts = (
        "" if row[name] is None else words.number(row[name])
        for name in ("middle", "low", "high", "needed", "scenario")
    )
    return [
        cells.day(row["by"], late if past else ()),
        visited,
        middle,
        f"{low} to {high}" if low else "",
        *counts,
    ]
