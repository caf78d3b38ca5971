"""A workbook laid out as sheets, cell by cell, in the way that both spreadsheet formats write it.

The Analysis Function's rules decide its shape: a cover, contents, notes, then one marked-up table
to a sheet, starting in column A with nothing below it; no cell is left blank.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dashboard.files.csv import plain_text
from dashboard.files.workbook import Graph, Table, Workbook

COVER, CONTENTS, NOTES = "Cover_sheet", "Table_of_contents", "Notes"
LONGEST_LABEL = 31
SHORTHAND = {
    "[c]": "[c] means confidential: so few that the number is not told.",
    "[u]": "[u] means too few to give a reliable percentage: read the counts.",
    "[x]": "[x] means not known: these records do not hold it.",
    "[z]": "[z] means not applicable: there is nothing of this kind to count.",
}
"""What each mark in a table means. A zero is a count of none, and is written 0."""

MOST_DRAWN = 60
"""Rows that a chart can show and be read."""

NARROWEST, WIDEST, COVER_WIDTH = 10, 60, 100
"""Letters that a column has room for, at the least and at the most, and that of the cover."""

Cell = str | int | float | date


@dataclass(frozen=True)
class Sheet:
    """One sheet as it is written: lines in column A, then a table with one row of headings.

    The first line is the title, to which the marks of `refers` are added. Each row has one cell
    for each heading and no blank. `links` says that the first cell of each row names a sheet.
    """

    label: str
    table_name: str
    title: str
    refers: tuple[int, ...]
    lines: tuple[str, ...]
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    shares: tuple[str, ...] = ()
    links: bool = False
    graph: Graph | None = None

    @property
    def heading(self) -> str:
        """Give the title with the marks of its notes."""
        return f"{self.title} {''.join(f'[note {number}]' for number in self.refers)}".strip()

    @property
    def drawn(self) -> Graph | None:
        """Give the chart of the table; None where a figure is blank: it would stand at nought."""
        if self.graph is None or not 1 < len(self.rows) <= MOST_DRAWN:
            return None
        cells = dict(zip(self.headings, self.columns, strict=True))
        wanted = [cell for name in self.graph.up for cell in cells.get(name, ("",))]
        known = self.graph.across in cells and all(isinstance(c, int | float) for c in wanted)
        return self.graph if known else None

    @property
    def columns(self) -> tuple[tuple[Cell, ...], ...]:
        """Give the cells of each column, below its heading."""
        return tuple(zip(*self.rows, strict=True))

    @property
    def numeric(self) -> tuple[bool, ...]:
        """Say of each column whether it holds numbers."""
        return tuple(
            any(isinstance(cell, int | float) for cell in column) for column in self.columns
        )

    @property
    def widths(self) -> list[int]:
        """Say how many letters wide each column is."""
        heads = zip(self.headings, self.columns, strict=True)
        letters = (max(len(text) for text in (head, *map(str, cells))) + 2 for head, cells in heads)
        return [min(max(count, NARROWEST), WIDEST) for count in letters]


def sheets(book: Workbook) -> tuple[Sheet, ...]:
    """Lay a workbook out as sheets: contents, notes, then its tables. The cover is apart."""
    labels = _unlike([_label(table.name) for table in book.tables])
    tables = [_sheet(table, label, book) for table, label in zip(book.tables, labels, strict=True)]
    numbered = tuple((number, plain_text(note)) for number, note in enumerate(book.notes, 1))
    listed = tuple((sheet.label, sheet.title) for sheet in tables)
    contents = Sheet(
        CONTENTS,
        table_name=CONTENTS.lower(),
        title="Table of contents",
        refers=(),
        lines=("This sheet has one table. Notes are on the sheet named Notes.",),
        headings=("Sheet", "What it holds"),
        rows=listed,
        links=True,
    )
    notes = Sheet(
        NOTES,
        table_name=NOTES.lower(),
        title="Notes",
        refers=(),
        lines=("This sheet has one table.",),
        headings=("Note number", "What it says"),
        rows=numbered,
    )
    return (contents, notes, *tables)


def _sheet(table: Table, label: str, book: Workbook) -> Sheet:
    rows = tuple(_cells(table))
    used = {mark for row in rows for cell in row for mark in _marks(cell)}
    explained = tuple(text for mark, text in SHORTHAND.items() if mark in used)
    lines = (
        "This sheet has one table. Notes are marked like [note 1] and are on the Notes sheet. "
        f"{_blanks(explained)}",
        *explained,
        f"Source: {table.source}",
        f"Shown: {table.filters}",
    )
    return Sheet(
        label,
        table_name=f"table_{re.sub(r'[^a-z0-9]+', '_', label.lower())}",
        title=plain_text(table.title),
        refers=tuple(book.notes.index(note) + 1 for note in table.notes),
        lines=lines,
        headings=tuple(_unlike([plain_text(heading) for heading in table.rows.columns])),
        rows=rows,
        shares=table.shares,
        graph=table.graph,
    )


def _blanks(explained: Sequence[str]) -> str:
    if not explained:
        return "No cell is blank; 0 is a count of none."
    return "No cell is blank; 0 is a count of none. Marks in square brackets are explained below."


def _marks(cell: Cell) -> list[str]:
    if not isinstance(cell, str) or not cell.startswith("["):
        return []
    return [mark for mark in SHORTHAND if cell.startswith(mark)]


def _cells(table: Table) -> Iterator[tuple[Cell, ...]]:
    """Give each row with a mark for each blank; a table without rows says so in one row."""
    columns = table.rows.columns
    if table.rows.is_empty():
        yield ("None", *["[z]"] * (len(columns) - 1))
    for row in table.rows.iter_rows(named=True):
        blank = _blank(row, table)
        yield tuple(
            "[z]" if value is None and name == table.below else _cell(value, blank)
            for name, value in row.items()
        )


def _blank(row: dict[str, Any], table: Table) -> str:
    """Say which mark stands for the blanks of a row: that of its status, or not known."""
    stated = re.match(r"\[[czx]\]", str(row.get(table.status) or ""))
    return stated[0] if stated else "[z]" if row.get(table.below) == 0 else "[x]"


def _cell(value: Any, blank: str) -> Cell:
    """Give what stands in a cell; most texts need no look at each of their letters."""
    if value is None or (isinstance(value, float) and value != value):
        return blank
    if isinstance(value, int | float | date):
        return value
    if isinstance(value, str) and value[:1].isalnum() and value.isprintable():
        return value
    text = "".join(c for c in str(value) if c >= " " or c in "\t\n")
    return plain_text(text) if text.strip() else blank


def _label(name: str) -> str:
    """Name a sheet: letters, digits and underscores, short enough for any spreadsheet."""
    words = re.sub(r"[^A-Za-z0-9]+", "_", name).strip("_") or "table"
    return words[:1].upper() + words[1:LONGEST_LABEL]


def _unlike(names: Sequence[str]) -> list[str]:
    """Give a number to each name that has been used before; capitals make no difference."""
    given: list[str] = []
    for name in names:
        number, new = 1, name
        while new.lower() in {known.lower() for known in (*given, COVER, CONTENTS, NOTES)}:
            number += 1
            new = f"{name[: LONGEST_LABEL - 3]}_{number}"
        given.append(new)
    return given
