"""Decide by column, over all files of one import, whether its days stand before its months."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import polars as pl

from dashboard.records.issues import ORIGIN, rejected
from dashboard.records.ofsted.date_faults import refuse_swapped, refuse_unreadable
from dashboard.records.ofsted.dates import BRITISH, DATED, MIDNIGHT
from dashboard.records.ofsted.headings import written
from dashboard.records.ofsted.layouts import Table
from dashboard.records.ofsted.listings import first_of
from dashboard.records.values.day_forms import may_be_swapped

DAY, MONTH = "day", "month"
FORMS = {DAY: "dd/mm/yyyy", MONTH: "mm/dd/yyyy"}
READ = {DAY: "%d/%m/%Y", MONTH: "%m/%d/%Y"}


@dataclass(frozen=True)
class Column:
    """The dates of one column that are written in numbers: what each is in either order."""

    table: Table
    name: str
    cells: pl.DataFrame

    @property
    def alone(self) -> dict[str, pl.DataFrame]:
        """Give for each order the cells that are days in no other."""
        return {
            order: self.cells.filter(pl.col(order).is_not_null(), pl.col(other).is_null())
            for order, other in ((DAY, MONTH), (MONTH, DAY))
        }

    @property
    def order(self) -> str | None:
        """Give the only order that reads every cell; None where either does."""
        return next((order for order, cells in self.alone.items() if cells.height), None)

    @property
    def heading(self) -> str:
        """Name the column as a reader would."""
        return written(self.name).lower()


def in_one_order(tables: Sequence[Table]) -> tuple[tuple[Table, ...], tuple[str, ...]]:
    """Write the days of columns that have the month first as yyyy-mm-dd, and say which they are.

    A column that holds days of both kinds is refused, and one of which most cannot be read. One
    that could be read either way is read as the other columns of its table are, else as that column
    is in other tables, else as all other columns are, wherever these agree; else with the day
    first, unless a heading says otherwise.
    """
    for table in tables:
        refuse_unreadable(table)
    columns = [_column(t, name) for t in tables for name in sorted(DATED & t.columns)]
    columns = [column for column in columns if column.cells.height]
    for column in columns:
        _refuse_both(column)
        refuse_swapped(column.table, column.name, column.cells)
    orders = {(c.table.label, c.name): _order(c, columns) for c in columns}
    said = [note for c in columns for note in _notes(c, orders[c.table.label, c.name])]
    return tuple(_rewritten(table, orders) for table in tables), tuple(sorted(said))


def _column(table: Table, name: str) -> Column:
    said = pl.col(name).str.replace(MIDNIGHT, "")
    rows = table.rows.select(*ORIGIN, said=said).filter(pl.col("said").str.contains(BRITISH))
    return Column(table, name, rows.with_columns(**{o: _read(o, "said") for o in READ}))


def _read(order: str, column: str) -> pl.Expr:
    return pl.col(column).str.replace_all("[.-]", "/").str.to_date(READ[order], strict=False)


def _refuse_both(column: Column) -> None:
    """Stop at a column in which some days stand before their months and some after them."""
    kinds = column.alone
    if not all(cells.height for cells in kinds.values()):
        return
    parts = (f"{FORMS[order]} in {_rows(cells)}" for order, cells in kinds.items())
    label, first = column.table.label, min(kinds.values(), key=lambda cells: cells.height)
    said = f"{label}: {column.heading} is written {' and '.join(parts)}."
    row, value = first.select("source_row", "said").row(0)
    raise rejected("date-orders", said, label, row=row, column=column.name, value=value)


def _rows(cells: pl.DataFrame) -> str:
    rows = cells["source_row"].to_list()
    return f"row{'s' * (len(rows) > 1)} {first_of(rows)} (such as {cells['said'][0]})"


def _order(column: Column, columns: Sequence[Column]) -> str:
    """Decide the order of a column: by itself, else by what is like it."""
    like = (
        [column],
        [other for other in columns if other.table is column.table],
        [other for other in columns if other.name == column.name],
        columns,
    )
    for group in like:
        found = {other.order for other in group} - {None}
        if len(found) == 1:
            return found.pop() or DAY
    said = " ".join(column.table.headings).lower()
    return MONTH if FORMS[MONTH] in said and FORMS[DAY] not in said else DAY


def _notes(column: Column, order: str) -> Iterator[str]:
    """Say that a column has the month first, or that nothing tells which it has."""
    where = f"{column.table.label}: {column.heading}"
    if order == MONTH:
        why = "" if column.order else ", as others of this import are"
        yield f"{where} is read as {FORMS[MONTH]}{why} ({column.cells.height:,} rows)."
    elif column.order is None and may_be_swapped(column.cells[order]):
        yield f"{where} is 12 or below in day and month throughout: read as {FORMS[DAY]}."


def _rewritten(table: Table, orders: Mapping[tuple[str, str], str]) -> Table:
    """Write as yyyy-mm-dd what has its month first."""
    turned = [name for name in DATED if orders.get((table.label, name)) == MONTH]
    if not turned:
        return table
    days = {
        name: pl.coalesce(
            _read(MONTH, name).dt.to_string("%Y-%m-%d").name.keep(),
            pl.col(name),
        )
        for name in turned
    }
    cleaned = table.rows.with_columns(pl.col(turned).str.replace(MIDNIGHT, ""))
    return replace(table, rows=cleaned.with_columns(**days))
