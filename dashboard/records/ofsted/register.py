"""Make one setting of all the rows that speak of it: registers, joiners and leavers."""

from collections.abc import Sequence
from datetime import date

import polars as pl

from dashboard.records.findings import ORIGIN
from dashboard.records.ofsted.layouts import AUTHORITIES, MOVES, PLACES, REGISTER, Table
from dashboard.records.ofsted.providers import authority_rows, provider_rows
from dashboard.records.ofsted.vocabulary import CLOSED
from dashboard.records.words import NOT_YET_INSPECTED

ORDER = (REGISTER, PLACES, MOVES, AUTHORITIES)
"""Where two tables speak of one setting, the first that says something counts."""
FACTS = (
    "setting_type",
    "la_code",
    "sector",
    "places",
    "registered_on",
    "left_on",
    "last_grade",
    "last_inspected_on",
    "status",
    *ORIGIN,
)
SETTING = (
    "urn",
    "setting_type",
    "la_code",
    "sector",
    "places",
    "registered_on",
    "closed_on",
    "last_grade",
    "last_inspected_on",
    *ORIGIN,
)


def setting_rows(tables: Sequence[Table], codes: pl.DataFrame) -> pl.DataFrame:
    """Read every row of every table of settings, with the reason where it cannot be used."""
    read = [
        (authority_rows if table.kind == AUTHORITIES else provider_rows)(table, codes)
        .with_columns(rank=pl.lit(ORDER.index(table.kind)), kind=pl.lit(table.kind))
        .with_columns(reason=_repeated())
        for table in tables
        if table.kind in ORDER
    ]
    return pl.concat(read, how="diagonal")


def settings(rows: pl.DataFrame, as_at: date) -> pl.DataFrame:
    """Merge the rows that can be used, one setting for each URN."""
    merged = (
        rows.filter(pl.col("reason").is_null())
        .sort("rank", *ORIGIN)
        .group_by("urn", maintain_order=True)
        .agg(
            *[pl.col(fact).drop_nulls().first() for fact in FACTS],
            gone=pl.col("left").any(),
            listed=pl.col("kind").is_in([REGISTER, PLACES, AUTHORITIES]).any(),
            judged=pl.col("kind").is_in([REGISTER, AUTHORITIES]).any(),
            back=pl.col("back").any(),
        )
    )
    both = {REGISTER, PLACES} <= set(rows["kind"])
    marked = merged.with_columns(
        dropped=((pl.col("left_on") == as_at) & ~pl.col("listed")).fill_null(False),
        undated=_undated(),
        never=pl.col("listed") & ~pl.col("judged") & both,
    )
    return marked.with_columns(closed_on=_closing(as_at), last_grade=_grade())


def _closing(as_at: date) -> pl.Expr:
    """Give the first day off the register: the day after the published closing date.

    It is the records' own day where that is the closing date and the register no longer lists the
    setting, and where a setting closed on a day that no file gives.
    """
    return (
        pl.when(pl.col("dropped") | pl.col("undated"))
        .then(pl.lit(as_at))
        .otherwise(pl.col("left_on") + pl.duration(days=1))
    )


def _undated() -> pl.Expr:
    """Find what has closed on a day that no file gives."""
    closed = (pl.col("gone") & ~pl.col("listed")) | (pl.col("status") == CLOSED).fill_null(False)
    return closed & pl.col("left_on").is_null()


def _grade() -> pl.Expr:
    """Take as never inspected what is on a register of places but not of inspected providers."""
    return pl.when(pl.col("never")).then(pl.lit(NOT_YET_INSPECTED)).otherwise(pl.col("last_grade"))


def _repeated() -> pl.Expr:
    """Set aside all but the first usable row about a setting in one table."""
    usable = pl.col("reason").is_null()
    later = usable & (pl.int_range(pl.len()).over("urn", usable) > 0)
    said = pl.lit("its URN is used by an earlier row of the same table")
    return pl.when(later).then(said).otherwise(pl.col("reason"))
