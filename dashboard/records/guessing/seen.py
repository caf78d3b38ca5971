"""Look at the tables of a source as text: their headings, and a part of their rows."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import polars as pl

from dashboard.records.issues import RecordsError, rejected
from dashboard.records.sources import parquet
from dashboard.records.sources.files import WORKBOOKS
from dashboard.records.sources.workbook import DATE_CELL
from dashboard.records.workbooks.opening import open_workbook

ROWS = 20_000
"""Rows of a table that are looked at: enough to see every word."""
TOP = 20
SEPARATORS = (",", ";", "\t", "|")
ENDS = (".csv", ".parquet", *WORKBOOKS)


@dataclass(frozen=True)
class Seen:
    """One table as it lies there: where it is, and its columns as text by heading.

    `typed` where dates are cells of that kind. `encoding` and `separator` are those of a CSV. `of`
    is the whole table where this is a part of its columns.
    """

    file: str
    columns: dict[str, pl.Series]
    sheet: str | None = None
    encoding: str | None = None
    separator: str = ","
    typed: bool = False
    of: "Seen | None" = None


def look(source: Path) -> list[Seen]:
    """Look at every table of a folder or of one file, in the order of their names."""
    if source.is_dir():
        paths = sorted(path for path in source.iterdir() if path.suffix.lower() in ENDS)
    elif source.is_file():
        paths = [source]
    else:
        raise rejected(
            "source-unreachable",
            f"There is no folder {source}, nor a file of that name. Give the folder or the file "
            "that holds the records.",
        )
    found = [seen for path in paths for seen in _tables(path)]
    if not found:
        raise RecordsError(
            f"{source.name} holds no table that can be looked at. Give a folder with CSV, XLSX, "
            "ODS or Parquet files, or one of these."
        )
    return found


def _tables(path: Path) -> Iterator[Seen]:
    if path.suffix.lower() in WORKBOOKS:
        yield from _sheets(path)
    elif path.suffix.lower() == ".parquet":
        raw = parquet.read(path)
        rows = raw.rows.head(ROWS).cast(pl.String, strict=False)
        columns = {name: rows[str(place)] for place, name in enumerate(raw.headings)}
        yield Seen(path.name, columns, typed=True)
    elif path.suffix.lower() == ".csv":
        seen = _delimited(path)
        if seen is not None:
            yield seen


def _sheets(path: Path) -> Iterator[Seen]:
    sheets = [sheet for sheet in open_workbook(path) if sheet.visible]
    for sheet in sheets:
        grid = sheet.grid.head(ROWS).with_columns(pl.col(pl.String).str.replace(DATE_CELL, "$1"))
        columns = _below([list(row) for row in grid.rows()])
        if columns:
            yield Seen(path.name, columns, sheet=sheet.name, typed=True)


def _delimited(path: Path) -> Seen | None:
    """Read a CSV in the encoding and with the separator that its content shows."""
    text, encoding = _text(path.read_bytes())
    best: tuple[int, str, dict[str, pl.Series]] = (0, ",", {})
    for sign in SEPARATORS:
        columns = _below(_rows(text, sign))
        if len(columns) > best[0]:
            best = len(columns), sign, columns
    _, separator, columns = best
    return Seen(path.name, columns, None, encoding, separator) if columns else None


def _rows(text: str, sign: str) -> list[list[str | None]]:
    """Read the first rows of a text whose values are parted by a sign; none where it has none."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign)
    try:
        return [[cell.strip() or None for cell in row] for row in islice(reader, ROWS)]
    except csv.Error:
        return []


def _text(data: bytes) -> tuple[str, str | None]:
    """Decode bytes, and name an encoding that has to be declared."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace"), None
    try:
        return data.decode("utf-8-sig"), None
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace"), "cp1252"


def _below(rows: Sequence[Sequence[str | None]]) -> dict[str, pl.Series]:
    """Find the headings, the first of the rows that are filled furthest, and what is below them."""
    filled = [sum(1 for cell in row if cell) for row in rows[:TOP]]
    if not filled or max(filled) < 2:
        return {}
    at = next(place for place, count in enumerate(filled) if count >= 0.8 * max(filled))
    names = [(cell or "").strip() for cell in rows[at]]
    body = [row for row in rows[at + 1 :] if any(row)]
    return {
        name: pl.Series(name, [row[place] if place < len(row) else None for row in body], pl.String)
        for place, name in enumerate(names)
        if name
    }
