"""The small tables that the illustrative records are made from."""

from functools import cache

import polars as pl

from dashboard.settings import shipped


@cache
def published(name: str) -> pl.DataFrame:
    """Read a table of published figures."""
    return pl.read_csv(shipped("data") / "figures" / f"{name}.csv", try_parse_dates=True)


def one_each(counts: pl.DataFrame, number: str = "settings") -> pl.DataFrame:
    """Turn counts into rows, one for each thing counted."""
    columns = [column for column in counts.columns if column != number]
    return counts.select(pl.col(columns).repeat_by(number)).explode(columns)


def hands(name: str, column: str) -> pl.DataFrame:
    """Give for each cell of a table of counts the list of its values, one for each setting."""
    rows = one_each(published(name))
    cells = [key for key in rows.columns if key != column]
    return rows.group_by(cells, maintain_order=True).agg(column)


@cache
def assumed(name: str) -> pl.DataFrame:
    """Read a table of assumptions."""
    return pl.read_csv(shipped("data") / "assumptions" / f"{name}.csv", try_parse_dates=True)


def figure(name: str) -> int:
    """Give one figure by its name."""
    return int(published("calibration").filter(pl.col("name") == name)["value"].item())
