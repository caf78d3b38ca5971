"""Charts over time: each describes its rows by week or month, and marks what still arrives."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from dashboard.measures.road.track import Track


@dataclass(frozen=True)
class ReasonsByWeek:
    """The visits of each week by reason, over time; weeks still arriving are marked."""

    rows: pl.DataFrame
    late: Collection[date] = ()


@dataclass(frozen=True)
class Columns:
    """Counts of each week as columns, one small picture for each column that is named."""

    rows: pl.DataFrame
    columns: Mapping[str, str]
    late: Collection[date] = ()


@dataclass(frozen=True)
class WeekTotals:
    """A count for each week as columns; `said` describes them, weeks still arriving are marked."""

    rows: pl.DataFrame
    said: str
    late: Collection[date] = ()


@dataclass(frozen=True)
class Months:
    """What each track reached by the end of each month, and what is needed of it after."""

    rows: pl.DataFrame
    tracks: Sequence[Track]


@dataclass(frozen=True)
class Reached:
    """The share reached by the end of each week of an area, beside that of the whole, if both."""

    rows: pl.DataFrame
    beside: pl.DataFrame | None
    name: str
    start: date
    of: str
