"""What each setting by itself did to a measure, and by which records."""

from dataclasses import replace
from datetime import date

import polars as pl

from dashboard.measures.cube import Cube
from dashboard.measures.differences import REMOVED
from dashboard.measures.evaluation import evaluate
from dashboard.measures.measure import Measure, Period
from dashboard.settings import monday


def each(measure: Measure, counted: Cube, since: date) -> pl.DataFrame:
    """Count numerator and denominator for each setting: urn, numerator, denominator.

    The records are counted as if each setting lay in an authority of its own.
    """
    sides = {"numerator": measure.numerator, "denominator": measure.denominator}
    found = pl.DataFrame(schema={"urn": pl.String})
    for name, counts in sides.items():
        if counts is None:
            found = found.with_columns(pl.lit(None, pl.Int64).alias(name))
            continue
        plain = replace(measure, numerator=counts, denominator=None)
        period = Period(since, monday(counted.day))
        side = evaluate(plain, counted, period, ["la_code"]).select(
            pl.col("la_code").alias("urn"), pl.col("numerator").alias(name)
        )
        found = found.join(side, on="urn", how="full", coalesce=True)
    return found


def beside(was: pl.DataFrame, now: pl.DataFrame) -> pl.DataFrame:
    """Take one count of each setting from the other; a setting that is not there counts 0."""
    both = was.join(now, on="urn", how="full", coalesce=True, suffix=" now")
    return both.select(
        "urn",
        *(
            (pl.col(f"{side} now").fill_null(0) - pl.col(side).fill_null(0)).alias(side)
            for side in ("numerator", "denominator")
        ),
    )


def said() -> pl.Expr:
    """Say a change to a record in words."""
    value = pl.format(
        "{} {}: {} {} → {}",
        *("table", "key", "column"),
        *(pl.col(side).fill_null("blank") for side in ("before", "after")),
    )
    gone = pl.format("{} {} removed", "table", "key")
    added = pl.format("{} {} added ({})", "table", "key", pl.col("after").fill_null("no date"))
    row = pl.col("column").is_null()
    return (
        pl.when(row & (pl.col("kind") == REMOVED)).then(gone).when(row).then(added).otherwise(value)
    )
