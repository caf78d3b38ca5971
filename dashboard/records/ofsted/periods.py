"""Say of each published table which days it tells of: from its title, its headings or its rows."""

from dataclasses import dataclass
from datetime import date

from dashboard.records.ofsted.claims import OF_A_YEAR, claims, dated
from dashboard.records.ofsted.layouts import MOVES, Table
from dashboard.records.ofsted.spoken_days import Days, year_to

ROWS = "rows"


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
    """Work out what a table tells of: the first text counts whose days its rows bear out."""
    believed = next((claim for claim in claims(table) if claim.holds), None)
    if believed:
        return FilePeriod(table.label, table.kind, table.title, *believed.days, believed.source)
    days = dated(table)["day"]
    first, last = days.min(), days.max()
    if not (isinstance(first, date) and isinstance(last, date)):
        return FilePeriod(table.label, table.kind, table.title, None, None, ROWS)
    return FilePeriod(
        table.label, table.kind, table.title, *_least(table.kind, (first, last)), ROWS
    )


def _least(kind: str, rows: Days) -> Days:
    """Give the days that a table tells of at the least, where its rows alone say.

    A joiner or leaver may have moved in an earlier year than its table is of.
    """
    first, last = rows
    if kind == MOVES:
        first = max(first, year_to(last)[0])
    return (first, last) if kind in OF_A_YEAR else (last, last)
