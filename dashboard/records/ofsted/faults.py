"""Say what is wrong with a published row: what it cannot do without, and what is left blank."""

from collections.abc import Mapping

import polars as pl

from dashboard.areas import authorities
from dashboard.records.issues import ORIGIN
from dashboard.records.ofsted.vocabulary import plain, plain_word

REGIONS = [plain_word(region) for region in authorities.REGIONS]
NINE = [plain_word(region) for region in authorities.STATISTICAL_REGIONS]
URN = r"^(SC\d{6}|\d{5,7})$"
CELL = pl.List(pl.Struct({"column": pl.String, "value": pl.String, "fault": pl.String}))
"""The cells of a row that cannot be read and are left blank."""


def first_fault(*faults: pl.Expr) -> pl.Expr:
    """Give the first thing that is wrong with a row; null where nothing is."""
    return pl.coalesce(*faults, pl.lit(None, pl.String))


def blank(column: str, name: str) -> pl.Expr:
    """Say that a value which every row needs is blank."""
    return pl.when(pl.col(column).is_null()).then(pl.lit(f"{name} is blank"))


def urn_fault() -> pl.Expr:
    """Say what is wrong with a URN: SC and six digits, or five to seven digits."""
    wrong = ~pl.col("urn").str.contains(URN)
    return pl.coalesce(
        blank("urn", "URN"),
        pl.when(wrong).then(pl.format('URN "{}" is not a URN', pl.col("urn"))),
    )


def authority_fault() -> pl.Expr:
    """Say why an authority's name has no code in the vintage."""
    return pl.coalesce(blank("authority", "local authority"), pl.col("why"))


def has_moved() -> pl.Expr:
    """Say whether a row's cells stand elsewhere than under their headings, as its region shows."""
    eight = plain(pl.col("region")).is_in(REGIONS)
    nine = plain(pl.col("statistical_region")).is_in(NINE)
    return pl.col("spilled") | ~pl.coalesce(eight, nine, pl.lit(True))


def unquoted(reason: pl.Expr, doubtful: pl.Expr) -> pl.Expr:
    """Set aside a row whose cells have moved, and quote none: one may be an address or a name.

    `doubtful` says whether anything of the row is not as it should be, needed or not.
    """
    said = pl.lit("its cells do not stand under their headings")
    moved = has_moved() & (reason.is_not_null() | doubtful)
    return pl.when(moved).then(said).otherwise(reason)


def cells_left_blank(faults: Mapping[str, pl.Expr]) -> pl.Expr:
    """List the cells of a row that have a fault, by the column that they stand in."""
    cells = [
        pl.when(fault.is_not_null()).then(
            pl.struct(column=pl.lit(column), value=pl.col(column), fault=fault)
        )
        for column, fault in faults.items()
    ]
    if not cells:
        return pl.lit([], CELL)
    return pl.concat_list(cells).list.drop_nulls().cast(CELL)


def blanked(rows: pl.DataFrame) -> pl.DataFrame:
    """List every cell that was left blank in a row that is used: where, its value and its fault."""
    used = rows.filter(pl.col("reason").is_null(), pl.col("cells").list.len() > 0)
    each = used.select(*ORIGIN, "cells").explode("cells").unnest("cells")
    return each.unique(maintain_order=True)
