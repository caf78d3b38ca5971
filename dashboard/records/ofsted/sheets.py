"""Open a published file as grids of text: one for a CSV, one for each sheet of a workbook."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import polars as pl

from dashboard.records.findings import RecordsError
from dashboard.records.workbooks.opening import open_workbook

BLANK_SIGNS = ("[z]", "[x]", "[c]", "[low]", "NULL")
"""What published tables may write where there is nothing to say."""


@dataclass(frozen=True)
class Sheet:
    """A grid of text from its first row on, blank cells as null; a CSV has no sheet name."""

    file: str
    name: str | None
    grid: pl.DataFrame

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
        found = [Sheet(path.name, s.name, _clean(s.grid.rows())) for s in open_workbook(path)]
        return _without_signs(found, ())
    text, notes = _decoded(path.name, data)
    return _without_signs([Sheet(path.name, None, _clean(_csv_rows(path.name, text)))], notes)


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
        signs = pl.all().is_in(BLANK_SIGNS)
        count = sum(sheet.grid.select(signs.sum()).row(0)) if sheet.grid.width else 0
        if count:
            said.append(f"{sheet.label}: {count:,} cells hold a sign for a blank, such as [z].")
        grid = (
            sheet.grid.with_columns(pl.all().replace(BLANK_SIGNS, [None])) if count else sheet.grid
        )
        read.append(Sheet(sheet.file, sheet.name, grid))
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


def _decoded(file: str, data: bytes) -> tuple[str, tuple[str, ...]]:
    """Decode strictly as UTF-8, else as Windows-1252, and say so."""
    refused = RecordsError(
        f"{file} is neither a CSV nor a workbook. Open it in a spreadsheet and save it as ODS, "
        "XLSX or CSV (UTF-8)."
    )
    if b"\0" in data:
        raise refused
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("cp1252"), (f"{file} is not in UTF-8: read as Windows-1252.",)
    except UnicodeDecodeError:
        raise refused from None


def _csv_rows(file: str, text: str) -> list[Sequence[str | None]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        return list(reader)
    except csv.Error:
        raise RecordsError(
            f"{file} cannot be read as a CSV beyond line {reader.line_num}: a quotation mark is "
            "not closed or stands in the wrong place. Download it again from Ofsted's release."
        ) from None


def _clean(rows: Sequence[Sequence[str | None]]) -> pl.DataFrame:
    """Make rows equally wide; trim each cell, and make an empty one null."""
    width = max((len(row) for row in rows), default=0)
    padded = [[*row, *[None] * (width - len(row))] for row in rows]
    columns = {str(number): pl.String for number in range(width)}
    frame = pl.DataFrame(padded, schema=columns, orient="row")
    trimmed = pl.all().str.replace_all(r"[\s\u00a0]+", " ").str.strip_chars()
    return frame.with_columns(trimmed.replace("", None))
