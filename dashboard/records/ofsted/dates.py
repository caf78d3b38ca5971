"""Read a published date, in any of the forms that the files use."""

import polars as pl

BRITISH = r"^\d{1,2}/\d{1,2}/\d{4}$"
IN_WORDS = {"%d %B %Y": r"^\d{1,2} [A-Za-z]+ \d{4}$", "%d-%b-%Y": r"^\d{1,2}-[A-Za-z]{3}-\d{4}$"}
ISO = r"^(\d{4}-\d{2}-\d{2})(?:[T ]00:00:00(?:\.0+)?)?$"


def day(text: pl.Expr) -> pl.Expr:
    """Read dd/mm/yyyy, yyyy-mm-dd, 1 March 2020 or 1-Mar-2020; anything else gives null."""
    words = [
        pl.when(text.str.contains(pattern)).then(text).str.to_date(form, strict=False)
        for form, pattern in IN_WORDS.items()
    ]
    british = pl.when(text.str.contains(BRITISH)).then(text)
    return pl.coalesce(
        british.str.to_date("%d/%m/%Y", strict=False),
        text.str.extract(ISO, 1).str.to_date("%Y-%m-%d", strict=False),
        *words,
    )


def fault(column: str, name: str) -> pl.Expr:
    """Say that a value is not a date; null where it is one, or blank."""
    text = pl.col(column)
    wrong = text.is_not_null() & day(text).is_null()
    return pl.when(wrong).then(
        pl.format('{} "{}" is not a date (dd/mm/yyyy or yyyy-mm-dd)', pl.lit(name), text)
    )
