"""The tables of the road: each a frame to take away, and the same figures as text."""

from collections.abc import Iterator, Sequence

import polars as pl

from dashboard.exhibits.road import chances, rates, sentences
from dashboard.measures.course import Course
from dashboard.measures.forecast import BAND_SAID
from dashboard.measures.road.capacity import Supposed
from dashboard.measures.road.outlook import VISITED
from dashboard.measures.road.past_forecasts import Before
from dashboard.measures.road.track import Track
from dashboard.wording import words

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
CASES = {
    "track": pl.String,
    "case": pl.String,
    "visits_a_week": pl.Float64,
    "share_unseen": pl.Float64,
    "first_visits_a_week": pl.Float64,
    "chance": pl.Float64,
    "first": pl.Date,
    "last": pl.Date,
}
CASE_HEADINGS = (
    "Track",
    "Case",
    "Visits a week",
    "To settings not yet seen",
    "First visits a week",
    "Chance",
    f"Target reached (range of {BAND_SAID})",
)
LOOKED_BACK = {
    "track": pl.String,
    "weeks_ago": pl.Int64,
    "projected_for": pl.Date,
    "low": pl.Int64,
    "high": pl.Int64,
    "numerator": pl.Int64,
    "from_snapshot": pl.Boolean,
    "first_then": pl.Date,
    "last_then": pl.Date,
    "first_now": pl.Date,
    "last_now": pl.Date,
}
LOOKED_BACK_HEADINGS = (
    "Track",
    "Said",
    "Projected",
    "Visited",
    "Target reached, as said then",
    "As said now",
)
TRIED_HEADINGS = ("Track", "Projected for", f"Range of {BAND_SAID}", "Visited", "Held")
ROAD_HEADINGS = (
    "By",
    "Visited",
    "Forecast [f]",
    f"Range of {BAND_SAID}",
    "Needed",
    "Scenario [f]",
)
AS_IT_IS, SCENARIO = "as it is", "your scenario"


def standing(tracks: Sequence[Track]) -> pl.DataFrame:
    """Give a row for each track: how far it is, what it needs and what it makes."""
    rows = [
        (
            t.name, t.course.value, t.numerator, t.denominator, t.target.share, t.needed,
            t.target.earliest, t.needed_a_week, t.achieved_a_week, t.chance, t.first, t.last,
            *(t.before or (None, None)),
        )
        for t in tracks
    ]  # fmt: skip
    return pl.DataFrame(rows, schema=STANDING, orient="row")


def standing_text(track: Track) -> list[str]:
    """Write the row of a track as a table shows it."""
    if not track.denominator:
        none = "none in scope" if track.course is Course.NONE else "not known"
        return [track.name, none, *[""] * (len(STANDING_HEADINGS) - 2)]
    unknown = track.numerator is None
    return [
        track.name,
        "not known" if unknown else words.n_of_n(track.numerator or 0, track.denominator),
        "date passed"
        if track.is_over
        else f"{words.number(track.needed)} before {words.day(track.target.earliest)}",
        _needed(track),
        rates.rate(track.achieved_a_week),
        chances.in_a_hundred(track.chance),
        sentences.between(track),
    ]


def _needed(track: Track) -> str:
    if track.to_go == 0:
        return "none"
    return "date passed" if track.needed_a_week is None else rates.rate(track.needed_a_week)


def cases(tracks: Sequence[Track], supposed: Supposed) -> pl.DataFrame:
    """Give a row for each track as it is, and one in the scenario where there is one."""
    listed = [_case(*each) for each in _cases(tracks, supposed)]
    return pl.DataFrame(listed, schema=CASES, orient="row")


Case = tuple[Track, str, float | None, float | None]


def _cases(tracks: Sequence[Track], supposed: Supposed) -> Iterator[Case]:
    """Go through the tracks: each with its case, its visits a week and their share to unseen."""
    for track, use, then in zip(tracks, supposed.uses, supposed.planned, strict=True):
        yield track, AS_IT_IS, use.visits_a_week, use.unseen
        if then is not None:
            yield then.track, SCENARIO, then.visits_a_week, then.unseen


def _case(track: Track, name: str, visits: float | None, unseen: float | None) -> tuple:
    made = track.achieved_a_week
    return (track.name, name, visits, unseen, made, track.chance, track.first, track.last)


def cases_text(tracks: Sequence[Track], supposed: Supposed) -> list[list[str]]:
    """Write the same as a table shows it."""
    return [
        [
            track.name,
            name,
            rates.rate(visits),
            "no visits" if unseen is None else words.percent(unseen),
            rates.rate(track.achieved_a_week),
            chances.in_a_hundred(track.chance),
            sentences.between(track),
        ]
        for track, name, visits, unseen in _cases(tracks, supposed)
    ]


def looked_back(found: Sequence[tuple[Track, Before]]) -> pl.DataFrame:
    """Give a row for each earlier forecast: what it said, and what happened."""
    rows = [
        (
            now.name, then.weeks_ago, then.day, then.low, then.high, then.visited, then.kept,
            then.track.first, then.track.last, now.first, now.last,
        )
        for now, then in found
    ]  # fmt: skip
    return pl.DataFrame(rows, schema=LOOKED_BACK, orient="row")


def looked_back_text(found: Sequence[tuple[Track, Before]]) -> list[list[str]]:
    """Write the same as a table shows it."""
    return [
        [
            now.name,
            f"{then.weeks_ago} weeks before{'' if then.kept else ' (worked out now)'}",
            f"{words.number(then.low)} to {words.number(then.high)}",
            words.number(then.visited),
            sentences.between(then.track),
            sentences.between(now),
        ]
        for now, then in found
    ]


def tried_text(trials: pl.DataFrame) -> list[list[str]]:
    """Write every trial of the forecast as a table shows it."""
    return [
        [
            row["track"],
            f"{row['horizon']} working weeks after the {words.week_of(row['week'])}",
            f"{words.number(row['low'])} to {words.number(row['high'])}",
            words.number(row["visited"]),
            "yes" if row["low"] <= row["visited"] <= row["high"] else "no",
        ]
        for row in trials.iter_rows(named=True)
    ]


def road_text(rows: pl.DataFrame) -> list[list[str]]:
    """Write the frame of the road chart as a table shows it."""
    return [_week(row) for row in rows.iter_rows(named=True)]


def _week(row: dict) -> list[str]:
    past = row["kind"] == VISITED
    visited = words.n_of_n(row["visited"], row["denominator"]) if past else ""
    middle, low, high, *counts = (
        "" if row[name] is None else words.number(row[name])
        for name in ("middle", "low", "high", "needed", "scenario")
    )
    return [words.day(row["by"]), visited, middle, f"{low} to {high}" if low else "", *counts]
