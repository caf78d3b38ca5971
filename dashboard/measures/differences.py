"""Tell apart why the records of two days differ, row by row, and lay out the records in between.

What is new in the later records either *happened* since the earlier day or *arrived late*: it
happened before that day and was recorded since. A value that was there and is another now was
*corrected*; a row that is gone was *removed*. Taking on one kind after the other leads from the
earlier records to the later ones, so that the steps of any figure add up to its difference.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

import polars as pl

from dashboard.records.model import COMING, EVENTS, TABLES, UNTOLD, Records

METHOD, REMOVED, CORRECTED, LATE, HAPPENED = KINDS = (
    "method changed",
    "removed",
    "corrected",
    "arrived late",
    "happened",
)
"""The kinds of change, in the order in which they are taken on."""

AGAIN = ("last_inspected_on", "review_on")
"""Days that come later than a row's own and move on each time it happens again."""
WITH = {"outcome": "published_on", "last_grade": "last_inspected_on"}
"""Columns that become known with such a day."""

KIND = pl.Enum(KINDS)
ROWS: dict[str, Any] = {
    "kind": KIND,
    "table": pl.String,
    "key": pl.String,
    "urn": pl.String,
    "column": pl.String,
    "before": pl.String,
    "after": pl.String,
}


def differences(old: Records, new: Records, day: date) -> pl.DataFrame:
    """List what differs: one row for each row that came or went and each value that is another.

    `day` is the day of the earlier records. A row that came or went has its event's day under
    `before` or `after`, and no column.
    """
    found = [pl.DataFrame(schema=ROWS)]
    for name in _both(old, new):
        key = TABLES[name].primary_key()
        came, went = new[name].join(old[name], on=key, how="anti"), _gone(old, new, name)
        found.append(_listed(came, name, new, _came(name, day), after=_event(name)))
        found.append(_listed(went, name, old, pl.lit(REMOVED), before=_event(name)))
        pairs = old[name].join(new[name], on=key, suffix=" now")
        for column, kind in _kinds(name, day).items():
            changed = pairs.filter(kind.is_not_null())
            values = {"before": pl.col(column), "after": pl.col(f"{column} now")}
            found.append(_listed(changed, name, old, kind, column=pl.lit(column), **values))
    return pl.concat(found).sort("kind", "table", "key", "column", maintain_order=True)


def stages(old: Records, new: Records, day: date) -> dict[str, Records]:
    """Give the records after each kind of change but the last, which leads to the later ones."""
    removed = {
        name: table.join(_gone(old, new, name), on=TABLES[name].primary_key(), how="anti")
        for name, table in old.items()
        if name in _both(old, new)
    }
    corrected = {name: _taken_on(table, new, name, day, 0) for name, table in removed.items()}
    late = {
        name: pl.concat([_taken_on(table, new, name, day, 1), _came_late(name, old, new, day)])
        for name, table in removed.items()
    }
    return {REMOVED: removed, CORRECTED: corrected, LATE: late}


def _both(old: Records, new: Records) -> list[str]:
    return [name for name in TABLES if name in old and name in new]


def _gone(old: Records, new: Records, name: str) -> pl.DataFrame:
    return old[name].join(new[name], on=TABLES[name].primary_key(), how="anti")


def _kinds(name: str, day: date) -> dict[str, pl.Expr]:
    """Give for each column the kind of its change, null where it is the same."""
    key, coming = TABLES[name].primary_key(), COMING.get(name, ())
    kinds: dict[str, pl.Expr] = {}
    for column in TABLES[name].column_names():
        if column in key or column == UNTOLD:
            continue
        lead = WITH.get(column, column)
        dated = pl.lit(False) if lead not in coming else _begins(lead)
        since = pl.when(pl.col(f"{lead} now") < day).then(pl.lit(LATE)).otherwise(pl.lit(HAPPENED))
        why = pl.when(dated).then(since).otherwise(pl.lit(CORRECTED)) if lead in coming else None
        other = pl.col(column).ne_missing(pl.col(f"{column} now"))
        kinds[column] = pl.when(other).then(pl.lit(CORRECTED) if why is None else why)
    return kinds


def _begins(column: str) -> pl.Expr:
    """Say whether a day was filled in, or moved on where it may happen again."""
    before, now = pl.col(column), pl.col(f"{column} now")
    filled = before.is_null() & now.is_not_null()
    return filled | (now > before).fill_null(False) if column in AGAIN else filled


def _taken_on(table: pl.DataFrame, new: Records, name: str, day: date, upto: int) -> pl.DataFrame:
    """Put the later values into rows, where their kind is a correction or (upto 1) came late."""
    kinds = [CORRECTED, LATE][: upto + 1]
    pairs = table.join(
        new[name], on=TABLES[name].primary_key(), suffix=" now", maintain_order="left"
    )
    later = [
        pl.when(kind.is_in(kinds)).then(pl.col(f"{column} now")).otherwise(column).alias(column)
        for column, kind in _kinds(name, day).items()
    ]
    return pairs.select(pl.all().exclude(*_kinds(name, day)), *later).select(table.columns)


def _came_late(name: str, old: Records, new: Records, day: date) -> pl.DataFrame:
    came = new[name].join(old[name], on=TABLES[name].primary_key(), how="anti")
    dated = _dated(came, name, new)
    return dated.filter(_came(name, day) == LATE).select(old[name].columns)


def _came(name: str, day: date) -> pl.Expr:
    """Say whether a row that came happened since the earlier day or arrived late."""
    when = pl.col(_event(name)).fill_null(date.min)
    return pl.when(when < day).then(pl.lit(LATE)).otherwise(pl.lit(HAPPENED))


def _event(name: str) -> str:
    return EVENTS.get(name, "event")


def _dated(rows: pl.DataFrame, name: str, records: Records) -> pl.DataFrame:
    """Say when rows happened that have no day of their own: a finding with its letter."""
    if name in EVENTS:
        return rows
    if name == "findings" and "visits" in records:
        letters = records["visits"].select("visit_id", event="published_on")
        return rows.join(letters, on="visit_id", how="left", maintain_order="left")
    return rows.with_columns(event=pl.lit(None, pl.Date))


def _listed(
    rows: pl.DataFrame, name: str, records: Records, kind: pl.Expr, **values: pl.Expr | str
) -> pl.DataFrame:
    """Lay out rows of one table as changes."""
    dated = _dated(_of_a_setting(rows, name, records), name, records)
    key = pl.concat_str(TABLES[name].primary_key(), separator=" ")
    given: Mapping[str, pl.Expr | str] = {"column": "", "before": "", "after": ""} | values
    told = {
        column: (pl.col(value) if value else pl.lit(None)) if isinstance(value, str) else value
        for column, value in given.items()
    }
    return dated.select(
        kind.cast(KIND).alias("kind"),
        pl.lit(name).alias("table"),
        key.alias("key"),
        pl.col("urn"),
        *(value.cast(pl.String).alias(column) for column, value in told.items()),
    )


def _of_a_setting(rows: pl.DataFrame, name: str, records: Records) -> pl.DataFrame:
    """Name the setting that each row is about, where it is about one."""
    if "urn" in rows.columns:
        return rows
    if name == "findings" and "visits" in records:
        visits = records["visits"].select("visit_id", "urn")
        return rows.join(visits, on="visit_id", how="left", maintain_order="left")
    return rows.with_columns(urn=pl.lit(None, pl.String))
