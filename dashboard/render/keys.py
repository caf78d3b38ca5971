"""What a mark that is not plain means, said where it is drawn: one rule for every drawing."""

from collections.abc import Collection
from datetime import date

import polars as pl

from dashboard.measures import Status
from dashboard.settings import Settings

FEW = f"out of fewer than {Settings.percentage_from}: no percentage"
LATE = "still arriving"


def few(rows: pl.DataFrame) -> str:
    """Give the key of bars out of too few, as HTML, where any of these rows has such a bar."""
    drawn = (rows["status"] == Status.FEW.value) & (rows["value"] > 0)
    return _sample("few", FEW) if drawn.any() else ""


def late(rows: pl.DataFrame, columns: Collection[str], weeks: Collection[date]) -> str:
    """Give the key of weeks that are still arriving, as HTML, where one of them has a column."""
    arriving = rows.filter(pl.col("week").is_in([*weeks]))
    counted = any((arriving[column] > 0).any() for column in columns)
    return f'<p class="key">{_sample("late", LATE)}</p>' if counted else ""


def _sample(kind: str, said: str) -> str:
    return f'<span class="sample {kind}"></span>{said}'
