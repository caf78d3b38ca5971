"""What was projected before, against what happened: the last forecasts and all of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

import polars as pl

from dashboard.access.scope import Scope
from dashboard.measures import choice
from dashboard.measures.definitions.coverage import COVERAGE
from dashboard.measures.forecast import HIGH, HORIZONS, LOW, ahead
from dashboard.measures.opening import open_store
from dashboard.measures.road.track import Track
from dashboard.measures.road.tracks import complete_weeks, seen_by_week, tracks
from dashboard.measures.selection import Selection
from dashboard.measures.store import Store
from dashboard.records.check import RecordsError
from dashboard.settings import Settings, snapshots_folder, sunday
from dashboard.snapshots import snapshot_folder

WEEKS_AGO = HORIZONS
"""How many working weeks ahead a projection is tried, and how many weeks ago we look back."""
TRIED = {
    "track": pl.String,
    "horizon": pl.Int64,
    "week": pl.Date,
    "low": pl.Int64,
    "high": pl.Int64,
    "visited": pl.Int64,
}


@dataclass(frozen=True)
class Before:
    """What was projected `weeks_ago` for `day`, and how many were visited by then.

    `track` is the track as it stood; `kept` says that it comes from a snapshot of that time, not
    from the visits up to then in the records of now.
    """

    weeks_ago: int
    day: date
    track: Track
    kept: bool
    low: int
    high: int
    visited: int

    @property
    def came_true(self) -> bool:
        """Say whether what happened lies within what was projected."""
        return self.low <= self.visited <= self.high


def before(store: Store, track: Track) -> list[Before]:
    """Look back at what was projected for the end of the last working week that is over."""
    seen = seen_by_week(store, track.selection)
    if track.pace is None or seen.is_empty():
        return []
    last_day = sunday(seen["week"][-1])
    found = (_before(store, track, weeks, last_day) for weeks in WEEKS_AGO)
    return [each for each in found if each is not None]


def _before(store: Store, track: Track, weeks_ago: int, last_day: date) -> Before | None:
    then, day = last_day - timedelta(weeks=weeks_ago), min(last_day, track.day)
    if then < choice.first_day(track.selection, store):
        return None
    kept = _kept(store, track.selection, then)
    chosen = track.selection.changed("until", None if kept else then)
    standing = {each.target: each for each in tracks(kept or store, chosen)}
    was = standing.get(track.target)
    if was is None or was.pace is None:
        return None
    visited = store.ask(COVERAGE, track.selection.changed("until", day))["numerator"][0]
    working, so_far = sum(d <= day for d in was.to_come), was.numerator or 0
    low, high = (
        so_far + ahead(was.pace, [working], share, was.denominator - so_far)[0]
        for share in (LOW, HIGH)
    )
    return Before(weeks_ago, day, was, kept is not None, low, high, visited)


def _kept(store: Store, selection: Selection, then: date) -> Store | None:
    """Open the snapshot of that week, where it is kept beside the one that is shown."""
    root = snapshots_folder()
    listed = snapshot_folder.kept(root) if root is not None else []
    if root is None or store.name not in {name for _, name in listed}:
        return None
    last = then + timedelta(days=1)
    of_week = [name for day, name in listed if last - timedelta(days=7) < day <= last]
    found = _opened(root, of_week[-1], store.scope) if of_week else None
    if found is None or choice.first_day(selection, found) != choice.first_day(selection, store):
        return None
    return found


@lru_cache(maxsize=4)
def _opened(root: Path, name: str, scope: Scope) -> Store | None:
    """Open what a scope leaves of a snapshot by its name, or nothing."""
    try:
        found = open_store(root, name=name, scope=scope)
    except RecordsError:
        return None
    return found if found.name == name else None


def tried(store: Store, tracks: Sequence[Track]) -> pl.DataFrame:
    """Try the forecast on every earlier week: what it said for 4 and 8 working weeks ahead.

    Each is made from the visits up to the end of that week, in the records of now. Columns:
    track, horizon (working weeks), week (the last one known, by its Monday), low, high, visited.
    Tracks without a visit, or too small for a share, are not tried.
    """
    rows = [
        _tried(store, track)
        for track in tracks
        if track.numerator and track.denominator >= Settings.percentage_from
    ]
    return pl.concat([pl.DataFrame(schema=TRIED), *rows])


def _tried(store: Store, track: Track) -> pl.DataFrame:
    seen = complete_weeks(store, track.selection)
    so_far = [0, *seen["first_visits"].cum_sum()]
    rows = []
    for each in track.pace.record.tries if track.pace else ():
        counts = (so_far[each.known] + n for n in (each.low, each.high, each.came))
        rows.append((track.name, each.horizon, seen["week"][each.known - 1], *counts))
    return pl.DataFrame(rows, schema=TRIED, orient="row").sort("horizon", "week")


def came_true(rows: pl.DataFrame) -> tuple[int, int]:
    """Count the forecasts that held what happened, out of all that were tried."""
    inside = pl.col("visited").is_between("low", "high")
    return rows.filter(inside).height, rows.height
