"""Find the tables that the files hold, and say of every other row why it is not used."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from dashboard.records.check import RecordsError
from dashboard.records.issues import rejected
from dashboard.records.ofsted.date_order import in_one_order
from dashboard.records.ofsted.facts import facts
from dashboard.records.ofsted.heading_row import find_heading
from dashboard.records.ofsted.history import parts
from dashboard.records.ofsted.layouts import (
    Table,
    find_table,
    missing_headings,
)
from dashboard.records.ofsted.sheets import Sheet, filled_rows, open_sheets
from dashboard.records.ofsted.time_series import Published, published
from dashboard.records.ofsted.vocabulary import plain_word

UNUSED = {"file": pl.String, "sheet": pl.String, "rows": pl.UInt32, "reason": pl.String}
ABOUT = ("cover", "accessibility", "content", "guidance", "notes", "meta", "dropdown")
"""How the names of sheets begin that describe the release."""
DESCRIBES = "describes the release"
HIDDEN = "a hidden sheet, passed over: show it in the workbook if it is to be read"
COMPARED = "numbers of providers, compared with the register"
FOOTINGS = "totals and notes among and below the rows of a table that is used"
NATIONAL = "national figures or history: not a row for each setting or event"


@dataclass(frozen=True)
class Found:
    """What the files hold: tables, rows that belong to none, and repairs made in opening them."""

    tables: tuple[Table, ...]
    unused: pl.DataFrame
    notes: tuple[str, ...]
    totals: tuple[Published, ...] = ()

    def of(self, *kinds: str) -> tuple[Table, ...]:
        """Give the tables of these kinds."""
        return tuple(table for table in self.tables if table.kind in kinds)


def find(files: Sequence[Path], not_needed: Collection[str] = ()) -> Found:
    """Open every file and find its tables.

    Refused is a file without any, and a column that is not read but whose heading looks like a
    fact; `not_needed` are headings that the reader has said are not. A hidden sheet is passed over.
    """
    tables: list[Table] = []
    unused: list[tuple[str, str | None, int, str]] = []
    said: list[str] = []
    totals: list[Published] = []
    for path in files:
        everything, repairs = open_sheets(path)
        sheets = [sheet for sheet in everything if sheet.visible]
        found = {sheet.label: find_table(sheet, not_needed) for sheet in sheets}
        if not any(found.values()) and not any(map(published, sheets)):
            raise RecordsError(_unrecognised(path, sheets) if sheets else _all_hidden(path))
        said += repairs
        others = [sheet for sheet in sheets if found[sheet.label] is None]
        totals += [total for sheet in others for total in published(sheet)]
        tables += [part for table in found.values() if table for part in parts(table)]
        unused += [_left(sheet, found.get(sheet.label)) for sheet in everything]
        unused += [
            (table.file, table.sheet, table.footings.height, FOOTINGS)
            for table in found.values()
            if table
        ]
    _refuse_unread(tables, not_needed)
    frame = pl.DataFrame(unused, schema=UNUSED, orient="row").filter(pl.col("rows") > 0)
    ordered, turned = in_one_order(tables)
    return Found(ordered, frame, (*said, *turned), tuple(totals))


def _refuse_unread(tables: Iterable[Table], not_needed: Collection[str]) -> None:
    """Stop at columns that may hold what the records need: each is named, with its table."""
    found = {table.label: facts(table, not_needed) for table in tables}
    named = [
        f"{label} has {', '.join(f'“{said}”' for said in headings)}"
        for label, headings in found.items()
        if headings
    ]
    if named:
        said = f"{'; '.join(named)}: not read, though it looks like a fact."
        raise rejected("heading-unread", said, next(label for label, h in found.items() if h))


def _left(sheet: Sheet, table: Table | None) -> tuple[str, str | None, int, str]:
    """Count the rows of a sheet that are not data, and say why."""
    if not sheet.visible:
        return sheet.file, sheet.name, filled_rows(sheet.grid).height, HIDDEN
    if table is not None:
        return sheet.file, sheet.name, table.above, "titles and headings of a table that is used"
    if published(sheet):
        return sheet.file, sheet.name, filled_rows(sheet.grid).height, COMPARED
    about = plain_word(sheet.name or "").startswith(ABOUT)
    reason = DESCRIBES if about else _near_miss(sheet) or NATIONAL
    return sheet.file, sheet.name, filled_rows(sheet.grid).height, reason


def _near_miss(sheet: Sheet) -> str | None:
    """Say what a sheet that names providers comes nearest to, and what it lacks to be read."""
    heading = find_heading(sheet.grid)
    if heading is None or "urn" not in heading.names:
        return None
    kind, lacking = missing_headings(sheet)
    return f"names URNs but is no table that is known: {kind} also needs {', '.join(lacking)}"


def _all_hidden(path: Path) -> str:
    return f"{path.name} has hidden sheets only: show the sheet that is to be read, and save it."


def _unrecognised(path: Path, sheets: Iterable[Sheet]) -> str:
    """Say what the file comes nearest to, and what it lacks."""
    near = (missing_headings(sheet) for sheet in sheets)
    kind, lacking = min(near, key=lambda found: len(found[1]))
    return (
        f"{path.name} has no table that is known: the nearest is {kind}, which also needs "
        f"{', '.join(lacking)}. Give Ofsted's file as published."
    )
