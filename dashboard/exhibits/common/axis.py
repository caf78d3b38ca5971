"""Where axes end: in the same place on pages, in pictures and in briefings."""

from collections.abc import Iterable
from math import ceil

import polars as pl

STEPS = 10
"""An axis ends at a tenth of the whole."""


def counted(table: pl.DataFrame) -> list[str]:
    """Name the columns of a table that are counts."""
    return [name for name, kind in table.schema.items() if kind.is_integer()]


def most(columns: Iterable[pl.Series]) -> int:
    """Give the highest of counts, and at least 1: bars and columns are parts of it."""
    return max([1, *(count for column in columns for count in column.drop_nulls())])


def end(shares: Iterable[float | None], line: float | None = None) -> float:
    """Give the first tenth that holds every share and the line, from 0: bars use their width."""
    most = max((share for share in (*shares, line) if share is not None), default=0.0)
    return min(max(ceil(round(most * STEPS, 6)), 1), STEPS) / STEPS
