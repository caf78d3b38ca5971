"""The records as they were known on an earlier day."""

from datetime import date

import polars as pl


def known_by(table: pl.DataFrame, day: date) -> pl.DataFrame:
    """Leave the records made by a day, without what came later; blank: made with the first."""
    if "recorded_on" not in table.columns:
        return table
    made = pl.col("recorded_on")
    coming = [c for c in ("ended_on", "published_on", "closed_on") if c in table.columns]
    found = table.filter(made.is_null() | (made <= day)).with_columns(
        pl.when(pl.col(column) <= day).then(column).alias(column) for column in coming
    )
    if "outcome" not in table.columns:
        return found
    return found.with_columns(pl.when(pl.col("published_on").is_not_null()).then("outcome"))
