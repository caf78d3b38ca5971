"""Bring tables of an older snapshot to the words of today: it knew fewer."""

from collections.abc import Mapping

import polars as pl

from dashboard.records.model import TABLES


def in_todays_words(tables: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """Give each table of records the words that its class now knows; leave others as they are."""
    return {name: _brought(name, rows) if name in TABLES else rows for name, rows in tables.items()}


def _brought(name: str, rows: pl.DataFrame) -> pl.DataFrame:
    kinds = {column: kind.dtype for column, kind in TABLES[name].columns().items()}
    older = [
        column
        for column, kind in rows.schema.items()
        if isinstance(kind, pl.Enum) and kind != kinds.get(column, kind)
    ]
    return rows.with_columns(pl.col(column).cast(kinds[column]) for column in older)
