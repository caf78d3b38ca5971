"""Read a published date, in any of the forms that the files use."""

from collections.abc import Iterator

import polars as pl

from dashboard.records.ofsted.cells import spreadsheet_fault
from dashboard.records.ofsted.headings import LEFT
from dashboard.records.values.day_forms import FIRST, LAST, LIKE, plain_words

DATED = frozenset({"registered", *LEFT, "event_date", "published"})
"""The columns that hold days."""

BRITISH = r"^\d{1,2}([/.-])\d{1,2}([/.-])\d{4}$"
IN_WORDS = {
    "%d %B %Y": r"^\d{1,2} [A-Za-z]{3,9} \d{4}$",
    "%d %B %y": r"^\d{1,2} [A-Za-z]{3,9} \d{2}$",
}
WEEKDAY = r"(?i)^(mon|tues?|wed(nes)?|thu(rs)?|fri|satur|sat|sun)(day)?,? +"
MONTH_BEFORE = r"^([A-Za-z]{3,9}) (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$"
YEAR_FIRST = r"^((?:19|20)\d\d)[/.]?(\d\d)[/.]?(\d\d)$"
ISO = r"^\d{4}-\d{2}-\d{2}$"
MIDNIGHT = r"(?i)[T ](0?0:00(:00(\.0+)?)?Z?|12:00(:00)? ?am)$"
"""A time that says no more than the day does: it is dropped."""


def day(text: pl.Expr) -> pl.Expr:
    """Read dd/mm/yyyy, yyyy-mm-dd, 20200301 or a day whose month has its name; else give null.

    A time of midnight is dropped; any other time is no part of a day.
    """
    text = text.str.replace(MIDNIGHT, "")
    iso = text.str.replace(YEAR_FIRST, "$1-$2-$3")
    british = pl.when(text.str.contains(BRITISH)).then(text.str.replace_all("[.-]", "/"))
    found = pl.coalesce(
        british.str.to_date("%d/%m/%Y", strict=False),
        pl.when(iso.str.contains(ISO)).then(iso).str.to_date("%Y-%m-%d", strict=False),
        *_in_words(text),
    )
    return pl.when(found.is_between(FIRST, LAST)).then(found)


def _in_words(text: pl.Expr) -> Iterator[pl.Expr]:
    """Read a day whose month has its name: 1 March 2020, 1-Mar-20, Sunday, March 1st, 2020."""
    said = text.str.replace(WEEKDAY, "").str.replace_all("[ -]+", " ")
    said = plain_words(said.str.replace(MONTH_BEFORE, "$2 $1 $3"))
    for form, pattern in IN_WORDS.items():
        yield pl.when(said.str.contains(pattern)).then(said).str.to_date(form, strict=False)


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
