"""The cube: small tables of counts that every figure is a sum of.

This module and `scope` run on any engine (Polars, DuckDB, Spark), through Narwhals, so they
keep to join, filter and group_by with len, count, sum, min and max. Weeks come from joining the
calendar, never from an engine's date functions. What is divided is divided later, in Polars.

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
from dashboard.measures.shape import COUNTS, KEYS, is_of_shape
from dashboard.records.model import Records
from dashboard.records.reach import EVERYTHING, Reach
from dashboard.settings import Settings

Frame = nw.LazyFrame[Any]
Frames = Mapping[str, Frame]
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
PUBLICATION_DAYS = Settings.publication_days


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
    _arrays: dict[tuple[str, int], arrays.Table] = field(
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
        if (name, id(rows)) not in self._arrays:
            self._arrays[name, id(rows)] = arrays.table(rows, self.words)
        return self._arrays[name, id(rows)]

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


def count(tables: Mapping[str, Any], axes: Axes, day: date) -> dict[str, Frame]:
    """Plan the counts on whatever engine the tables live in; nothing is worked out yet.

    `tables` holds what `frames.lay_out` lays out.
    """
    t = {name: nw.from_native(frame).lazy() for name, frame in tables.items()}
    live = t["settings"].filter(scope.covers(day, "registered_on", "closed_on"))
    counts = {"open": axes.count("open", live, **scope.TOTALS)}
    counts |= scope.register(t, axes, day) | scope.sight(t, axes, live, day)
    if "visits" in t:
        out = nw.when(nw.col("published_on") <= day).then(nw.col("published_on"))
        dated = t["visits"].with_columns(published_on=out)
        own = t["settings"].select("urn", "setting", "who")
        visits = dated.join(t["days"], left_on="started_on", right_on="day").join(own, on="urn")
        counts |= _reached(visits, live, t, axes) | _of_visits(visits, t, axes, day)
    if "actions" in t:
        counts |= _of_actions(t, axes, day)
    return counts


def _reached(visits: Frame, live: Frame, t: Frames, axes: Axes) -> dict[str, Frame]:
    """Count each open setting once for each start, in the week of its first visit since then.

    Once for any visit, and once for those with a letter or report.
    """
    stages, at = len(axes.values["stage"]), nw.col("setting")
    out = nw.when(~nw.col("published_on").is_null()).then(nw.col("started_on"))
    firsts = {"reached": nw.col("started_on").min(), "reported": nw.col("out").min()}
    seen = (
        visits.with_columns(both=at * stages + nw.col("stage"), out=out)
        .group_by("both")
        .agg(**firsts)
        .with_columns(setting=nw.col("both") // stages, stage=nw.col("both") % stages)
    )
    weeks, settings = t["days"].select("day", "week"), live.select("setting", "who", "places")
    counts = {}
    for name in firsts:
        since = seen.join(t["starts"], on="stage").group_by("setting", "since")
        found = since.agg(nw.col(name).min()).join(weeks, left_on=name, right_on="day")
        counts[name] = axes.count(name, found.join(settings, on="setting"), **scope.TOTALS)
    return counts


def _of_visits(visits: Frame, t: Frames, axes: Axes, day: date) -> dict[str, Frame]:
    """Count visits, their letters, those that wait for one, and what the letters mention.

    Visits are counted once, with all that is asked of them; letters and those awaited are rows
    of that count put together.
    """
    over = nw.coalesce(nw.col("ended_on"), nw.col("started_on"))
    until = nw.coalesce(nw.col("published_on"), nw.lit(day))
    dated = visits.with_columns(over=over, until=until)
    numbers, is_out = t["numbers"], ~nw.col("published_on").is_null()
    taken = (
        dated.join(numbers.rename({"number": "began"}), left_on="over", right_on="day", how="left")
        .join(numbers.rename({"number": "done"}), left_on="until", right_on="day", how="left")
        .with_columns(days=nw.col("done") - nw.col("began"))
        .with_columns(
            letter=is_out & ~nw.col("days").is_null(), wait=~is_out & ~nw.col("days").is_null()
        )
    )
    late = nw.col("days") > PUBLICATION_DAYS
    sums = {
        "letters": _one(nw.col("letter")),
        "days": nw.when(nw.col("letter")).then(nw.col("days")).otherwise(0),
        "in_time": _one(nw.col("letter") & ~late),
        "waiting": _one(nw.col("wait")),
        "overdue": _one(nw.col("wait") & late),
    }
    told = axes.count(
        "visits",
        taken.with_columns(**sums),
        visits=nw.len(),
        published=nw.col("published_on").count(),
        **{column: nw.col(column).sum() for column in sums},
    )
    counts = {
        "visits": told,
        "letters": _folded(told, "letters", axes, "letters", "days", "in_time"),
        "waiting": _folded(told, "waiting", axes, "waiting", "overdue"),
    }
    counts["waiting"] = counts["waiting"].rename({"waiting": "visits"})
    if "findings" in t:
        mentions = t["findings"].select("visit_id", "theme", "side").unique()
        found = mentions.join(taken.filter(nw.col("letter")), on="visit_id")
        counts["findings"] = axes.count("findings", found, visits=nw.len())
    return counts


def _one(holds: nw.Expr) -> nw.Expr:
    return nw.when(holds).then(1).otherwise(0)


def _folded(told: Frame, table: str, axes: Axes, *columns: str) -> Frame:
    """Put counts of visits together into those of a table with fewer keys, leaving out noughts."""
    there = told.filter(nw.col(columns[0]) > 0)
    cell = nw.col("cell") // axes.fold(table, "visits")
    return there.with_columns(cell=cell).group_by("cell").agg(*(nw.col(c).sum() for c in columns))


def _of_actions(t: Frames, axes: Axes, day: date) -> dict[str, Frame]:
    """Count actions issued and ended each week, and on the day those in force and on whom."""
    actions = t["actions"].join(t["settings"].select("urn", "who"), on="urn")
    issued = actions.join(t["days"], left_on="issued_on", right_on="day")
    ended = actions.join(t["days"], left_on="ended_on", right_on="day")
    in_force = actions.filter(scope.covers(day, "issued_on", "ended_on"))
    held = in_force.group_by("urn", "who").agg(actions=nw.len())
    return {
        "actions": axes.count("actions", issued, actions=nw.len()),
        "ended": axes.count("ended", ended, actions=nw.len()),
        "in_force": axes.count("in_force", in_force, actions=nw.len()),
        "restricted": axes.count("restricted", held, settings=nw.len()),
    }


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
