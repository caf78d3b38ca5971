"""Charts over time or along a line, and what is told of the tracks to full inspections."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from dashboard.exhibits.road.events import Event
from dashboard.measures import Selection
from dashboard.measures.road.capacity import Capacity
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
    """The share reached by the end of each week of an area, beside that of the whole, if both.

    Weeks that are still arriving (`late`, Mondays) are marked.
    """

    rows: pl.DataFrame
    beside: pl.DataFrame | None
    name: str
    start: date
    of: str
    late: Collection[date] = ()


@dataclass(frozen=True)
class ReachedBeside:
    """The share that several places reached by the end of each week, each a line with its name.

    `rows` has place, by, numerator, denominator and value; places that are `drawn` have a
    line, the others too few settings for one. Weeks still arriving (`late`) are marked.
    """

    rows: pl.DataFrame
    kinds: Mapping[str, str]
    drawn: Collection[str]
    start: date
    late: Collection[date] = ()


@dataclass(frozen=True)
class Strip:
    """Every authority as a dot on one line; those of what is chosen stand out."""

    rows: pl.DataFrame
    line: float | None
    selection: Selection
    of: str
    caption: str = ""


@dataclass(frozen=True)
class LettersOut:
    """The share of letters out by each working day since the visit, with its likely range.

    `rows` has days, value, low and high; a letter is due by the day that is the `standard`.
    """

    rows: pl.DataFrame
    standard: int


@dataclass(frozen=True)
class Road:
    """A track over time: visited, needed and forecast with its range, from the first day on.

    `rows` has by, kind, visited, low, middle, high, needed, scenario and denominator; `events` are
    marked on it, and the weeks that are still arriving (`late`, Mondays). Names of events take as
    much room as on the roads that stand `beside` it: all begin at one height.
    """

    rows: pl.DataFrame
    track: Track
    events: Sequence[Event]
    start: date
    late: Collection[date] = ()
    beside: Sequence["Road"] = ()


@dataclass(frozen=True)
class Tracks:
    """Each track to full inspections: its status word, its date and how far it has come."""

    tracks: Sequence[Track]


@dataclass(frozen=True)
class Rule:
    """The rule that decides the status words of tracks, closed until it is asked for."""

    tracks: Sequence[Track]


@dataclass(frozen=True)
class Supposing:
    """The numbers of a scenario, each as it was lately until a reader changes it."""

    now: Capacity
