"""The cube: small tables of counts that every figure is a sum of.

This module and `scope` run on any engine (Polars, DuckDB, Spark), through Narwhals, so they
keep to join, filter and group_by with len, count, sum and min. Weeks come from joining the
calendar, never from an engine's date functions. What is divided is divided later, in Polars.

Distinct settings do not add up over weeks; *first visits* do. Each setting visited counts once,
in the week of its first visit since a start, so coverage is a plain sum over any slice. Because
that depends on the start, `reached` holds one such count for each declared start (`since`).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import narwhals as nw
import polars as pl

from dashboard.measures import scope
from dashboard.measures.shape import AREAS, COUNTS, KEYS, TYPES, WHO
from dashboard.records import words
from dashboard.records.model import Records
from dashboard.settings import Settings

Frame = nw.LazyFrame[Any]
Frames = Mapping[str, Frame]
Place = Callable[[str, pl.DataFrame], Any]
EVENTS = ("settings", "visits", "actions", "findings")
_OF_VISITS = ("reached", "reported", "visits", "letters", "waiting")
_OF_ACTIONS = ("actions", "ended", "in_force", "restricted")
NEEDS = {
    name: {"visits"} if name in _OF_VISITS else {"actions"} if name in _OF_ACTIONS else set()
    for name in KEYS
} | {"findings": {"visits", "findings"}}
"""For each table of the cube, the records without which it is absent; settings are always there."""
PUBLICATION_DAYS = Settings().publication_days


@dataclass(frozen=True)
class Cube:
    """Counts as at one day. A table is absent where the records it counts were not supplied."""

    day: date
    starts: tuple[date, ...]
    tables: Mapping[str, pl.DataFrame]


def build(records: Records, starts: Sequence[date], day: date, place: Place | None = None) -> Cube:
    """Count checked records as at a day, for each declared start (earliest first).

    Leave "visits" (or "actions", or "findings") out of the records where none were supplied:
    nothing is then known of coverage, which is not the same as no visits. `place` puts a table,
    by its name, onto another engine; without it Polars counts.
    """
    frames = {name: table for name, table in records.items() if name in EVENTS}
    laid = frames | periods(records["calendar"], starts, day)
    placed = {name: place(name, table) if place else table for name, table in laid.items()}
    counted = count(placed, day)
    areas = records["local_authorities"].select(
        "la_code", *(pl.col(area).cast(TYPES[area]) for area in AREAS)
    )
    unknown = scope.unknown(records)
    known = {name: frame for name, frame in counted.items() if name not in unknown}
    tables = {
        name: settle(name, frame).join(areas, on="la_code", how="left", maintain_order="left")
        for name, frame in _together(known).items()
    }
    return Cube(day, tuple(starts), tables)


def restore(tables: Records, records: Records, starts: Sequence[date], day: date) -> Cube:
    """Use the counts that were kept, unless they were made in another shape: then count anew."""
    expected = {name for name, needed in NEEDS.items() if needed <= records.keys()}
    same = all({*KEYS[n], *COUNTS[n]} <= set(t.columns) for n, t in tables.items() if n in KEYS)
    if same and tables.keys() == expected - scope.unknown(records):
        return Cube(day, tuple(starts), tables)
    return build(records, starts, day)


def periods(calendar: pl.DataFrame, starts: Sequence[date], day: date) -> Records:
    """Lay out the days that count, each in its stage, and the starts that each stage belongs to.

    A stage runs from one declared start to the next; visits since a start are those of its own
    stage and of every later one. `numbers` numbers the working days, so that the difference of
    two numbers is the working days between them.
    """
    stages = pl.DataFrame({"stage": list(starts)}, schema={"stage": pl.Date}).sort("stage")
    days = (
        calendar.select("day", "week")
        .filter(pl.col("day").is_between(min(starts), day))
        .sort("day")
        .join_asof(stages, left_on="day", right_on="stage", strategy="backward")
        .with_columns(stage=pl.coalesce("stage", pl.lit(min(starts))))
    )
    pairs = stages.join(stages.rename({"stage": "since"}), how="cross")
    number = pl.col("working").cum_sum().cast(pl.Int64)
    return {
        "days": days,
        "starts": pairs.filter(pl.col("since") <= pl.col("stage")),
        "numbers": calendar.sort("day").select("day", number=number),
    }


def count(tables: Mapping[str, Any], day: date) -> dict[str, Frame]:
    """Plan the counts on whatever engine the tables live in; nothing is worked out yet.

    `tables` holds settings, those of visits, actions and findings that were supplied, and what
    `periods` lays out.
    """
    t = {name: nw.from_native(frame).lazy() for name, frame in tables.items()}
    t["settings"] = scope.sized(t["settings"])
    live = t["settings"].filter(scope.covers(day, "registered_on", "closed_on"))
    counts = {"open": live.group_by(*WHO).agg(**scope.TOTALS)}
    counts |= scope.register(t, day) | scope.sight(t, live, day)
    if "visits" in t:
        out = nw.when(nw.col("published_on") <= day).then(nw.col("published_on"))
        dated = t["visits"].with_columns(published_on=out)
        visits = dated.join(t["days"], left_on="started_on", right_on="day")
        counts["reached"] = _reached(visits, live, t)
        out_by_now = visits.filter(~nw.col("published_on").is_null())
        counts["reported"] = _reached(out_by_now, live, t)
        counts |= _of_visits(visits.join(t["settings"].select("urn", *WHO), on="urn"), t, day)
    if "actions" in t:
        counts |= _of_actions(t, day)
    return counts


def _reached(visits: Frame, live: Frame, t: Frames) -> Frame:
    """Count each open setting once for each start, in the week of its first visit since then."""
    seen = visits.group_by("urn", "stage").agg(first=nw.col("started_on").min())
    first = seen.join(t["starts"], on="stage").group_by("urn", "since").agg(nw.col("first").min())
    weeks = first.join(t["days"].select("day", "week"), left_on="first", right_on="day")
    found = weeks.join(live.select("urn", *WHO, "places"), on="urn")
    return found.group_by(*KEYS["reached"]).agg(**scope.TOTALS)


def _of_visits(visits: Frame, t: Frames, day: date) -> dict[str, Frame]:
    """Count visits, their letters, those that wait for one, and what the letters mention."""
    over = nw.coalesce(nw.col("ended_on"), nw.col("started_on"))
    dated = visits.with_columns(over=over, until=nw.coalesce(nw.col("published_on"), nw.lit(day)))
    numbers = t["numbers"]
    taken = (
        dated.join(numbers.rename({"number": "began"}), left_on="over", right_on="day")
        .join(numbers.rename({"number": "done"}), left_on="until", right_on="day")
        .with_columns(days=nw.col("done") - nw.col("began"))
        .with_columns(late=nw.when(nw.col("days") > PUBLICATION_DAYS).then(1).otherwise(0))
        .with_columns(early=1 - nw.col("late"))
    )
    letters = taken.filter(~nw.col("published_on").is_null())
    waiting = taken.filter(nw.col("published_on").is_null())
    days, early, late = (nw.col(column).sum() for column in ("days", "early", "late"))
    published = nw.col("published_on").count()
    counts = {
        "visits": _each_week("visits", visits, t, visits=nw.len(), published=published),
        "letters": _each_week("letters", letters, t, letters=nw.len(), days=days, in_time=early),
        "waiting": _each_week("waiting", waiting, t, visits=nw.len(), overdue=late),
    }
    if "findings" in t:
        mentions = t["findings"].select("visit_id", "theme", "side").unique()
        found = mentions.join(letters, on="visit_id")
        counts["findings"] = _each_week("findings", found, t, visits=nw.len())
    return counts


def _of_actions(t: Frames, day: date) -> dict[str, Frame]:
    """Count actions issued and ended each week, and on the day those in force and on whom."""
    actions = t["actions"].join(t["settings"].select("urn", *WHO), on="urn")
    issued = actions.join(t["days"], left_on="issued_on", right_on="day")
    ended = actions.join(t["days"], left_on="ended_on", right_on="day")
    in_force = actions.filter(scope.covers(day, "issued_on", "ended_on"))
    held = in_force.group_by("urn", *WHO).agg(actions=nw.len())
    return {
        "actions": _each_week("actions", issued, t, actions=nw.len()),
        "ended": _each_week("ended", ended, t, actions=nw.len()),
        "in_force": in_force.group_by(*KEYS["in_force"]).agg(actions=nw.len()),
        "restricted": held.group_by(*WHO).agg(settings=nw.len()),
    }


def _each_week(name: str, events: Frame, t: Frames, **totals: nw.Expr) -> Frame:
    """Count events by stage and week, then give each start the stages that belong to it."""
    keys = KEYS[name]
    staged = events.group_by("stage", *keys[1:]).agg(**totals)
    sums = [nw.col(column).sum() for column in totals]
    return staged.join(t["starts"], on="stage").group_by(*keys).agg(*sums)


def _together(counted: Frames) -> Frames:
    """Work out Polars' plans at once: what they share is worked out once."""
    plans = [frame.to_native() for frame in counted.values()]
    if not all(isinstance(plan, pl.LazyFrame) for plan in plans):
        return counted
    done = pl.collect_all(plans)
    return {n: nw.from_native(table.lazy()) for n, table in zip(counted, done, strict=True)}


def settle(name: str, frame: Frame) -> pl.DataFrame:
    """Bring one counted table home to Polars: declared types, blanks in words, sorted."""
    native = frame.collect("polars").to_native()
    keys = [
        pl.col(key).cast(pl.String).fill_null(words.NOT_RECORDED).cast(TYPES[key])
        if isinstance(TYPES[key], pl.Enum)
        else pl.col(key).cast(TYPES[key])
        for key in KEYS[name]
    ]
    counts = [pl.col(column).cast(pl.Int64).fill_null(0) for column in COUNTS[name]]
    return native.select(*keys, *counts).sort(KEYS[name])
