"""Say of each published table which days it tells of: from its title, its headings or its rows."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import polars as pl

from dashboard.records.ofsted.dates import day
from dashboard.records.ofsted.layouts import AUTHORITY_EVENTS, EVENTS, MOVES, Table
from dashboard.records.ofsted.spoken_days import Days, spoken_days, year_to

ROWS = "rows"
OF_A_YEAR = (MOVES, EVENTS, AUTHORITY_EVENTS)
"""Kinds that tell of all days of a period; the others tell of one day."""
DATES = {
    EVENTS: ("event_date",),
    AUTHORITY_EVENTS: ("event_date",),
    MOVES: ("registered", "left", "resigned", "closed", "cancelled"),
}
NEAR = 400
"""A table that speaks of a year has no row more than so many days from its last day."""


@dataclass(frozen=True)
class FilePeriod:
    """What one published table tells of: its kind, title, and first and last day.

    `told_by` says whence the days are: title, sheet, headings, file name or rows. Days that rows
    alone tell are the least that they can be; they are null where no row has a day.
    """

    file: str
    kind: str
    title: str | None
    first_day: date | None
    last_day: date | None
    told_by: str


def period_of(table: Table) -> FilePeriod:
    """Work out what a table tells of: the first source counts whose days fit its rows."""
    rows = _of_rows(table)
    for source, text in _sources(table):
        days = spoken_days(text)
        if days and _fits(table.kind, days, rows):
            first, last = _widened(table.kind, days)
            return FilePeriod(table.label, table.kind, table.title, first, last, source)
    first_row, last_row = _least(table.kind, rows) if rows else (None, None)
    return FilePeriod(table.label, table.kind, table.title, first_row, last_row, ROWS)


def _sources(table: Table) -> Iterator[tuple[str, str]]:
    """Give what may speak of days, in the order in which it is believed."""
    if table.title:
        yield "title", table.title
    if table.sheet:
        yield "sheet", table.sheet
    for heading in reversed(table.headings):
        if "status" in heading.lower():
            yield "headings", heading
    yield "file name", table.file.rpartition(".")[0]


def _widened(kind: str, days: Days) -> Days:
    """Make the year of a table of a year of its last day, and one day of any other's."""
    first, last = days
    if kind not in OF_A_YEAR:
        return last, last
    return year_to(last) if first == last else days


def _least(kind: str, rows: Days) -> Days:
    """Give the days that a table tells of at the least, where its rows alone say.

    A joiner or leaver may have moved in an earlier year than its table is of.
    """
    first, last = rows
    if kind == MOVES:
        first = max(first, year_to(last)[0])
    return (first, last) if kind in OF_A_YEAR else (last, last)


def _of_rows(table: Table) -> Days | None:
    """Give the first and last day that rows tell of."""
    columns = DATES.get(table.kind, ("event_date", "registered"))
    found = pl.concat([table.rows.select(day(pl.col(c)).alias("day")) for c in columns])["day"]
    first, last = found.min(), found.max()
    return (first, last) if isinstance(first, date) and isinstance(last, date) else None


def _fits(kind: str, days: Days, rows: Days | None) -> bool:
    """Say whether what a text says can be so: no row is later, and the last is not long before."""
    if rows is None:
        return True
    near = kind not in OF_A_YEAR or (days[1] - rows[1]).days <= NEAR
    return rows[1] <= days[1] and near
