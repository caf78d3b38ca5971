"""The part of the cube that counts the register: who was on it, who came and went, who was seen.

Written for any engine, as the cube is: join, filter, group_by, and only len, count and sum.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import narwhals as nw

from dashboard.measures.shape import KEYS
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


def covers(day: date, first: str, end: str) -> nw.Expr:
    """Say whether a day lies from a first day (blank: always was) to before an end."""
    began = nw.col(first).is_null() | (nw.col(first) <= day)
    return began & (nw.col(end).is_null() | (nw.col(end) > day))


def register(t: Frames, day: date) -> dict[str, Frame]:
    """Count the settings on the register on each start, and those that joined or left since.

    For every slice, then + joined - left = on the register on the day.
    """
    first, end, since = (nw.col(name) for name in ("registered_on", "closed_on", "since"))
    starts = t["starts"].filter(nw.col("stage") == since).select("since")
    each = t["settings"].join(starts, how="cross")
    there = (first.is_null() | (first <= since)) & (end.is_null() | (end > since))
    moves = {
        "then": there,
        "joined": (first > since) & (first <= day),
        "left": (end > since) & (end <= day),
    }
    return {
        name: each.filter(move).group_by(*KEYS[name]).agg(**TOTALS) for name, move in moves.items()
    }


def sight(t: Frames, live: Frame, day: date) -> dict[str, Frame]:
    """Count open settings by the time since anyone is known to have been on site.

    The same rule as `dashboard.measures.sight`, written for any engine.
    """
    inspected = nw.when(nw.col("last_inspected_on") <= day).then(nw.col("last_inspected_on"))
    settings = live.with_columns(inspected=inspected)
    if "visits" in t:
        settings = settings.join(_on_site(t["visits"], day), on="urn", how="left")
    else:
        settings = settings.with_columns(**{column: nw.lit(0) for column in _columns()})
    bands = (
        nw.when((nw.col("inspected") >= _after(most, day)) | (nw.col(column) > 0)).then(
            nw.lit(name)
        )
        for column, (name, most) in zip(_columns(), words.SEEN.items(), strict=True)
    )
    known = settings.with_columns(last_seen=nw.coalesce(*bands, nw.lit(words.NEVER_SEEN)))
    return {"sight": known.group_by(*KEYS["sight"]).agg(**TOTALS)}


def _on_site(visits: Frame, day: date) -> Frame:
    """Count for each setting its visits known to be on site, within each band of days."""
    mode, kind = nw.col("mode").cast(nw.String), nw.col("visit_type").cast(nw.String)
    on_site = mode.is_in(words.ON_SITE) | (mode.is_null() & (kind == words.FULL_INSPECTION))
    made = visits.filter(nw.col("started_on") <= day, on_site)
    counted = {
        column: nw.when(nw.col("started_on") >= _after(most, day)).then(1).otherwise(0)
        for column, most in zip(_columns(), words.SEEN.values(), strict=True)
    }
    return made.with_columns(**counted).group_by("urn").agg(*(nw.col(c).sum() for c in counted))


def _columns() -> list[str]:
    return [f"within_{most}" for most in words.SEEN.values()]


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
