"""The cube: small tables of counts that every figure is a sum of.

This is the one module that runs on any engine (Polars, DuckDB, Spark), through Narwhals, so it
keeps to join, filter and group_by with len, count, sum and min. Weeks come from joining the
calendar, never from an engine's date functions. What is divided is divided later, in Polars.

Distinct settings do not add up over weeks; *first visits* do. Each setting visited counts once,
in the week of its first visit since a start, so coverage is a plain sum over any slice. Because
that depends on the start, `reached` holds one such count for each declared start (`since`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import narwhals as nw
import polars as pl

from dashboard.areas.authorities import REGIONS, STATISTICAL_REGIONS
from dashboard.records import words
from dashboard.records.model import Records

WHO = ("la_code", "setting_type", "sector", "last_grade")
"""What a reader may filter by: known for every setting, visited or not."""

AREAS = ("region", "statistical_region")
"""Where an authority lies: added to every table, and summed over like any other column."""

HOW = ("visit_type", "selection_basis", "outcome")
"""What is known of a visit only: a breakdown of visits, never a filter of coverage."""

TYPES: dict[str, Any] = {
    "la_code": pl.String,
    "region": pl.Enum(REGIONS),
    "statistical_region": pl.Enum(STATISTICAL_REGIONS),
    "setting_type": pl.Enum(words.SETTING_TYPES),
    "sector": words.or_not_recorded(words.SECTORS),
    "last_grade": words.or_not_recorded(words.GRADES),
    "since": pl.Date,
    "week": pl.Date,
    "visit_type": pl.Enum(words.VISIT_TYPES),
    "selection_basis": words.or_not_recorded(words.SELECTION_BASES),
    "outcome": words.or_not_recorded(words.OUTCOMES),
}
COUNTS = {
    "open": ("settings", "places"),
    "reached": ("settings", "places"),
    "visits": ("visits", "published"),
}
KEYS = {
    "open": WHO,
    "reached": ("since", "week", *WHO),
    "visits": ("since", "week", *WHO, *HOW),
}
"""One row of each table: `open` the settings on the register on the day; `reached` those of them
first visited in a week; `visits` the visits of a week, to any setting open at the time."""


@dataclass(frozen=True)
class Cube:
    """Counts as at one day. A table is absent where the records it counts were not supplied."""

    day: date
    starts: tuple[date, ...]
    tables: Mapping[str, pl.DataFrame]


def build(records: Records, starts: Sequence[date], day: date) -> Cube:
    """Count checked records as at a day, for each declared start (earliest first).

    Leave "visits" out of the records where no visits were supplied: nothing is then known of
    coverage, which is not the same as no visits.
    """
    frames = {name: table for name, table in records.items() if name in ("settings", "visits")}
    counted = count(frames | periods(records["calendar"], starts, day), day)
    areas = records["local_authorities"].select(
        "la_code", *(pl.col(area).cast(TYPES[area]) for area in AREAS)
    )
    tables = {
        name: settle(name, frame).join(areas, on="la_code", how="left", maintain_order="left")
        for name, frame in counted.items()
    }
    return Cube(day, tuple(starts), tables)


def periods(calendar: pl.DataFrame, starts: Sequence[date], day: date) -> Records:
    """Lay out the days that count, each in its stage, and the starts that each stage belongs to.

    A stage runs from one declared start to the next; visits since a start are those of its own
    stage and of every later one.
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
    return {"days": days, "starts": pairs.filter(pl.col("since") <= pl.col("stage"))}


def count(tables: Mapping[str, Any], day: date) -> dict[str, nw.LazyFrame[Any]]:
    """Plan the counts on whatever engine the tables live in; nothing is worked out yet.

    `tables` holds settings, days (day, week, stage), starts (stage, since) and, if supplied,
    visits.
    """
    t = {name: nw.from_native(frame).lazy() for name, frame in tables.items()}
    registered, closed = nw.col("registered_on"), nw.col("closed_on")
    live = t["settings"].filter(
        registered.is_null() | (registered <= day), closed.is_null() | (closed > day)
    )
    totals = {"settings": nw.len(), "places": nw.col("places").sum()}
    counts = {"open": live.group_by(*WHO).agg(**totals)}
    if "visits" not in t:
        return counts
    visits = t["visits"].join(t["days"], left_on="started_on", right_on="day")
    seen = visits.group_by("urn", "stage").agg(first=nw.col("started_on").min())
    first = seen.join(t["starts"], on="stage").group_by("urn", "since").agg(nw.col("first").min())
    reached = first.join(t["days"].select("day", "week"), left_on="first", right_on="day")
    staged = (
        visits.join(t["settings"].select("urn", *WHO), on="urn")
        .group_by("stage", "week", *WHO, *HOW)
        .agg(visits=nw.len(), published=nw.col("published_on").count())
    )
    return counts | {
        "reached": reached.join(live.select("urn", *WHO, "places"), on="urn")
        .group_by(*KEYS["reached"])
        .agg(**totals),
        "visits": staged.join(t["starts"], on="stage")
        .group_by(*KEYS["visits"])
        .agg(nw.col("visits").sum(), nw.col("published").sum()),
    }


def settle(name: str, frame: nw.LazyFrame[Any]) -> pl.DataFrame:
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
