"""Look at the cells of an ODS file that reading passes over, and at how far its cells reach."""

import re

from dashboard.records.workbooks.archive import RefusedError
from dashboard.records.workbooks.limits import Limits
from dashboard.records.workbooks.xlsx import Seen, parse

ERROR = re.compile(r"#[A-Z0-9/]+[!?]?|Err:\d+")


def look(content: bytes, limits: Limits) -> dict[str, Seen]:
    """Walk through every sheet: faulty cells and hidden rows, by the sheet's name.

    A row or a cell may stand for many alike. Blank ones are passed over; filled ones are
    counted before they are read, because reading writes each of them out.
    """
    walk = _Walk(limits)
    parse(content, walk.start, walk.end, walk.text)
    return walk.sheets


class _Walk:
    """One walk through a file: the sheet, row and cell that it is in."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.sheets: dict[str, Seen] = {}
        self.seen = Seen()
        self.row = self.column = self.rows = self.columns = 0
        self.said: dict[str, str] = {}
        self.text_here = ""
        self.in_cell = self.filled = False
        self.widest = self.last = 0

    def start(self, tag: str, said: dict[str, str]) -> None:
        if tag == "table:table":
            self.seen = self.sheets.setdefault(said.get("table:name", ""), Seen())
            self.row = self.widest = self.last = 0
        elif tag == "table:table-row":
            self.column, self.filled = 0, False
            self.rows = _count(said, "table:number-rows-repeated")
            self.hidden = said.get("table:visibility", "visible") != "visible"
        elif tag in ("table:table-cell", "table:covered-table-cell"):
            self.said, self.text_here, self.in_cell = said, "", True
            self.columns = _count(said, "table:number-columns-repeated")

    def text(self, said: str) -> None:
        if self.in_cell:
            self.text_here += said

    def end(self, tag: str) -> None:
        if tag in ("table:table-cell", "table:covered-table-cell"):
            self._cell()
        elif tag == "table:table-row":
            self._row()

    def _cell(self) -> None:
        formula, kind = self.said.get("table:formula"), self.said.get("office:value-type")
        text = self.text_here.strip()
        if text or kind or formula:
            self.filled = True
            self.widest = max(self.widest, self.column + self.columns)
            first = self.seen.first_column
            self.seen.first_column = self.column if first is None else min(first, self.column)
        error = self.said.get("calcext:value-type") == "error" or ERROR.fullmatch(text)
        if formula is not None and (error or not (text or kind)):
            check = "cell-error" if error else "cell-formula"
            value = text if error else formula.partition(":")[2] or formula
            self.seen.cells.append((self.row, self.column, check, value))
        self.column += self.columns
        self.in_cell = False

    def _row(self) -> None:
        if self.filled:
            self.last = self.row + self.rows
            self.seen.hidden_rows += self.rows if self.hidden else 0
            too_far = self.widest > self.limits.columns or self.last > self.limits.rows
            if too_far or self.last * self.widest > self.limits.cells:
                raise RefusedError(
                    "file-too-large", f"has a cell in row {self.last:,} or column {self.widest:,}"
                )
        self.row += self.rows


def _count(said: dict[str, str], name: str) -> int:
    count = said.get(name, "1")
    return int(count) if count.isdigit() else 1
