"""Read numbers and truths: exactly as written, or not at all."""

import polars as pl

from dashboard.records.values import text
from dashboard.records.values.column import Column

TRUTHS = {"true": True, "false": False, "1": True, "0": False, "yes": True, "no": False}
DECIMAL = r"^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$"


def read_whole(column: Column, kind: pl.DataType) -> None:
    """Read whole numbers; 4.0 is one, 4.5 and 1,234 are none."""
    texts = _texts(column)
    zero = texts.str.contains(r"^[+-]?\d+\.0+$")
    if zero.any():
        column.repair("number-zero", texts.str.replace(r"\.0+$", ""), "the .0 is taken off")
        texts = column.values
    digits = texts.str.contains(r"^[+-]?\d+$")
    values = texts.set(~digits.fill_null(False), None).str.strip_prefix("+")
    _take(column, values.cast(pl.Int64, strict=False).cast(kind, strict=False), texts)


def read_decimal(column: Column, kind: pl.DataType) -> None:
    """Read numbers that may have a part."""
    texts = _texts(column)
    plain = texts.str.contains(DECIMAL).fill_null(False)
    _take(column, texts.set(~plain, None).cast(kind, strict=False), texts)


def read_truth(column: Column) -> None:
    """Read true and false, also as 1 and 0 or yes and no."""
    texts = _texts(column)
    low = texts.str.to_lowercase()
    values = low.replace_strict(TRUTHS, default=None, return_dtype=pl.Boolean)
    column.refuse(
        texts.is_not_null() & values.is_null(), "value-unread", "is not true or false", texts
    )
    column.values = values


def _texts(column: Column) -> pl.Series:
    """Give the values as trimmed text, refusing what is endless."""
    if column.values.dtype.is_float():
        missing = column.values.is_nan().fill_null(False)
        column.note("number-missing", missing, "NaN is read as blank")
        column.values = column.values.fill_nan(None)
    column.values = column.values.cast(pl.String)
    text.read(column)
    endless = column.values.str.contains(r"(?i)^[+-]?inf(inity)?$").fill_null(False)
    if endless.any():
        column.refuse(endless, "number-endless", "is not a number with an end", column.values)
        column.values = column.values.set(endless, None)
    return column.values


def _take(column: Column, values: pl.Series, texts: pl.Series) -> None:
    unread = texts.is_not_null() & values.is_null()
    column.refuse(unread, "number-form", "is not a number", texts)
    column.values = values
