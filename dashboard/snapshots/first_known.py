"""When each visit was first known, where only earlier snapshots can tell."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import polars as pl

from dashboard.records.check import RecordsError
from dashboard.snapshots import snapshot, snapshot_folder


def first_known(
    visits: pl.DataFrame, root: Path, as_at: date, longest: timedelta
) -> tuple[pl.DataFrame, tuple[date, ...]]:
    """Give started_on and known_on of visits, and the days on which figures were kept.

    `known_on` is the day of the first snapshot, of those not over `longest` old, that holds a
    visit, or `as_at`. What the first of them holds is older than that: its day is blank.
    """
    held = dict(_held(root, as_at, longest))
    if not held:
        return visits.select("started_on", known_on=pl.lit(None, pl.Date)), ()
    listed = [ids.with_columns(known_on=pl.lit(day)) for day, ids in sorted(held.items())]
    now = visits.select("visit_id", known_on=pl.lit(as_at))
    first = pl.concat([*listed, now]).unique("visit_id", keep="first", maintain_order=True)
    dated = visits.join(first, on="visit_id", how="left", validate="1:1", maintain_order="left")
    later = pl.when(pl.col("known_on") > min(held)).then("known_on")
    return dated.select("started_on", known_on=later), tuple(held)


def _held(root: Path, as_at: date, longest: timedelta) -> Iterator[tuple[date, pl.DataFrame]]:
    """Read which visits the last snapshot of each earlier day holds, where it is whole."""
    last = {day: name for day, name in snapshot_folder.kept(root) if as_at - longest <= day < as_at}
    for day, name in last.items():
        try:
            tables = snapshot.read(root, name).tables
        except RecordsError:
            continue
        if "visits" in tables:
            yield day, tables["visits"].select("visit_id")
