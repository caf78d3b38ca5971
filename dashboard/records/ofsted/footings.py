"""Know the rows in and below a table that are none of its own: totals and notes."""

import polars as pl

from dashboard.records.ofsted.faults import URN

TOTAL, NOTE = "total", "note"
FOOTING = pl.Schema(
    {"source_row": pl.UInt32, "footing": pl.String, "first": pl.String, "plain": pl.Boolean}
)
IS_TOTAL = (
    r"(?i)^(grand |overall |sub[- ]?)?totals?\b|^(all|england|england total|all providers"
    r"|all (local )?authorities)$|^.{1,60} total$"
)
SHORT = 3
"""Words of a total that stands alone; what is longer is a note on totals."""
FEW = 2
"""Cells that a row of a note has at most: a sign and what it means."""
IS_NOTE = (
    r"(?i)^(foot)?notes?\b|^sources?\b|^(key|symbols?)\b.{0,40}$|^\(?\d{1,2}[.):\]] *\D"
    r"|^\[[a-z0-9 ]{1,8}\]|^[*†‡#~¹²³]|^(©|crown copyright)|^end of "
    r"|^(totals?|figures|numbers|percentages|data|providers|settings|inspections|places|judgements)"
    r" (is|are|as|from|may|do|does|in|include|excludes?|have|with|for)\b"
    r"|^(this|these|the) (table|data|file|work ?sheet|sheet|release|figures|list|register)\b"
    r"|^(includes?|excludes?|prepared by|published (by|on|in)|extracted|produced by|contact"
    r"|for (more|further)|please|see (the |note))\b"
)
"""How notes below a table begin."""


def footings(grid: pl.DataFrame, urn: int | None, key: int, described: list[int]) -> pl.DataFrame:
    """Give the rows below the headings that are a total or a note: each with its first cell.

    `grid` is what stands below the headings, with `source_row`; `urn` and `key` are the places of
    the URN, if any, and of what names a row; `described` those that say what it is. A row of few
    cells below a note is another one; `plain` says whether a row is known by its own words.
    """
    cells = [pl.col(name) for name in grid.columns if name not in ("source_file", "source_row")]
    filled = pl.sum_horizontal(cell.is_not_null() for cell in cells)
    seen = grid.select(
        "source_row",
        first=pl.coalesce(cells),
        filled=filled,
        keyed=_is_keyed(urn, key, filled),
        bare=pl.all_horizontal(pl.col(str(place)).is_null() for place in described),
    )
    words = pl.col("first").str.split(" ").list.len()
    total = pl.col("first").str.contains(IS_TOTAL) & ((pl.col("filled") > 1) | (words <= SHORT))
    note = pl.col("first").str.contains(IS_NOTE) & (pl.col("filled") <= FEW) & ~pl.col("keyed")
    said = (
        pl.when(total & (~pl.col("keyed") | pl.col("bare"))).then(pl.lit(TOTAL)).when(note)
    ).then(pl.lit(NOTE))
    named = seen.with_columns(footing=said, plain=said.is_not_null())
    return _with_more(named).drop_nulls("footing").select(FOOTING.names()).cast(FOOTING)


def _is_keyed(urn: int | None, key: int, filled: pl.Expr) -> pl.Expr:
    """Say whether a row has a URN; or, where none has, whether it says more than a note does."""
    if urn is not None:
        said = pl.col(str(urn)).str.replace(r"\.0+$", "")
        return said.str.contains(f"(?i){URN}").fill_null(False)
    name = pl.col(str(key))
    return name.is_not_null() & ~name.str.contains(IS_TOTAL) & (filled > FEW)


def _with_more(rows: pl.DataFrame) -> pl.DataFrame:
    """Take as a note what has few cells and no key, and follows a note."""
    few = (pl.col("filled") <= FEW) & ~pl.col("keyed") & pl.col("footing").is_null()
    below = pl.when(~few).then(pl.col("footing").eq_missing(NOTE)).forward_fill()
    return rows.with_columns(
        footing=pl.when(few & below.fill_null(False)).then(pl.lit(NOTE)).otherwise("footing")
    )
