"""Cells in words: the figure of a row or why it is blank, and a table as people read it."""

import re
from collections.abc import Collection
from datetime import date

import polars as pl

from dashboard.measures.status import Status
from dashboard.settings import monday
from dashboard.wording import words
from dashboard.wording.headings import heading

BLANK_WORDS = {
    Status.NONE.value: "none",
    Status.NOTHING.value: "none",
    Status.UNKNOWN.value: "not known",
}
DAY = re.compile(r"\d{4}-\d\d-\d\d")
BLANK = "[x]"
"""What stands for a figure that is not known in a table to take away."""
NOT_KNOWN, NO_VISITS, NO_PROVIDERS = "not known", "no visits", "no providers"
MARKS = {BLANK: NOT_KNOWN, "[z]": "not applicable"}
"""What to say on a page for the marks that stand for a blank in a file."""


def unshared(total: int) -> str:
    """Say why so few visits have no shares drawn."""
    return "too few to show shares" if total else NO_VISITS


def n_of_n(row: dict) -> str:
    """Write a row's figure, or the words for its blank; the counts alone where no rate is given."""
    blank = BLANK_WORDS.get(row["status"])
    said = blank or words.n_of_n(row["numerator"], row["denominator"])
    return said.partition(" (")[0] if row["status"] == Status.HALF.value else said


def day(day: date, late: Collection[date]) -> str:
    """Write a day, and whether its week is one that is still arriving (`late`, Mondays)."""
    return f"{words.day(day)} (still arriving)" if monday(day) in late else words.day(day)


def in_words(figure: tuple[str, str, str]) -> tuple[str, str, str]:
    """Say the blank of a large figure in words, once."""
    label, value, under = figure
    return label, MARKS.get(value, value), "" if under == MARKS.get(value) else under


def readable(table: pl.DataFrame) -> tuple[list[str], list[list[str]]]:
    """Write the headings and rows of a table for people: n of N, and marks where it is blank."""
    counted = ("numerator", "denominator", "value")
    if set(counted) <= set(table.columns):
        written = pl.Series("figure", map(figure, table.iter_rows(named=True)), pl.String)
        table = table.drop(*counted, "status", strict=False).with_columns(written)
    headings = [heading(name) for name in table.columns]
    return headings, [[_written(cell) for cell in row] for row in table.iter_rows()]


def figure(row: dict) -> str:
    """Write n of N, or why it is blank, whether or not the row says so itself."""
    if "status" in row:
        known = row["status"] in BLANK_WORDS or row["numerator"] is not None
        return n_of_n(row) if known else row["status"].removeprefix("[x] ")
    if not row["denominator"]:
        return "none"
    known = row["numerator"] is not None
    return words.n_of_n(row["numerator"], row["denominator"]) if known else "not known"


def _written(cell: str | float | None) -> str:
    if cell is None:
        return "[x]"
    if isinstance(cell, int | float):
        return words.number(cell, 2 if isinstance(cell, float) else 0)
    return words.day(date.fromisoformat(cell)) if DAY.fullmatch(cell) else cell
