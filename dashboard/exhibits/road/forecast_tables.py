"""Earlier forecasts as tables: what each said, and what happened."""

from collections.abc import Sequence

import polars as pl

from dashboard.exhibits.road import sentences
from dashboard.measures.forecast import BAND_SAID
from dashboard.measures.road.past_forecasts import Before
from dashboard.measures.road.track import Track
from dashboard.wording import words

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
