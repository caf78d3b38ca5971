"""What is visited week by week, and where the pace leads: the frame behind the road chart."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date, timedelta
from math import ceil

import polars as pl

from dashboard.measures import weekly
from dashboard.measures.course import Course
from dashboard.measures.forecast import HIGH, LOW, MIDDLE, Forecast, ahead
from dashboard.measures.road.capacity import Planned
from dashboard.measures.road.track import Track
from dashboard.measures.store import Store
from dashboard.settings import monday

VISITED, PROJECTED, TO_COME = "visited", "[f] projected", "to come"
SHOWN_AFTER = timedelta(weeks=4)
"""How far a picture goes beyond the earliest date, or beyond the range of the projection."""
LONGEST = timedelta(weeks=34)
LINES = ("visited", "low", "middle", "high", "needed", "scenario")
"""Counts of settings visited: so far, as projected with its range, as needed, in the scenario."""


def outlook(store: Store, track: Track, planned: Planned | None) -> pl.DataFrame:
    """Give a row for the end of each week, past and to come.

    Columns: by (the last day that counts), kind, the counts of `LINES` (blank where a line does
    not go) and denominator. To come, each week ends with its last working day, and the last
    working day before the earliest date has a row of its own.
    """
    past = weekly.reached_by_week(store, track.selection).select(
        "by", kind=pl.lit(VISITED), visited="numerator"
    )
    rows = [past, _to_come(track, planned)] if is_open(track) else [past]
    joined = pl.concat(rows, how="diagonal")
    missing = [pl.lit(None, pl.Int64).alias(name) for name in LINES if name not in joined.columns]
    return joined.with_columns(missing).select(
        "by", "kind", *LINES, denominator=pl.lit(track.denominator, pl.Int64)
    )


def can_draw(track: Track) -> bool:
    """Say whether there is a road to draw: known visits, and settings enough for a share.

    Without a visit there is one only where some are still needed before the date.
    """
    if not track.denominator or track.course is Course.FEW:
        return False
    return bool(track.numerator) or (track.numerator == 0 and is_open(track))


def is_open(track: Track) -> bool:
    """Say whether something is still to come: settings to visit, and a date in the period."""
    if not track.has_target or not track.to_go or not track.to_come:
        return False
    return is_projected(track) or track.days_left > 0


def is_projected(track: Track) -> bool:
    """Say whether there is something to project: a pace, visits and settings still to visit."""
    return track.is_forecast and bool(track.numerator) and track.course is not Course.REACHED


def _to_come(track: Track, planned: Planned | None) -> pl.DataFrame:
    """Give what is needed by the end of each week to come, and what is projected if anything is."""
    ends = _ends(track)
    gone = [bisect_right(track.to_come, end) for end in ends]
    projected = is_projected(track)
    shares = {"low": LOW, "middle": MIDDLE, "high": HIGH} if projected else {}
    lines: dict[str, Sequence[int | None]] = {
        name: _visited(track, track.pace, gone, share) for name, share in shares.items()
    }
    if planned is not None and projected:
        unused = [max(0, days - planned.lost) for days in gone]
        lines["scenario"] = _visited(track, planned.track.pace, unused, MIDDLE)
    lines["needed"] = [needed_after(track, days) for days in gone]
    kinds = dict.fromkeys(lines, pl.Int64)
    return pl.DataFrame({"by": ends, **lines}, schema={"by": pl.Date, **kinds}).with_columns(
        kind=pl.lit(PROJECTED if projected else TO_COME)
    )


def shown_until(track: Track) -> date:
    """Give the day that a picture of a track goes to."""
    if not is_open(track):
        return max(track.day, track.target.earliest) if track.has_aim else track.day
    dates = [track.target.earliest, *filter(None, (track.first, track.last))]
    return min(max(dates) + SHOWN_AFTER, track.day + LONGEST)


def _ends(track: Track) -> list[date]:
    """List the last working day of each week to come, as far as a picture goes."""
    until = shown_until(track)
    shown = [day for day in track.to_come if day <= until]
    ends = {monday(day): day for day in shown}
    before = [day for day in shown if day < track.target.earliest]
    return sorted({*ends.values(), *before[-1:]})


def _visited(track: Track, pace: Forecast | None, days: Sequence[int], share: float) -> list[int]:
    """Give the settings visited after some working days at a pace."""
    if pace is None:
        return []
    so_far = track.numerator or 0
    return [so_far + n for n in ahead(pace, days, share, track.denominator - so_far)]


def needed_after(track: Track, days: int) -> int | None:
    """Give what has to be visited after some working days to reach the target just in time."""
    if days > track.days_left or not track.days_left:
        return None
    return (track.numerator or 0) + ceil(track.to_go * days / track.days_left)
