"""What a measure is, and the one way to work it out: add up first, divide after.

A measure is data: what is counted, out of what, and the words for it. Pages, charts, tables,
downloads, the glossary and the tests all read those words from the measure, so a label, a unit or
a definition is said once. The measures themselves are in `definitions/`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import polars as pl

from dashboard.measures import known
from dashboard.measures.cube import Cube
from dashboard.measures.filters import NOTHING
from dashboard.measures.needs import Needs
from dashboard.measures.shape import AREAS, KEYS, PERIODS, TYPES
from dashboard.records import words

COLUMNS = (
    *AREAS,
    *dict.fromkeys(key for keys in KEYS.values() for key in keys if key not in PERIODS),
)
"""Every column that a measure may be split by or limited to."""


class MeasureError(ValueError):
    """A question that a measure cannot answer: one sentence that says why and what to ask."""


@dataclass(frozen=True)
class Count:
    """A column of one cube table, added up over the rows whose columns hold the given words."""

    table: str
    column: str
    only: tuple[tuple[str, str], ...] = ()


ENGLAND, REGION, AUTHORITY = "england", "region", "authority"
NOWHERE: tuple[str, ...] = ()
FROM_REGIONS = (ENGLAND, REGION)
EVERYWHERE = (ENGLAND, REGION, AUTHORITY)
"""The levels at which a measure may leave the inspectorate."""


@dataclass(frozen=True)
class Measure:
    """What is counted, out of what, and the words for it.

    `version` goes up by one when the way of counting changes, so that a change of method is never
    taken for a change in the world. What is `sensitive` tells why a setting was visited, what was
    found there or what powers were used: a release rounds it. `leaves` are the levels at which a
    release may give it. `needs` are what records have to tell before it is known. None of the three
    has a default, so that nothing leaves, or is said beyond what is told, because nobody thought of
    it.
    """

    name: str
    needs: Needs
    label: str
    unit: str
    definition: str
    numerator: Count
    denominator: Count | None = None
    above: str = ""
    below: str = ""
    is_mean: bool = False
    version: int = 1
    sensitive: bool = field(kw_only=True)
    leaves: tuple[str, ...] = field(kw_only=True)

    @property
    def is_share(self) -> bool:
        """Say whether the value is a share between 0 and 1."""
        return self.denominator is not None and not self.is_mean


Where = Mapping[str, str]
"""Columns and the one word each is limited to; a group of setting types counts as a word."""


@dataclass(frozen=True)
class Period:
    """Visits since a declared start, up to the end of the week that begins on `last_week`."""

    since: date
    last_week: date


def evaluate(
    measure: Measure, cube: Cube, period: Period, by: Sequence[str] = (), where: Where | None = None
) -> pl.DataFrame:
    """Work out a measure for each group: add up first, then divide.

    Gives one row for each group in the denominator (or, for a plain count, in the numerator):
    the `by` columns, numerator, denominator (null for a plain count), value (null where there is
    nothing to divide by) and status: known, not known, or partly known and of what. What the
    records do not reach has no numerator and no value; a total leaves out the setting types of
    which they do not tell, above and below.
    """
    by, where = list(by), where or {}
    check_columns(measure, [*by, *where])
    told = known.Told(measure, cube, period, by, where)
    above = _add_up(measure.numerator, "numerator", cube, period, by, where, told.only)
    if measure.denominator is None:
        nothing, count = pl.lit(None, pl.Int64), pl.col("numerator").cast(pl.Float64)
        result = above.with_columns(denominator=nothing, value=count)
    else:
        shared = [column for column in by if _has(measure.denominator.table, column)]
        below = _add_up(measure.denominator, "denominator", cube, period, shared, where, told.only)
        counted = measure.numerator.table in cube.tables
        numerator = pl.when(counted).then(pl.col("numerator").fill_null(0)).cast(pl.Int64)
        joined = _beside(above, below, by, shared).with_columns(numerator=numerator)
        result = divide(joined).select(*by, "numerator", "denominator", "value")
    return told.mark(result.sort(by or "numerator").collect(engine="in-memory"))


def divide(counts: pl.LazyFrame) -> pl.LazyFrame:
    """Divide numerator by denominator, where there is anything to divide by."""
    quotient = pl.col("numerator") / pl.col("denominator")
    return counts.with_columns(value=pl.when(pl.col("denominator") > 0).then(quotient))


def total(result: pl.DataFrame, by: Sequence[str]) -> pl.DataFrame:
    """Add up a result's parts over other groups, and divide after; parts must not overlap.

    A part whose numerator is not known is left out; where none is known, the sum is not.
    """
    known = pl.col("numerator").is_not_null()
    above = pl.when(known.any()).then(pl.col("numerator").sum()).alias("numerator")
    below = pl.col("denominator").filter(known | ~known.any()).sum()
    parts = result.lazy().group_by(by, maintain_order=True).agg(above, below)
    return divide(parts).collect(engine="in-memory")


def check_columns(measure: Measure, columns: Sequence[str]) -> None:
    """Refuse a column that the measure's numerator does not have, naming those it has."""
    for column in columns:
        if not _has(measure.numerator.table, column):
            usable = [c for c in COLUMNS if _has(measure.numerator.table, c)]
            raise MeasureError(
                f"{measure.name} cannot be split or limited by {column}. Use {', '.join(usable)}."
            )


def _has(table: str, column: str) -> bool:
    return column in KEYS[table] or column in AREAS


def _beside(
    above: pl.LazyFrame, below: pl.LazyFrame, by: list[str], shared: list[str]
) -> pl.LazyFrame:
    """Put numerators beside denominators, starting from the groups of the denominator."""
    if not shared:
        return above.join(below, how="cross")
    if shared == by:
        return below.join(above, on=by, how="left", nulls_equal=True)
    return above.join(below, on=shared, how="left", nulls_equal=True)


def _add_up(
    counted: Count,
    name: str,
    cube: Cube,
    period: Period,
    by: list[str],
    where: Where,
    only: Sequence[str] | None,
) -> pl.LazyFrame:
    total = pl.col(counted.column).sum().cast(pl.Int64).alias(name)
    if counted.table not in cube.tables:
        empty = pl.DataFrame(schema={column: TYPES[column] for column in by} | {name: pl.Int64})
        unknown = pl.DataFrame({name: [None]}, schema={name: pl.Int64})
        return empty.lazy() if by else unknown.lazy()
    asked = {*by, *where, *(column for column, _ in counted.only), *PERIODS, "week"}
    asked |= {"setting_type"} if only is not None else set()
    table = cube.by(counted.table, frozenset(c for c in asked if _has(counted.table, c)))
    rows = table.lazy().filter(*limits(counted, period, where))
    if only is not None:
        rows = rows.filter(pl.col("setting_type").is_in(only))
    return rows.group_by(by).agg(total) if by else rows.select(total)


def limits(counted: Count, period: Period, where: Where) -> list[pl.Expr]:
    """Say which rows of a cube table a count adds up."""
    asked = {column: word for column, word in where.items() if _has(counted.table, column)}
    if NOTHING in asked.values():
        return [pl.lit(False)]
    own = [pl.col(column) == word for column, word in counted.only]
    if any(key in PERIODS for key in KEYS[counted.table]):
        own.append(counted_since(period.since, counted.table))
    if _has(counted.table, "week"):
        own.append(pl.col("week") <= period.last_week)
    return own + [
        pl.col(column).is_in(words.GROUPS.get(word, (word,)))
        if column == "setting_type"
        else pl.col(column) == _typed(column, word)
        for column, word in asked.items()
    ]


def _typed(column: str, word: str) -> str | date:
    return date.fromisoformat(word) if column == "week" else word


def counted_since(since: date, table: str) -> pl.Expr:
    """Say which rows of a cube table count what happened since a declared start."""
    if "since" in KEYS[table]:
        return pl.col("since") == since
    return pl.col("stage") >= since
