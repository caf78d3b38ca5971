"""Look at what reading an XLSX sheet passes over: errors, bare formulas, hidden rows."""

import re
import xml.parsers.expat
from collections.abc import Callable
from dataclasses import dataclass, field

from dashboard.records.workbooks.archive import RefusedError
from dashboard.records.workbooks.limits import Limits

REFERENCE = re.compile(rb'[\s]r="([A-Z]+)(\d+)"')
ROW = re.compile(rb'<(?:\w+:)?row\b[^>]*?\br="(\d+)"')
SIGNS = re.compile(rb'\bt="e"|<(?:\w+:)?f[\s/>]|\bhidden="')
RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")


@dataclass
class Seen:
    """What stands in one sheet: faulty cells by row and column from 0, and hidden rows."""

    cells: list[tuple[int, int, str, str]] = field(default_factory=list)
    hidden_rows: int = 0
    first_column: int | None = None


def day_zero(parts: dict[str, bytes]) -> str:
    """Give the day that numbers count from in a workbook, as Excel counts them."""
    later = re.search(rb'date1904="(1|true)"', parts.get("xl/workbook.xml", b""))
    return "1904-01-01" if later else "1899-12-30"


def sheets(parts: dict[str, bytes]) -> dict[str, bytes]:
    """Give the XML of each sheet by the sheet's name."""
    targets = {}
    for relation in RELATION.findall(parts.get("xl/_rels/workbook.xml.rels", b"")):
        said = dict(re.findall(rb'(\w+)="([^"]*)"', relation))
        targets[said.get(b"Id")] = said.get(b"Target", b"").decode().removeprefix("/xl/")
    named = {}

    def start(tag: str, said: dict[str, str]) -> None:
        if tag.rpartition(":")[2] == "sheet":
            identity = next((v for k, v in said.items() if k.rpartition(":")[2] == "id"), "")
            named[said.get("name", "")] = parts.get(f"xl/{targets.get(identity.encode())}", b"")

    parse(parts.get("xl/workbook.xml", b""), start)
    return named


def guard(sheet: bytes, limits: Limits) -> None:
    """Refuse a sheet with a cell so far out that the space before it could not be held."""
    last_row, last_column = 0, 0
    for letters, number in set(REFERENCE.findall(sheet)):
        last_row, last_column = max(last_row, int(number)), max(last_column, place(letters))
    last_row = max(last_row, *map(int, ROW.findall(sheet)), 0)
    too_far = last_column >= limits.columns or last_row > limits.rows
    if too_far or last_row * (last_column + 1) > limits.cells:
        raise RefusedError(
            "file-too-large", f"has a cell in row {last_row:,} or column {last_column + 1:,}"
        )


def place(letters: bytes) -> int:
    """Give a column's place from 0 for its letters."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def look(sheet: bytes) -> Seen:
    """Walk through a sheet's cells, if there is any sign of one that reading passes over."""
    seen = Seen()
    if SIGNS.search(sheet):
        _Walk(seen).through(sheet)
    return seen


class _Walk:
    """One walk through a sheet: where it is, and the cell that it is in."""

    def __init__(self, seen: Seen) -> None:
        self.seen = seen
        self.row, self.column = -1, -1
        self.kind, self.value = "", ""
        self.formula: str | None = None
        self.inside = ""

    def through(self, sheet: bytes) -> None:
        parse(sheet, self.start, self.end, self.text)

    def start(self, tag: str, said: dict[str, str]) -> None:
        tag = tag.rpartition(":")[2]
        if tag == "row":
            self.row = int(said["r"]) - 1 if said.get("r", "").isdigit() else self.row + 1
            self.column = -1
            self.seen.hidden_rows += said.get("hidden") in ("1", "true")
        elif tag == "c":
            letters = re.match("[A-Z]+", said.get("r", ""))
            self.column = place(letters[0].encode()) if letters else self.column + 1
            self.kind, self.formula, self.value = said.get("t", ""), None, ""
        elif tag in ("f", "v", "t"):
            self.inside = tag
            if tag == "f":
                self.formula = ""

    def text(self, said: str) -> None:
        if self.inside == "f":
            self.formula = (self.formula or "") + said
        elif self.inside:
            self.value += said

    def end(self, tag: str) -> None:
        tag = tag.rpartition(":")[2]
        if tag in ("f", "v", "t"):
            self.inside = ""
        if tag != "c":
            return
        if self.value or self.formula is not None:
            first = self.seen.first_column
            self.seen.first_column = self.column if first is None else min(first, self.column)
        if self.kind == "e":
            self.seen.cells.append((self.row, self.column, "cell-error", self.value))
        elif self.formula is not None and not self.value and self.kind != "str":
            self.seen.cells.append((self.row, self.column, "cell-formula", f"={self.formula}"))


def parse(
    content: bytes,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Walk through XML, refusing what is not well formed."""
    parser = xml.parsers.expat.ParserCreate()
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    try:
        parser.Parse(content, True)
    except (xml.parsers.expat.ExpatError, ValueError) as error:
        raise RefusedError("file-unreadable", "is damaged and cannot be opened") from error
