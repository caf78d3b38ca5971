"""Read one table from a sheet of a workbook, which a process of its own has opened."""

from collections.abc import Sequence
from pathlib import Path

import polars as pl

from dashboard.records.issues import Issue, rejected
from dashboard.records.sources import headings
from dashboard.records.sources.mapping import Mapping
from dashboard.records.sources.raw import Raw, blank_rows
from dashboard.records.workbooks.opening import Sheet

DATE_CELL = r"^(\d{4}-\d\d-\d\d) 00:00:00$"


def choose(name: str, path: Path, sheets: Sequence[Sheet], mapping: Mapping) -> Sheet | None:
    """Choose the sheet of a table: the one that is named, or of its name, or the only one.

    A hidden sheet is read only where it is named. None where a workbook of several sheets has
    none for the table.
    """
    if mapping.sheet:
        named = [sheet for sheet in sheets if sheet.name == mapping.sheet]
        if not named:
            raise rejected(
                "sheet-choice",
                f"{path.name} has no sheet {mapping.sheet}. Its sheets are "
                f"{', '.join(sheet.name for sheet in sheets)}.",
                path.name,
            )
        return named[0]
    own = [sheet for sheet in sheets if headings.form(sheet.name) == name]
    if own and not own[0].visible:
        raise rejected(
            "sheet-choice", f"{path.name}: the sheet {own[0].name} is hidden.", path.name
        )
    return own[0] if own else None


def only_sheet(path: Path, sheets: Sequence[Sheet]) -> Sheet:
    """Give the one visible sheet of a workbook that is one table's own."""
    visible = [sheet for sheet in sheets if sheet.visible and sheet.grid.height]
    if len(visible) != 1:
        raise rejected(
            "sheet-choice",
            f"{path.name} has {len(visible)} sheets that could be the table.",
            path.name,
        )
    return visible[0]


def read(name: str, path: Path, sheet: Sheet, mapping: Mapping, alone: bool) -> Raw:
    """Read a sheet as a table, its rows counted as the spreadsheet counts them."""
    label = path.name if alone else f"{path.name}, sheet {sheet.name}"
    grid = sheet.grid.rename({column: str(n) for n, column in enumerate(sheet.grid.columns)})
    top = grid.head(headings.LOOK_AT).rows()
    row = headings.find_row(name, top, mapping)
    if row is None:
        row = next((number for number, cells in enumerate(top) if any(cells)), 0)
    names = tuple((cell or "").strip() for cell in top[row]) if top else ()
    numbered = grid.with_columns(
        pl.col(pl.String).str.replace(DATE_CELL, "$1"),
        source_row=pl.int_range(1, pl.len() + 1, dtype=pl.UInt32),
    ).slice(row + 1)
    faulty = sheet.cells.select(
        source_row=(pl.col("row") + 1).cast(pl.UInt32), place="place", check="check", value="value"
    )
    blank = numbered.filter(
        pl.all_horizontal(pl.exclude("source_row").is_null()),
        ~pl.col("source_row").is_in(faulty["source_row"].implode()),
    )
    rows = numbered.join(blank, on="source_row", how="anti", maintain_order="left")
    return Raw(
        label,
        names,
        rows,
        passed=blank_rows(label, blank["source_row"].to_list()),
        cells=faulty.filter(pl.col("source_row") > row + 1),
        issues=_noted(label, sheet, row),
        native_dates=True,
        day_zero=sheet.day_zero,
    )


def _noted(label: str, sheet: Sheet, row: int) -> tuple[Issue, ...]:
    noted = []
    if row:
        said = f"The headings are in row {row + 1}; the rows above are not read."
        noted.append(Issue("heading-lower", said, label, row=row + 1))
    if sheet.hidden_rows:
        said = f"The sheet hides {sheet.hidden_rows} rows; they are read like the others."
        noted.append(Issue("rows-hidden", said, label, count=sheet.hidden_rows))
    return tuple(noted)
