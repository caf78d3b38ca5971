"""Read every column of a table by its kind, and name each value that is not understood."""

from dataclasses import dataclass, replace
from typing import Any

import dataframely as dy
import polars as pl

from dashboard.records.issues import FAULT, ORIGIN, Issue
from dashboard.records.model import TABLES
from dashboard.records.sources.headings import VERSION
from dashboard.records.sources.mapping import Mapping
from dashboard.records.values import dates, numbers, text, versions, words
from dashboard.records.values.column import FAULTY, Column

KEYS = ("urn", "visit_id", "action_id")


@dataclass(frozen=True)
class Settled:
    """A table as it is understood, the faults of its rows (one each), and the repairs."""

    rows: pl.DataFrame
    faults: pl.DataFrame
    issues: tuple[Issue, ...]


def settle(
    name: str, rows: pl.DataFrame, mapping: Mapping, native: bool, day_zero: str | None
) -> Settled:
    """Read the columns of a table. `rows` keeps every row; faulty values are blank in it."""
    schema = TABLES[name].columns()
    read = [
        _read(Column(column, rows[column]), schema.get(column), mapping, native, day_zero)
        for column in rows.columns
        if column not in ORIGIN
    ]
    settled = rows.with_columns(column.values.alias(column.name) for column in read)
    file = rows["source_file"][0] if rows.height else name
    found = [issue for column in read for issue in column.issues]
    return Settled(
        settled,
        _first(rows, [fault for column in read for fault in column.faults]),
        tuple(replace(f, file=file, row=rows["source_row"][f.row or 0]) for f in found),
    )


def _read(column: Column, wanted: Any, *how: Any) -> Column:
    """Read a column; where it has numbered spellings, each of them once, if all are plain."""
    if column.values.dtype.base_type() != pl.Categorical:
        return _read_each(column, wanted, *how)
    spelled = column.values.drop_nulls().unique()
    meant = _read_each(Column(column.name, spelled.cast(pl.String)), wanted, *how)
    if meant.issues or meant.faults:
        return _read_each(Column(column.name, column.values.cast(pl.String)), wanted, *how)
    numbers, known = column.values.to_physical(), spelled.to_physical()
    every = pl.DataFrame({"at": pl.Series(range(max(known, default=-1) + 1), dtype=known.dtype)})
    found = pl.DataFrame({"at": known, "meant": meant.values})
    ordered = every.join(found, on="at", how="left", maintain_order="left")["meant"]
    return Column(column.name, ordered.gather(numbers))


def _read_each(
    column: Column, wanted: Any, mapping: Mapping, native: bool, day_zero: str | None
) -> Column:
    kind = wanted.dtype if wanted is not None else pl.String()
    theirs = mapping.words.get(column.name, {})
    if theirs and not isinstance(kind, pl.Enum):
        words.replace(column, theirs)
    if column.values.dtype == kind and kind != pl.String and _is_finite(column.values):
        pass
    elif column.values.dtype == pl.Null:
        column.values = column.values.cast(kind)
    elif isinstance(kind, pl.Enum):
        words.read(column, kind, theirs)
    elif isinstance(wanted, dy.Date):
        dates.read(column, mapping.form(column.name), native, day_zero)
    elif isinstance(wanted, dy.Bool):
        numbers.read_truth(column)
    elif kind.is_integer():
        numbers.read_whole(column, kind)
    elif kind.is_float():
        numbers.read_decimal(column, kind)
    elif column.name == VERSION:
        versions.read(column, mapping.form(column.name))
    else:
        column.values = column.values.cast(pl.String)
        (text.read_key if column.name in KEYS else text.read)(column)
    return column


def _is_finite(values: pl.Series) -> bool:
    return not values.dtype.is_float() or bool(values.is_finite().fill_null(True).all())


def _first(rows: pl.DataFrame, found: list[pl.DataFrame]) -> pl.DataFrame:
    """Give each faulty row its first fault, in the order of the columns."""
    faulty = pl.concat([pl.DataFrame(schema=FAULTY), *found])
    faulty = faulty.unique("at", keep="first", maintain_order=True)
    origin = rows.select(*ORIGIN)[faulty["at"]] if faulty.height else rows.select(*ORIGIN).clear()
    return pl.concat([origin, faulty.drop("at")], how="horizontal").select(
        pl.col(name).cast(kind) for name, kind in FAULT.items()
    )
