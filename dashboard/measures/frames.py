"""What counting starts from: records with days and settings numbered for the cells of the cube."""

from collections.abc import Sequence
from datetime import date

import narwhals as nw
import polars as pl

from dashboard.measures import scope
from dashboard.measures.cells import Axes
from dashboard.measures.shape import AREAS, TYPES, WHO
from dashboard.records import words
from dashboard.records.keys import places
from dashboard.records.model import Records

EVENTS = ("settings", "visits", "actions", "findings")


def lay_out(records: Records, starts: Sequence[date], day: date) -> tuple[Records, Axes]:
    """Lay out the frames to count, and what their numbers stand for.

    The frames are the records of settings, numbered as `setting` and by what is known of them as
    `who`, those of events that were supplied, and those of `periods`.
    """
    settings, who = _kinds(records["settings"], records["local_authorities"])
    frames, axes = periods(records["calendar"], starts, day)
    events = {name: table for name, table in records.items() if name in EVENTS}
    seen = pl.DataFrame({"last_seen": TYPES["last_seen"].categories})
    axes |= {"who": who, "last_seen": seen.cast({"last_seen": TYPES["last_seen"]})}
    return {**events, "settings": settings, **frames}, Axes(axes)


def numbered(frames: Records) -> Records:
    """Put a number in place of each setting's reference: what is not on the register has none."""
    known = frames["settings"]["urn"]
    own = {"settings": frames["settings"].with_columns(urn=pl.int_range(pl.len(), dtype=pl.UInt32))}
    events = {
        name: frames[name].with_columns(urn=places(frames[name]["urn"], known))
        for name in ("visits", "actions")
        if name in frames
    }
    return {**frames, **own, **events}


def _kinds(settings: pl.DataFrame, areas: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Give each setting a number, and one for what is known of it (`who`); list what that is."""
    sized = scope.sized(nw.from_native(settings.lazy())).to_native()
    kinds = [
        pl.col(key).cast(pl.String).fill_null(words.NOT_RECORDED).cast(TYPES[key]) for key in WHO
    ]
    known = sized.with_columns(kinds).collect()
    who = known.select(WHO).unique().sort(WHO)
    told = who.with_row_index("who").with_columns(pl.col("who").cast(pl.Int64))
    of_each = known.join(told, on=WHO, how="left", maintain_order="left")
    regions = areas.select("la_code", *(pl.col(area).cast(TYPES[area]) for area in AREAS))
    numbered = of_each.drop("size").with_columns(setting=pl.int_range(pl.len()))
    return numbered, who.join(regions, on="la_code", how="left", maintain_order="left")


def periods(
    calendar: pl.DataFrame, starts: Sequence[date], day: date
) -> tuple[Records, dict[str, pl.DataFrame]]:
    """Lay out the days that count, each in its week and its stage, and the axes of both.

    A stage runs from one declared start to the next; visits since a start are those of its own
    stage and of every later one, which `starts` lists. `numbers` numbers the working days, so
    that the difference of two numbers is the working days between them.
    """
    stages = pl.DataFrame({"on": sorted(starts)}, schema={"on": pl.Date}).with_columns(
        stage=pl.int_range(pl.len())
    )
    days = (
        calendar.select("day", "week")
        .filter(pl.col("day").is_between(min(starts), day))
        .sort("day")
        .join_asof(stages, left_on="day", right_on="on", strategy="backward")
    )
    weeks = days.select("week").unique().sort("week")
    pairs = stages.select("stage").join(
        stages.select(since="stage", since_on="on"), how="cross", maintain_order="left_right"
    )
    number = pl.col("working").cum_sum().cast(pl.Int64)
    frames = {
        "days": days.select("day", "stage", week=pl.col("week").rank("dense").cast(pl.Int64) - 1),
        "starts": pairs.filter(pl.col("since") <= pl.col("stage")),
        "numbers": calendar.sort("day").select("day", number=number),
    }
    dates = {name: stages.select(pl.col("on").alias(name)) for name in ("stage", "since")}
    return frames, {**dates, "week": weeks}
