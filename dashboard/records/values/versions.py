"""Read the column that tells which of two rows is later: numbers, or days and times of day."""

import polars as pl

from dashboard.records.values import day_forms, text
from dashboard.records.values.column import Column

HALF_DAYS = r"(?i)[ap]m$"


def read(column: Column, form: str) -> None:
    """Write days that are in the declared form, with or without a time of day, as yyyy-mm-dd.

    Where one of them is in another form all stay as they are, and may have no order.
    """
    column.values = column.values.cast(pl.String)
    text.read(column)
    said = column.values
    parts = day_forms.moments(said, day_forms.day_form(form))
    untold = parts["day"].null_count() > said.null_count() or parts["zone"].count()
    if untold or said.str.contains(HALF_DAYS).any():
        return
    day, time = pl.col("day").dt.to_string("%Y-%m-%d"), pl.col("time").fill_null("00:00")
    seconds = pl.when(time.str.count_matches(":") == 1).then(pl.lit(":00")).otherwise(pl.lit(""))
    clock = pl.concat_str(time, seconds).str.zfill(8)
    column.values = parts.select(pl.concat_str(day, pl.lit(" "), clock)).to_series()
