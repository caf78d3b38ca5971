"""The records as they were known on an earlier day."""

from datetime import date

import polars as pl

from dashboard.records.model import Records


def known_by(records: Records, day: date) -> Records:
    """Leave the records made by a day, without what came later; a finding comes with its letter."""
    known = {name: table_by(table, day) for name, table in records.items()}
    if {"findings", "visits"} <= known.keys():
        out = known["visits"].filter(pl.col("published_on").is_not_null())
        known["findings"] = known["findings"].join(out, on="visit_id", how="semi")
    return known


def table_by(table: pl.DataFrame, day: date) -> pl.DataFrame:
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
