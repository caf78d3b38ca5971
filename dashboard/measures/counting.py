"""What is counted, written for any engine: registers, visits, their letters, actions.

This module and `scope` run on Polars, DuckDB or Spark, through Narwhals, so they keep to join,
filter and group_by with len, count, sum, min and max. Weeks come from joining the calendar, never
from an engine's date functions. What is divided is divided later, in Polars.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

import narwhals as nw

from dashboard.measures import scope
from dashboard.measures.cells import Axes
from dashboard.settings import Settings

Frame = nw.LazyFrame[Any]
Frames = Mapping[str, Frame]
PUBLICATION_DAYS = Settings.publication_days


def count(tables: Mapping[str, Any], axes: Axes, day: date) -> dict[str, Frame]:
    """Plan the counts on whatever engine the tables live in; nothing is worked out yet.

    `tables` holds what `frames.lay_out` lays out.
    """
    t = {name: nw.from_native(frame).lazy() for name, frame in tables.items()}
    live = t["settings"].filter(scope.covers(day, "registered_on", "closed_on"))
    counts = {"open": axes.count("open", live, **scope.TOTALS)}
    counts |= scope.register(t, axes, day) | scope.last_on_site(t, axes, live, day)
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
    taken = _taken(visits, t["numbers"], day)
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


def _taken(visits: Frame, numbers: Frame, day: date) -> Frame:
    """Give each visit the working days to its letter, or so far, and say whether it has one."""
    over = nw.coalesce(nw.col("ended_on"), nw.col("started_on"))
    until = nw.coalesce(nw.col("published_on"), nw.lit(day))
    is_out, is_dated = ~nw.col("published_on").is_null(), ~nw.col("days").is_null()
    return (
        visits.with_columns(over=over, until=until)
        .join(numbers.rename({"number": "began"}), left_on="over", right_on="day", how="left")
        .join(numbers.rename({"number": "done"}), left_on="until", right_on="day", how="left")
        .with_columns(days=nw.col("done") - nw.col("began"))
        .with_columns(letter=is_out & is_dated, wait=~is_out & is_dated)
    )


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
