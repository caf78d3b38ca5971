"""The room of a chart: where a day, a share or a count lies, and the marks along its edges."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from math import ceil, floor, log10
from typing import Any

from dashboard.render import theme
from dashboard.render.svg import elements
from dashboard.wording import words

DAY = 86_400
TICKS = 5
ABOVE, BELOW, RIGHT = 24, 46, 14
Place = str | float
Trace = dict[str, Any]


@dataclass(frozen=True)
class Room:
    """The rectangle that a chart is drawn in, what its edges stand for and the step of its bars."""

    left: float
    top: float
    right: float
    bottom: float
    xs: tuple[float, float]
    ys: tuple[float, float]
    step: float
    height: float

    def x(self, place: Place) -> float:
        """Say how far across a day or a number lies."""
        low, high = self.xs
        return self.left + (number(place) - low) / ((high - low) or 1) * (self.right - self.left)

    def y(self, count: float) -> float:
        """Say how far down a number lies."""
        low, high = self.ys
        return self.bottom - (count - low) / ((high - low) or 1) * (self.bottom - self.top)

    def across(self, place: Place, ref: str | None) -> float:
        """Say how far across a place lies that is given as a share of the room or as a value."""
        share = ref == "paper"
        return self.left + float(place) * (self.right - self.left) if share else self.x(place)

    def down(self, place: float, ref: str | None) -> float:
        """Say how far down a place lies that is given as a share of the room or as a value."""
        return self.bottom - place * (self.bottom - self.top) if ref == "paper" else self.y(place)

    def points(self, trace: Trace) -> list[tuple[float, float]]:
        """Give the points of a series that have a value."""
        pairs = zip(trace["x"], trace["y"], strict=True)
        return [(self.x(x), self.y(y)) for x, y in pairs if y is not None]


def number(place: Place) -> float:
    """Write a day as a number of days, and leave a number as it is."""
    if isinstance(place, str):
        return (datetime.fromisoformat(place) - datetime(2000, 1, 1)).total_seconds() / DAY
    return float(place)


def room_of(traces: Sequence[Trace], layout: Trace, key: float) -> Room:
    """Make room for series of marks below a key of some height."""
    margin, bars = layout["margin"], [t for t in traces if t["type"] == "bar"]
    places = sorted({number(x) for trace in traces for x in trace["x"]})
    step = min((b - a for a, b in pairwise(places)), default=7) if bars else 0
    asked = layout["xaxis"].get("range")
    ends = [*map(number, asked)] if asked else [places[0] - step / 2, places[-1] + step / 2]
    top = key + max(margin["t"], 12)
    shown = layout["yaxis"].get("visible", True)
    left = 52.0 if shown else 8.0
    names = max(margin["t"] - ABOVE, 0)  # what stands above has its own room, in the top
    height = top + layout["height"] - names - BELOW
    right = elements.WIDTH - max(RIGHT, float(margin.get("r", 0)))
    scale = (right - left) / ((ends[1] - ends[0]) or 1)
    return Room(
        left,
        top,
        right,
        height - BELOW,
        (ends[0], ends[1]),
        _ends(traces, layout),
        step * scale,
        height,
    )


def _ends(traces: Sequence[Trace], layout: Trace) -> tuple[float, float]:
    """Give the ends of the upright axis: those asked for, or from 0 to a round number."""
    asked = layout["yaxis"].get("range")
    if asked:
        return asked[0], asked[1]
    totals: dict[Any, float] = {}
    for trace in traces:
        for x, y in zip(trace["x"], trace["y"], strict=True):
            stacked = totals.get(x, 0) if trace["type"] == "bar" else 0
            totals[x] = max(totals.get(x, 0), stacked + (y or 0))
    most = max([*totals.values(), 0])
    return 0, (most or 1) * 1.06


def ticks(room: Room, layout: Trace) -> list[str]:
    """Draw both axes with their numbers or days."""
    drawn = _upright(room, layout["yaxis"]) if layout["yaxis"].get("visible", True) else []
    edge = f'<path d="M{room.left} {room.bottom:.1f}H{room.right}" stroke="{theme.AXIS}"/>'
    return [*drawn, edge, *_level(room, layout["xaxis"])]


def _upright(room: Room, axis: Trace) -> list[str]:
    drawn = []
    share = "%" in axis.get("tickformat", "")
    for mark in _round(*room.ys, axis.get("dtick"), share):
        y = room.y(mark)
        said = words.percent(mark) if share else words.number(round(mark))
        line = f'<path d="M{room.left} {y:.1f}H{room.right}" stroke="{theme.GRID}"/>'
        drawn += [line, elements.text(room.left - 8, y + 5, said, "end", 14)]
    return drawn


def _level(room: Room, axis: Trace) -> list[str]:
    share = "%" in axis.get("tickformat", "") and "b" not in axis.get("tickformat", "")
    marks = axis.get("tickvals") or _round(*room.xs, None, share)
    drawn = []
    for mark in marks:
        x = room.x(mark)
        drawn.append(f'<path d="M{x:.1f} {room.bottom:.1f}v5" stroke="{theme.AXIS}"/>')
        anchor = "start" if x < room.left + 20 else "end" if x > room.right - 20 else "middle"
        said = _said(mark, share)
        drawn += [
            elements.text(x, room.bottom + 20 + 16 * n, line, anchor, 14)
            for n, line in enumerate(said)
        ]
    return drawn


def _said(mark: Place, share: bool) -> list[str]:
    """Write a mark of the level axis: a share, a number or a day."""
    if not isinstance(mark, str):
        return [words.percent(mark) if share else words.number(mark)]
    when = datetime.fromisoformat(mark)
    return [words.short_day(when), f"{when:%Y}"]


def _round(low: float, high: float, step: float | None, share: bool) -> list[float]:
    """Give round numbers between two ends, a few of them; counts are whole."""
    if step is None:
        rough = (high - low) / TICKS or 1
        size = 10.0 ** floor(log10(rough))
        step = next(size * part for part in (1, 2, 5, 10) if size * part >= rough)
        step = step if share else max(step, 1.0)
    first = ceil(low / step - 1e-9)
    return [n * step for n in range(first, floor(high / step + 1e-9) + 1)]
