"""Tell Ofsted's files from an extract, by what is in them."""

from collections.abc import Callable, Sequence
from pathlib import Path

from dashboard.records.issues import RecordsError
from dashboard.records.model import TABLES
from dashboard.records.ofsted import time_series
from dashboard.records.ofsted.layouts import find_table
from dashboard.records.ofsted.sheets import Sheet, open_sheets
from dashboard.records.sources.mapping import MAPPING

ENDS = (".csv", ".ods", ".tsv", ".txt", ".xlsm", ".xlsx")
NEEDED = tuple(
    {name for name, column in table.columns().items() if not column.nullable}
    for table in TABLES.values()
)
LARGEST = 30 << 20
"""Bytes that a file of Ofsted's has at most: a longer one is an extract."""


def candidates(sources: Sequence[str]) -> tuple[Path, ...]:
    """Give the files of some sources that may be Ofsted's; none where all are an extract by name.

    An extract is an address, a folder with a file named after a table, or what a mapping beside
    it names.
    """
    return tuple(path for source in sources for path in _files(source))


def published(paths: Sequence[Path], progress: Callable[[str], object] = str) -> tuple[Path, ...]:
    """Give those files that hold a table of Ofsted's or its totals.

    `progress` is told of each when it has been opened.
    """
    found = []
    for path in paths:
        if _holds_table(path):
            found.append(path)
        progress(path.name)
    return tuple(found)


def _files(source: str) -> tuple[Path, ...]:
    path = Path(source)
    if path.is_file():
        return () if _is_mapped(path) else (path,)
    if not path.is_dir():
        return ()
    here = tuple(sorted(file for file in path.iterdir() if file.suffix.lower() in ENDS))
    named = any(file.stem.lower() in TABLES for file in path.iterdir())
    return () if named or (path / MAPPING).is_file() else here


def _is_mapped(path: Path) -> bool:
    mapping = path.parent / MAPPING
    return mapping.is_file() and path.name in mapping.read_text("utf-8", errors="replace")


def _holds_table(path: Path) -> bool:
    if path.stat().st_size > LARGEST:
        return False
    try:
        sheets, _ = open_sheets(path)
    except RecordsError:
        return False
    if any(map(_is_ours, sheets)):
        return False
    return any(find_table(sheet) or time_series.published(sheet) for sheet in sheets)


def _is_ours(sheet: Sheet) -> bool:
    """Say whether a sheet begins with what a table of an extract must have, under our own names."""
    first = set(sheet.grid.row(0)) if sheet.grid.height else set()
    return any(needed <= first for needed in NEEDED)
