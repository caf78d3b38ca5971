"""The cube: small tables of counts that every figure is a sum of.

Distinct settings do not add up over weeks; *first visits* do. Each setting visited counts once,
in the week of its first visit since a start, so coverage is a plain sum over any slice. Because
that depends on the start, `reached` holds one such count for each declared start (`since`).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import Any

import narwhals as nw
import polars as pl

from dashboard.measures import arrays, frames, scope
from dashboard.measures.cells import Axes
from dashboard.measures.counting import Frame, Frames, count
from dashboard.measures.shape import COUNTS, KEYS, is_of_shape
from dashboard.records.model import Records
from dashboard.records.reach import EVERYTHING, Reach

Place = Callable[[str, pl.DataFrame], Any]
_OF_VISITS = ("reached", "reported", "visits", "letters", "waiting")
_OF_ACTIONS = ("actions", "ended", "in_force", "restricted")
NEEDS = {
    name: {"visits"} if name in _OF_VISITS else {"actions"} if name in _OF_ACTIONS else set()
    for name in KEYS
} | {"findings": {"visits", "findings"}}
"""For each table of the cube, the records without which it is absent; settings are always there."""
SMALL = 5_000
"""Rows that are looked through as they are."""


@dataclass(frozen=True)
class Cube:
    """Counts as at one day. A table is absent where the records it counts were not supplied.

    `reach` says for which setting types and days a count means anything.
    """

    day: date
    starts: tuple[date, ...]
    tables: Mapping[str, pl.DataFrame]
    reach: Reach = EVERYTHING
    _coarser: dict[str, dict[frozenset[str], pl.DataFrame]] = field(
        init=False, default_factory=dict, repr=False, compare=False
    )
    _arrays: dict[tuple[str, frozenset[str]], arrays.Table] = field(
        init=False, default_factory=dict, repr=False, compare=False
    )
    standings: dict[Any, Any] = field(init=False, default_factory=dict, repr=False, compare=False)

    @cached_property
    def whole(self) -> "Cube":
        """The same counts whatever is reached: to check that they add up, never to show."""
        return replace(self, reach=EVERYTHING)

    @cached_property
    def words(self) -> Mapping[str, arrays.Words]:
        """The words of each key, numbered alike in all tables."""
        return arrays.number(self.tables.values())

    def numbered(self, name: str, columns: frozenset[str]) -> arrays.Table:
        """Give as arrays what a question has to look through: some columns of a table, or more."""
        rows = self.by(name, columns)
        key = name, frozenset(rows.columns)
        if key not in self._arrays:
            self._arrays[key] = arrays.table(rows, self.words)
        return self._arrays[key]

    def by(self, name: str, columns: frozenset[str]) -> pl.DataFrame:
        """Give a table added up over every key but some: what a question has to look through.

        A large table is added up once for each set of columns, from the smallest that has them,
        so that a question costs the same however many visits there are.
        """
        table = self.tables[name]
        if table.height <= SMALL:
            return table
        known = self._coarser.setdefault(name, {frozenset(table.columns): table})
        if columns not in known:
            finer = [rows for keys, rows in list(known.items()) if columns <= keys]
            least = min(finer, key=len)
            added = least.group_by(columns).agg(pl.col(COUNTS[name]).sum())
            known[columns] = added if 2 * added.height < least.height else least
        return known[columns]


def build(
    records: Records,
    starts: Sequence[date],
    day: date,
    place: Place | None = None,
    reach: Reach = EVERYTHING,
) -> Cube:
    """Count checked records as at a day, for each declared start (earliest first).

    Leave "visits" (or "actions", or "findings") out of the records where none were supplied:
    nothing is then known of coverage, which is not the same as no visits. `place` puts a table,
    by its name, onto another engine; without it Polars counts.
    """
    laid, axes = frames.lay_out(records, starts, day)
    if place:
        counted = count({name: place(name, table) for name, table in laid.items()}, axes, day)
    else:
        counted = count(frames.numbered(laid), axes, day)
    unknown = scope.unknown(records)
    known = {name: frame for name, frame in counted.items() if name not in unknown}
    tables = {name: settle(name, frame, axes) for name, frame in _together(known).items()}
    return Cube(day, tuple(starts), tables, reach)


def restore(
    tables: Records, records: Records, starts: Sequence[date], day: date, reach: Reach = EVERYTHING
) -> Cube:
    """Use the counts that were kept, unless they were made in another shape: then count anew."""
    expected = {name for name, needed in NEEDS.items() if needed <= records.keys()}
    same = all(is_of_shape(name, table) for name, table in tables.items() if name in KEYS)
    if same and tables.keys() == expected - scope.unknown(records):
        return Cube(day, tuple(starts), tables, reach)
    return build(records, starts, day, reach=reach)


def _together(counted: Frames) -> Frames:
    """Work out Polars' plans at once: what they share is worked out once."""
    plans = [frame.to_native() for frame in counted.values()]
    if not all(isinstance(plan, pl.LazyFrame) for plan in plans):
        return counted
    done = pl.collect_all(plans)
    return {n: nw.from_native(table.lazy()) for n, table in zip(counted, done, strict=True)}


def settle(name: str, frame: Frame, axes: Axes) -> pl.DataFrame:
    """Bring one counted table home to Polars: keys in words, declared types, sorted."""
    native = frame.collect("polars").to_native()
    counts = [pl.col(column).cast(pl.Int64).fill_null(0) for column in COUNTS[name]]
    return axes.named(name, native.select(pl.col("cell").cast(pl.Int64), *counts))
