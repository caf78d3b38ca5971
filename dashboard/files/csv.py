"""CSV that says what it is and that no spreadsheet can take for a formula."""

import unicodedata
from collections.abc import Mapping

import polars as pl

_STARTS_FORMULA = "=+-@|\t\r\n\0＝＋－＠"


def to_csv(table: pl.DataFrame, facts: Mapping[str, str] | None = None) -> bytes:
    """Write a table as CSV (UTF-8 with a byte order mark, so that Excel reads it rightly).

    `facts` (measure, filters, as at, source…) become columns that repeat on every row: a file is
    then one tidy table, and no row of it can lose its caveats. Text that a spreadsheet would run
    as a formula is led by an apostrophe; numbers stay numbers.
    """
    told = table.with_columns(pl.lit(text).alias(name) for name, text in (facts or {}).items())
    text = [column for column, kind in told.schema.items() if kind == pl.String]
    safe = told.with_columns(
        pl.col(column).map_elements(plain_text, return_dtype=pl.String) for column in text
    )
    content = safe.rename({column: plain_text(column) for column in safe.columns})
    return b"\xef\xbb\xbf" + content.write_csv(line_terminator="\r\n").encode()


def plain_text(text: str) -> str:
    """Lead text with an apostrophe where a spreadsheet would take it for a formula."""
    first = next((c for c in text if not _is_blank(c)), "")
    risky = first in _STARTS_FORMULA if first else text[:1] in _STARTS_FORMULA
    return f"'{text}" if text and risky else text


def _is_blank(character: str) -> bool:
    """Say whether a character is passed over by a spreadsheet (a space or an invisible sign)."""
    return character == " " or unicodedata.category(character) in ("Zs", "Cf")
