"""Put beside the rows of a table what the texts around it say of its days."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import polars as pl

from dashboard.records.issues import Issue
from dashboard.records.ofsted.dates import day
from dashboard.records.ofsted.headings import LEFT, written
from dashboard.records.ofsted.layouts import AUTHORITY_EVENTS, EVENTS, MOVES, Table
from dashboard.records.ofsted.spoken_days import Days, spoken_days, year_to

OF_A_YEAR = (MOVES, EVENTS, AUTHORITY_EVENTS)
"""Kinds that tell of all days of a period; the others tell of one day."""
DATES = {
    EVENTS: ("event_date",),
    AUTHORITY_EVENTS: ("event_date",),
    MOVES: ("registered", *LEFT),
}
OF_SETTINGS = ("event_date", "registered")
"""The columns of days that the other kinds have."""
LONG = 400
"""Days without anything new after which a table does not tell of a day."""
FEW = 0.01
"""The share of the rows that may be of a later day than a text says, and it is believed."""
MANY = 100
"""Rows from which on a register that has nothing new for so long is doubted."""
BUSY, QUIET = 50, 120
"""New registrations in a year, after which so many days without any speak against a text."""


@dataclass(frozen=True)
class Claim:
    """What one text says of a table's days; `against` says which rows speak against it.

    `holds` says whether it is believed all the same.
    """

    source: str
    text: str
    days: Days
    against: str | None = None
    row: int | None = None
    holds: bool = True


def dated(table: Table) -> pl.DataFrame:
    """Give each day that a row tells of, with its row and column."""
    columns = DATES.get(table.kind, OF_SETTINGS)
    each = (
        table.rows.select("source_row", column=pl.lit(name), day=day(pl.col(name)))
        for name in columns
    )
    return pl.concat(each).drop_nulls("day")


def claims(table: Table) -> Iterator[Claim]:
    """Give what each text says, in the order in which they are believed, to the first that is."""
    rows = dated(table)
    for source, text in _sources(table):
        days = spoken_days(text)
        if days:
            claim = _judged(table.kind, rows, Claim(source, text, _widened(table.kind, days)))
            yield claim
            if claim.holds:
                return


def contradictions(table: Table) -> Iterator[Issue]:
    """Say where a text and the rows cannot both be so, with both."""
    for claim in claims(table):
        if claim.against:
            counts = f"the {claim.source} is believed" if claim.holds else "the rows are believed"
            said = f'its {claim.source} "{claim.text}" does not fit its rows: {claim.against}'
            yield Issue("files-disagree", f"{said}; {counts}.", table.label, claim.row)


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


def _judged(kind: str, rows: pl.DataFrame, claim: Claim) -> Claim:
    """Look for rows that speak against a claim: later ones, none near its end, most before it."""
    if rows.is_empty():
        return claim
    first, last = claim.days
    late = rows.filter(pl.col("day") > last).sort("day", descending=True)
    if late.height:
        holds = late.height <= FEW * rows.height
        return _against(claim, late, f"after {last}", holds)
    of_a_year = kind in OF_A_YEAR
    ends = rows.sort("day", descending=True).head(1)
    quiet = (last - ends["day"][0]).days
    if (quiet > LONG and (of_a_year or rows.height >= MANY)) or (
        not of_a_year and quiet > QUIET and _is_busy(rows)
    ):
        return _against(claim, ends, f"the last, long before {last}", not of_a_year)
    newest = rows.sort("day").unique("source_row", keep="last", maintain_order=True)
    early = newest.filter(pl.col("day") < first)
    if of_a_year and early.height * 2 > newest.height:
        return _against(claim, early, f"before {first}", False)
    return claim


def _is_busy(rows: pl.DataFrame) -> bool:
    """Say whether settings have joined a register at a pace at which a quiet time is strange.

    Inspections may pause for a year; registrations do not.
    """
    joined = rows.filter(column="registered")["day"]
    last = joined.max()
    return isinstance(last, date) and int((joined > year_to(last)[0]).sum()) >= BUSY


def _against(claim: Claim, rows: pl.DataFrame, where: str, holds: bool) -> Claim:
    """Name the first of the rows that speak against a claim, and how many there are."""
    row, column, found = rows.select("source_row", "column", "day").row(0)
    others = rows["source_row"].n_unique() - 1
    so = "so has 1 more row" if others == 1 else f"so have {others:,} more rows"
    said = f"row {row} has {written(column).lower()} {found}, {where}{f', and {so}' * bool(others)}"
    return Claim(claim.source, claim.text, claim.days, said, row, holds)
