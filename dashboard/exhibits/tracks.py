"""Descriptions of the tracks to full inspections: where they stand, their roads, a scenario."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from dashboard.exhibits.road.events import Event
from dashboard.measures.road.capacity import Capacity
from dashboard.measures.road.track import Track


@dataclass(frozen=True)
class Tracks:
    """Each track to full inspections: its status word, its date and how far it has come."""

    tracks: Sequence[Track]


@dataclass(frozen=True)
class Rule:
    """The rule that decides the status words of tracks, closed until it is asked for."""

    tracks: Sequence[Track]


@dataclass(frozen=True)
class Road:
    """A track over time: visited, needed and forecast with its range, from the first day on.

    `rows` has by, kind, visited, low, middle, high, needed, scenario and denominator; `events` are
    marked on it.
    """

    rows: pl.DataFrame
    track: Track
    events: Sequence[Event]
    start: date


@dataclass(frozen=True)
class Supposing:
    """The numbers of a scenario, each as it was lately until a reader changes it."""

    now: Capacity
