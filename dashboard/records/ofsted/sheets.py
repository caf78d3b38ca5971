"""Open a published file as grids of text: one for a CSV, one for each sheet of a workbook."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import polars as pl

from dashboard.records.issues import RecordsError
from dashboard.records.ofsted.text_files import rows_of
from dashboard.records.workbooks.opening import Sheet as Workbook
from dashboard.records.workbooks.opening import open_workbook

BLANK = r"(?i)^(\[[a-z]{1,4}\]|null|n/?a|not applicable|[-\u2013\u2014.:]|\.\.)$"
"""What published tables may write where there is nothing to say."""
AS_TEXT = r"^'((?i:SC)?\d[\d,.]*)$"
"""A number after the apostrophe by which a spreadsheet is told that it is text."""


@dataclass(frozen=True)
class Sheet:
    """A grid of text from its first row on, blank cells as null; a CSV has no sheet name."""

    file: str
    name: str | None
    grid: pl.DataFrame
    visible: bool = True

    @property
    def label(self) -> str:
        """Name the sheet as a reader would: its file, and its sheet in a workbook."""
        return self.file if self.name is None else f"{self.file}, sheet {self.name}"


def open_sheets(path: Path) -> tuple[tuple[Sheet, ...], tuple[str, ...]]:
    """Read every sheet of a file, with a note on each repair that reading it took.

    A file that is as it was when it was opened last is not opened again.
    """
    state = path.stat() if path.is_file() else None
    return _opened(path, (state.st_size, state.st_mtime_ns) if state else None)


@lru_cache(maxsize=8)
def _opened(path: Path, _state: object) -> tuple[tuple[Sheet, ...], tuple[str, ...]]:
    data = _bytes(path)
    if data.startswith(b"PK"):
        found = [
            Sheet(path.name, s.name, _clean(_filled(s)), s.visible) for s in open_workbook(path)
        ]
        return _without_signs(found, ())
    rows, notes = rows_of(path.name, data)
    return _without_signs([Sheet(path.name, None, _clean(rows))], notes)


def _filled(sheet: Workbook) -> list[Sequence[str | None]]:
    """Give the rows of a sheet, with the formula or the error in each cell that has no value."""
    rows = [list(row) for row in sheet.grid.rows()]
    for row, place, _, value in sheet.cells.iter_rows():
        if row < len(rows) and 0 <= place < len(rows[row]):
            rows[row][place] = rows[row][place] or value
    return [*rows]


def filled_rows(grid: pl.DataFrame) -> pl.DataFrame:
    """Give the rows of a grid that are not blank throughout."""
    return grid.filter(pl.any_horizontal(pl.all().is_not_null())) if grid.width else grid


def _without_signs(
    sheets: Sequence[Sheet], notes: tuple[str, ...]
) -> tuple[tuple[Sheet, ...], tuple[str, ...]]:
    """Make blank the cells that hold a sign for a blank, and say how many there were."""
    said = [*notes]
    read = []
    for sheet in sheets:
        signs = pl.all().str.contains(BLANK)
        count = sum(sheet.grid.select(signs.sum()).row(0)) if sheet.grid.width else 0
        if count:
            said.append(f"{sheet.label}: {count:,} cells hold a sign for a blank, such as [z].")
        grid = sheet.grid.with_columns(pl.when(~signs).then(pl.all())) if count else sheet.grid
        read.append(replace(sheet, grid=grid))
    return tuple(read), tuple(said)


def _bytes(path: Path) -> bytes:
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise RecordsError(f"No file at {path}. Check its name and folder.") from None
    except OSError:
        raise RecordsError(
            f"{path} cannot be opened. Check that it is a file that may be read."
        ) from None
    if not data.strip():
        raise RecordsError(f"{path.name} is empty. Download it again from Ofsted's release.")
    return data


def _clean(rows: Sequence[Sequence[str | None]]) -> pl.DataFrame:
    """Make rows equally wide; trim each cell, and make an empty one null."""
    width = max((len(row) for row in rows), default=0)
    padded = [[*row, *[None] * (width - len(row))] for row in rows]
    columns = {str(number): pl.String for number in range(width)}
    frame = pl.DataFrame(padded, schema=columns, orient="row")
    trimmed = pl.all().str.replace_all(r"[\s\u00a0]+", " ").str.strip_chars()
    trimmed = trimmed.str.replace(AS_TEXT, "$1")
    return frame.with_columns(trimmed.replace("", None))
