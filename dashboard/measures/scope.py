"""The part of the cube that counts the register: who was on it, who came and went, who was seen.

Written for any engine, as the cube is: join, filter, group_by, with len, count, sum, min and max.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import narwhals as nw
import polars as pl

from dashboard.measures.cells import Axes
from dashboard.records import words
from dashboard.records.model import Records

Frame = nw.LazyFrame[Any]
Frames = Mapping[str, Frame]
TOTALS = {"settings": nw.len(), "places": nw.col("places").sum()}


def sized(settings: Frame) -> Frame:
    """Give each setting the size that its registered places make it; none is no size."""
    places = nw.col("places")
    size = (
        nw.when(places.is_between(fewest, most)).then(nw.lit(name))
        for name, (fewest, most) in words.SIZES.items()
    )
    return settings.with_columns(size=nw.coalesce(*size))


def with_sizes(settings: pl.DataFrame) -> pl.DataFrame:
    """Give each setting its size."""
    return sized(nw.from_native(settings.lazy())).to_native().collect()


def covers(day: date, first: str, end: str) -> nw.Expr:
    """Say whether a day lies from a first day (blank: always was) to before an end."""
    began = nw.col(first).is_null() | (nw.col(first) <= day)
    return began & (nw.col(end).is_null() | (nw.col(end) > day))


def register(t: Frames, axes: Axes, day: date) -> dict[str, Frame]:
    """Count the settings on the register on each start, and those that joined or left since.

    For every slice, then + joined - left = on the register on the day.
    """
    first, end, since = (nw.col(name) for name in ("registered_on", "closed_on", "since_on"))
    starts = t["starts"].filter(nw.col("stage") == nw.col("since")).select("since", "since_on")
    each = t["settings"].join(starts, how="cross")
    there = (first.is_null() | (first <= since)) & (end.is_null() | (end > since))
    moves = {
        "then": there,
        "joined": (first > since) & (first <= day),
        "left": (end > since) & (end <= day),
    }
    return {name: axes.count(name, each.filter(move), **TOTALS) for name, move in moves.items()}


def last_on_site(t: Frames, axes: Axes, live: Frame, day: date) -> dict[str, Frame]:
    """Count open settings by the time since anyone is known to have been on site.

    The same rule as `dashboard.measures.last_on_site`, written for any engine.
    """
    inspected = nw.when(nw.col("last_inspected_on") <= day).then(nw.col("last_inspected_on"))
    settings = live.with_columns(inspected=inspected)
    known = [nw.col("inspected")]
    if "visits" in t:
        settings = settings.join(_on_site(t["visits"], day), on="urn", how="left")
        known.append(nw.col("visited"))
    bands = (
        nw.when(
            nw.any_horizontal(*(on >= _after(most, day) for on in known), ignore_nulls=True)
        ).then(nw.lit(number))
        for number, most in enumerate(words.SEEN.values())
    )
    seen = settings.with_columns(last_seen=nw.coalesce(*bands, nw.lit(len(words.SEEN))))
    return {"sight": axes.count("sight", seen, **TOTALS)}


def _on_site(visits: Frame, day: date) -> Frame:
    """Give for each setting the day of its last visit known to be on site."""
    mode, kind = nw.col("mode"), nw.col("visit_type")
    sure = [mode == word for word in words.ON_SITE]
    on_site = nw.any_horizontal(
        *sure, mode.is_null() & (kind == words.FULL_INSPECTION), ignore_nulls=True
    )
    made = visits.filter(nw.col("started_on") <= day, on_site)
    return made.group_by("urn").agg(visited=nw.col("started_on").max())


def _after(most: int, day: date) -> date:
    return day - timedelta(days=most)


def unknown(records: Records) -> set[str]:
    """Name the counts that a register cannot give because it has no such day for any setting."""
    settings = records["settings"]
    without = {
        name: settings[name].null_count() == settings.height
        for name in ("registered_on", "closed_on")
    }
    needed = {"joined": ("registered_on",), "left": ("closed_on",), "then": tuple(without)}
    return {name for name, days in needed.items() if any(without[day] for day in days)}
