"""Read a published date, in any of the forms that the files use."""

import polars as pl

from dashboard.records.ofsted.cells import spreadsheet_fault
from dashboard.records.ofsted.headings import LEFT
from dashboard.records.values.day_forms import LIKE

DATED = frozenset({"registered", *LEFT, "event_date", "published"})
"""The columns that hold days."""

BRITISH = r"^\d{1,2}([/.-])\d{1,2}([/.-])\d{4}$"
IN_WORDS = {
    "%d %B %Y": r"^\d{1,2} [A-Za-z]{4,} \d{4}$",
    "%d %b %Y": r"^\d{1,2} [A-Za-z]{3} \d{4}$",
    "%d-%b-%Y": r"^\d{1,2}-[A-Za-z]{3}-\d{4}$",
}
ISO = r"^\d{4}-\d{2}-\d{2}$"
MIDNIGHT = r"(?i)[T ](0?0:00(:00(\.0+)?)?Z?|12:00(:00)? ?am)$"
"""A time that says no more than the day does: it is dropped."""


def day(text: pl.Expr) -> pl.Expr:
    """Read dd/mm/yyyy, yyyy-mm-dd, 1 March 2020 or 1-Mar-2020; anything else gives null.

    A time of midnight is dropped; any other time is no part of a day.
    """
    text = text.str.replace(MIDNIGHT, "")
    words = [
        pl.when(text.str.contains(pattern)).then(text).str.to_date(form, strict=False)
        for form, pattern in IN_WORDS.items()
    ]
    british = pl.when(text.str.contains(BRITISH)).then(text.str.replace_all("[.-]", "/"))
    return pl.coalesce(
        british.str.to_date("%d/%m/%Y", strict=False),
        pl.when(text.str.contains(ISO)).then(text).str.to_date("%Y-%m-%d", strict=False),
        *words,
    )


def looks_like_day(text: pl.Expr) -> pl.Expr:
    """Say whether a reader takes a cell for a day, in whatever form it is written."""
    return day(text).is_not_null() | text.str.contains(LIKE)


def fault(column: str, name: str) -> pl.Expr:
    """Say that a value is not a date; null where it is one, or blank."""
    text = pl.col(column)
    wrong = text.is_not_null() & day(text).is_null()
    return pl.when(wrong).then(
        pl.coalesce(
            spreadsheet_fault(column, name),
            pl.format('{} "{}" is not a date (dd/mm/yyyy or yyyy-mm-dd)', pl.lit(name), text),
        )
    )
