"""Stop at a column of days that as a whole is not what it seems: unreadable, or half swapped."""

import polars as pl

from dashboard.records.issues import rejected
from dashboard.records.ofsted.cells import CELL_ERROR
from dashboard.records.ofsted.dates import BRITISH, DATED, ISO, MIDNIGHT, day, looks_like_day
from dashboard.records.ofsted.headings import written
from dashboard.records.ofsted.layouts import Table
from dashboard.records.values.day_forms import FEW, half_swapped

MONTH_FIRST = "%m/%d/%Y"


def refuse_unreadable(table: Table) -> None:
    """Stop at a column of which most cells are no days: blank, they would be days that nobody has.

    A formula or an error of a spreadsheet is said of its own cell.
    """
    for name in sorted(DATED & table.columns):
        said = pl.col("said").str.replace(MIDNIGHT, "")
        turned = said.str.replace_all("[.-]", "/").str.to_date(MONTH_FIRST, strict=False)
        is_day = day(said).is_not_null() | (said.str.contains(BRITISH) & turned.is_not_null())
        cells = table.rows.select("source_row", said=name).drop_nulls("said")
        cells = cells.filter(~pl.col("said").str.contains(f"^=|{CELL_ERROR}"))
        unread = cells.filter(~is_day)
        if cells.height >= FEW and unread.height * 2 > cells.height:
            raise _unreadable(table, name, unread, cells.height)


def _unreadable(table: Table, name: str, unread: pl.DataFrame, count: int) -> Exception:
    like = unread.filter(looks_like_day(pl.col("said")) | pl.col("said").str.contains(r"^[\d.]+$"))
    row, value = (like if like.height else unread).row(0)
    such = f", such as {value} in row {row}" if like.height else f", the first of them row {row}"
    said = (
        f"{table.label}: of the {count:,} cells of {written(name).lower()} {unread.height:,} are "
        f"no days that can be read{such}."
    )
    return rejected("dates-unread", said, table.label, row=row, column=name)


def refuse_swapped(table: Table, name: str, cells: pl.DataFrame) -> None:
    """Stop where text has only days above 12 and the other cells have none."""
    text = cells.filter(pl.col("day").is_not_null())
    dates = table.rows.select("source_row", said=pl.col(name).str.replace(MIDNIGHT, ""))
    dates = dates.filter(pl.col("said").str.contains(ISO)).with_columns(day=day(pl.col("said")))
    if half_swapped(text["day"], dates["day"]):
        row, value = dates.select("source_row", "said").row(0)
        said = (
            f"{table.label}: every {written(name).lower()} that is text has a day above 12 and "
            f"every other one has none, such as {value} in row {row}: a spreadsheet has swapped "
            "day and month of these."
        )
        raise rejected("date-orders", said, table.label, row=row, column=name, value=value)
