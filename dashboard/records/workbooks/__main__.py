"""The process that opens one file: FILE, a folder to write into, and the limits as JSON.

It writes each sheet's grid as Arrow and one report; whatever ends it early ends nothing else.
"""

import json
import sys
from pathlib import Path
from typing import Any

from dashboard.records.workbooks import ods, xlsx
from dashboard.records.workbooks.archive import RefusedError, unpack
from dashboard.records.workbooks.limits import Limits
from dashboard.records.workbooks.parquet import columns

PARQUET = b"PAR1"


def main(file: Path, out: Path, limits: Limits) -> None:
    """Open one file and write what is in it, or why it is refused."""
    limits.impose()
    try:
        told = _read(file, out, limits)
    except RefusedError as refusal:
        told = {"rejected": refusal.check, "said": refusal.said}
    (out / "report.json").write_text(json.dumps(told), encoding="utf-8")


def _read(file: Path, out: Path, limits: Limits) -> dict[str, Any]:
    with file.open("rb") as opened:
        is_parquet = opened.read(len(PARQUET)) == PARQUET
    if is_parquet:
        return columns(file, out, limits)
    return {"sheets": _sheets(file, out, limits)}


def _sheets(file: Path, out: Path, limits: Limits) -> list[dict[str, Any]]:
    if file.stat().st_size > limits.file_bytes:
        raise RefusedError("file-too-large", f"has {file.stat().st_size:,} bytes")
    data = file.read_bytes()
    kind, parts = unpack(data, limits)
    if kind == "ods":
        seen, zero = ods.look(parts.get("content.xml", b""), limits), "1899-12-30"
    else:
        sheets, zero = xlsx.sheets(parts), xlsx.day_zero(parts)
        for sheet in sheets.values():
            xlsx.guard(sheet, limits)
        seen = {name: xlsx.look(sheet) for name, sheet in sheets.items()}
    parts.clear()
    return _grids(data, out, seen, zero)


def _grids(data: bytes, out: Path, seen: dict[str, xlsx.Seen], zero: str) -> list[dict[str, Any]]:
    import fastexcel  # slow to import, and not needed for a file that is refused

    try:
        book = fastexcel.read_excel(data)
    except fastexcel.FastExcelError as error:
        raise RefusedError("file-unreadable", "is damaged and cannot be opened") from error
    entries = []
    for number, name in enumerate(book.sheet_names):
        try:
            sheet = book.load_sheet(number, header_row=None, skip_rows=0, dtypes="string")
        except fastexcel.FastExcelError as error:
            raise RefusedError(
                "file-unreadable", f"has a sheet {name} that cannot be read"
            ) from error
        grid = out / f"{number}.arrow"
        sheet.to_polars().write_ipc(grid)
        found = seen.get(name, xlsx.Seen())
        first = found.first_column or 0
        cells = [(row, place - first, check, value) for row, place, check, value in found.cells]
        entries.append(
            {
                "name": name,
                "visible": sheet.visible == "visible",
                "grid": grid.name,
                "cells": cells,
                "hidden_rows": found.hidden_rows,
                "day_zero": zero,
            }
        )
    return entries


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), Limits(**json.loads(sys.argv[3])))
