"""Tables in words, as they are declared: under each heading what of a row is written, and how."""

from collections.abc import Callable, Iterable
from typing import Any

import polars as pl

from dashboard.wording import words

Write = Callable[[Any], str]
Columns = dict[str, str | Write]
"""For each heading the part of a row whose words stand under it, or what writes the row."""

SETTING: Columns = {"URN": "urn", "Setting type": "setting_type", "Authority": "authority"}
"""What names a setting: its reference, its type and its authority."""


def tabled(
    rows: pl.DataFrame | Iterable[Any], columns: Columns
) -> tuple[list[list[str]], tuple[str, ...]]:
    """Write rows, and give them with their headings as a description of a table takes them."""
    each = rows.iter_rows(named=True) if isinstance(rows, pl.DataFrame) else rows
    return [
        [of(row) if callable(of) else str(_part(row, of)) for of in columns.values()]
        for row in each
    ], (*columns,)


def _part(row: Any, name: str) -> Any:
    return row[name] if isinstance(row, dict) else getattr(row, name)


def day(name: str, blank: str = "") -> Write:
    """Write a day; one that is not known is `blank`."""
    return lambda row: words.day(known) if (known := _part(row, name)) else blank


def number(name: str) -> Write:
    """Write a count."""
    return lambda row: words.number(_part(row, name))


def n_of_n(row: dict) -> str:
    """Write n of N of a row."""
    return words.n_of_n(row["numerator"], row["denominator"])


def between(low: str, high: str) -> Write:
    """Write two counts as the ends of a range."""
    return lambda row: f"{words.number(_part(row, low))} to {words.number(_part(row, high))}"
