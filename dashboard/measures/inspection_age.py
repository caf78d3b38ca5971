"""How long ago the last full inspection of a setting was, in whole years."""

from datetime import date

import polars as pl

from dashboard.records import words as w

NEVER, UNDATED = "Never inspected", "Day not recorded"
AGES = ("Under 1 year", "1 to 2 years", "2 to 3 years", "3 years or more", NEVER, UNDATED)


def age_on(day: date) -> pl.Expr:
    """Name the age of the last full inspection of each setting on a day: one of `AGES`."""
    seen = pl.col("last_inspected_on")
    years = (pl.lit(day).dt.offset_by(f"-{count}y") for count in (1, 2, 3))
    recent = (
        pl.when(seen > since).then(pl.lit(name)) for name, since in zip(AGES, years, strict=False)
    )
    return pl.coalesce(
        pl.when(pl.col("last_grade") == w.NOT_YET_INSPECTED).then(pl.lit(NEVER)),
        pl.when(seen.is_null()).then(pl.lit(UNDATED)),
        *recent,
        pl.lit(AGES[3]),
    )
