"""Earlier forecasts as tables: what each said, and what happened."""

from collections.abc import Sequence

import polars as pl

from dashboard.exhibits.common.columns import Columns, between, number
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


Pair = tuple[Track, Before]
"""A track, and an earlier forecast of it."""


def looked_back(found: Sequence[Pair]) -> pl.DataFrame:
    """Give a row for each earlier forecast: what it said, and what happened."""
    rows = [
        (
            now.name, then.weeks_ago, then.day, then.low, then.high, then.visited, then.kept,
            then.track.first, then.track.last, now.first, now.last,
        )
        for now, then in found
    ]  # fmt: skip
    return pl.DataFrame(rows, schema=LOOKED_BACK, orient="row")


OF_EARLIER: Columns = {
    "Track": lambda pair: pair[0].name,
    "Said": lambda pair: _said(pair[1]),
    "Projected": lambda pair: between("low", "high")(pair[1]),
    "Visited": lambda pair: words.number(pair[1].visited),
    "Target reached, as said then": lambda pair: sentences.between(pair[1].track),
    "As said now": lambda pair: sentences.between(pair[0]),
}
"""What is listed of an earlier forecast, beside the one of today."""


def _said(then: Before) -> str:
    return f"{then.weeks_ago} weeks before{'' if then.kept else ' (worked out now)'}"


def _when(row: dict) -> str:
    return f"{row['horizon']} working weeks after the {words.week_of(row['week'])}"


TRIED: Columns = {
    "Track": "track",
    "Projected for": _when,
    f"Range of {BAND_SAID}": between("low", "high"),
    "Visited": number("visited"),
    "Held": lambda row: "yes" if row["low"] <= row["visited"] <= row["high"] else "no",
}
"""What is listed of a trial of the forecast."""
