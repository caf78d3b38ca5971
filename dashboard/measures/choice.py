"""What a choice comes to in the records: its days, its area, and the one row of a figure."""

from datetime import date

import polars as pl

from dashboard.measures.selection import Selection
from dashboard.measures.store import Store


def area_name(area: str | None, store: Store) -> str:
    """Give the name to show for an area: England or what stands for it, a region, an authority."""
    if area is None:
        return store.scope.label
    return store.names.get(area, area)


def last_day(selection: Selection, store: Store) -> date:
    """Give the last day of the period."""
    return selection.until or store.as_at


def first_day(selection: Selection, store: Store) -> date:
    """Give the first day of the period: the start chosen, or the latest one declared."""
    return selection.since or store.starts[-1].day


def days(selection: Selection, store: Store) -> tuple[date, date]:
    """Give the first and the last day of the period."""
    return first_day(selection, store), last_day(selection, store)


def only(result: pl.DataFrame) -> tuple[int, int, float | None]:
    """Take the one row of a result: numerator, denominator, value."""
    row = result.row(0, named=True)
    return row["numerator"], row["denominator"], row["value"]
