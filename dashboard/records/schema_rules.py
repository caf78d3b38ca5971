"""The rules that a table's schema states: which rows keep them, and which rule the others broke."""

from copy import copy
from functools import cache
from typing import Any

import dataframely as dy
import polars as pl

from dashboard.records.issues import ORIGIN, as_faults
from dashboard.records.model import TABLES
from dashboard.records.references import NEEDS


def passing(name: str, rows: pl.DataFrame) -> tuple[pl.DataFrame, Any]:
    """Part rows that keep the rules of their table from those that do not, with the reasons."""
    schema = _with_origin(TABLES[name])
    own = rows.select(schema.column_names())
    kinds = {column: kind.dtype for column, kind in schema.columns().items()}
    return schema.filter(own, cast=dict(own.schema) != kinds)


@cache
def _with_origin(schema: type[dy.Schema]) -> type[dy.Schema]:
    """Add the origin to the columns of a table; no two rows share a key by then."""
    keys = {name: _unkeyed(schema.columns()[name]) for name in schema.primary_key()}
    more = {"source_file": dy.String(nullable=True), "source_row": dy.UInt32(nullable=True)}
    return type("WithOrigin", (schema,), keys | more)


def _unkeyed(column: dy.Column) -> dy.Column:
    plain = copy(column)
    plain.primary_key = False
    return plain


def with_reasons(details: pl.DataFrame, name: str) -> pl.DataFrame:
    """Say for each refused row the first rule it broke, naming the value."""
    own = {*TABLES[name].column_names(), *ORIGIN}
    broken = [c for c in details.columns if c not in own and c.partition("|")[0] not in ORIGIN]
    parts = {part: pl.lit(None, pl.String) for part in ("check", "column", "value", "fault")}
    for rule in reversed(_ordered(broken)):
        for part, said in _said(rule).items():
            parts[part] = pl.when(pl.col(rule) == "invalid").then(said).otherwise(parts[part])
    return details.select(*ORIGIN, **parts).pipe(as_faults)


def _ordered(found: list[str]) -> list[str]:
    """Put a wrong value before a blank it causes, and both before rules about the whole row."""
    weight = {"dtype": 0, "nullability": 1}
    return sorted(
        found, key=lambda rule: weight.get(rule.partition("|")[2], 2 if "|" in rule else 3)
    )


ROW_RULES = {
    "reason_is_a_concern_but_the_visit_was_sampled": ("reason-contradicts", None),
    "week_or_month_is_not_that_of_the_day": ("value-not-allowed", None),
}


def _said(rule: str) -> dict[str, pl.Expr]:
    """Give for a rule that was broken its check, column, value and sentence."""
    column, _, kind = rule.partition("|")
    if not kind:
        check, said = ROW_RULES.get(rule, ("dates-out-of-order", None))
        return _parts(check, None, pl.lit(None, pl.String), pl.lit(said or rule.replace("_", " ")))
    value = pl.col(column).cast(pl.String)
    if kind == "nullability":
        return _parts("blank", column, value, pl.lit(f"{column} is blank"))
    why = f": a reference has {NEEDS}" if column == "urn" else ""
    said = f'{column} "{{}}" is not allowed{why}'
    return _parts("value-not-allowed", column, value, pl.format(said, value))


def _parts(check: str, column: str | None, value: pl.Expr, fault: pl.Expr) -> dict[str, pl.Expr]:
    named = pl.lit(column, pl.String)
    return {"check": pl.lit(check), "column": named, "value": value, "fault": fault}
