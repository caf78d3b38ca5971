"""CSV that says what it is and that no spreadsheet can take for a formula."""

import unicodedata
from collections.abc import Mapping

import polars as pl

HIDDEN = "[c]"
_STARTS_FORMULA = "=+-@|\t\r\n\0＝＋－＠"


def to_csv(table: pl.DataFrame, facts: Mapping[str, str] | None = None) -> bytes:
    """Write a table as CSV (UTF-8 with a byte order mark, so that Excel reads it rightly).

    `facts` (measure, filters, as at, source…) become columns that repeat on every row: a file is
    then one tidy table, and no row of it can lose its caveats. Text that a spreadsheet would run
    as a formula is led by an apostrophe; numbers stay numbers. A hidden figure reads [c].
    """
    shown = _marked(table)
    told = shown.with_columns(pl.lit(text).alias(name) for name, text in (facts or {}).items())
    text = [column for column, kind in told.schema.items() if kind == pl.String]
    safe = told.with_columns(
        pl.col(column).map_elements(plain_text, return_dtype=pl.String) for column in text
    )
    content = safe.rename({column: plain_text(column) for column in safe.columns})
    return b"\xef\xbb\xbf" + content.write_csv(line_terminator="\r\n").encode()


def _marked(table: pl.DataFrame) -> pl.DataFrame:
    """Write [c] where a row's status says that its figures are hidden."""
    if "status" not in table.columns or not table["status"].str.starts_with(HIDDEN).any():
        return table
    gone = pl.col("status").str.starts_with(HIDDEN)
    counts = [name for name, kind in table.schema.items() if kind.is_numeric()]
    return table.with_columns(
        pl.when(gone & pl.col(name).is_null())
        .then(pl.lit(HIDDEN))
        .otherwise(pl.col(name).cast(pl.String))
        .alias(name)
        for name in counts
    )


def plain_text(text: str) -> str:
    """Lead text with an apostrophe where a spreadsheet would take it for a formula."""
    first = next((c for c in text if not _is_blank(c)), "")
    risky = first in _STARTS_FORMULA if first else text[:1] in _STARTS_FORMULA
    return f"'{text}" if text and risky else text


def _is_blank(character: str) -> bool:
    """Say whether a character is passed over by a spreadsheet (a space or an invisible sign)."""
    return character == " " or unicodedata.category(character) in ("Zs", "Cf")
