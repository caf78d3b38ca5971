"""What is marked on the road chart: events by their names, days without visits, the target.

A name stands above the chart on a row of its own, at a line that leads down to its day: so no two
overlap, however wide the chart is drawn. It goes to the side of its line on which there is room
on the narrowest phone too.
"""

import textwrap
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import polars as pl

from dashboard.exhibits.exhibit import Road
from dashboard.exhibits.road.events import Event
from dashboard.measures.road.track import Track
from dashboard.render import theme
from dashboard.render.plotly import marks
from dashboard.render.plotly.marks import Mark
from dashboard.wording import words as said

LETTERS, ROW, APART, SIZE = 25, 15, 4, 12
"""A name has so many letters on a line, so that it fits a chart 230 px wide; so high is a line, so
far apart are names, in pixels, and so large their letters."""
RIGHTWARDS = 0.42
"""A name goes to the right of its line as far as so much of the width, and to the left beyond."""
FEW = 7
"""So many events are named on a chart, those nearest to its day; the table has all."""
THIN = {"color": theme.AXIS, "width": 1}
NAMED: Mark = {
    "y": 1,
    "yref": "paper",
    "yanchor": "top",
    "ax": 0,
    "arrowhead": 0,
    "arrowwidth": 1,
    "arrowcolor": theme.AXIS,
    "bgcolor": "white",
    "borderpad": 2,
    "font": {"size": SIZE},
}
"""How every name stands: at the head of a line down to the upper edge of the chart."""
OFF: Mark = {"type": "rect", **marks.THROUGHOUT, **marks.SHADED, "opacity": 0.6}
"""How all days without visits are shaded."""
DEFAULTS: dict[str, Any] = {"layout": {"annotationdefaults": NAMED, "shapedefaults": OFF}}
"""What Plotly is told once for all of them: each would cost a kilobyte of every change."""


def shapes(events: Sequence[Event], track: Track) -> list[Mark]:
    """Draw days without visits, lines of events and, while its date is to come, the target."""
    closed = [
        {"x0": f"{e.first}T00:00", "x1": f"{e.last}T23:59"} for e in events if e.is_without_visits
    ]
    dated = [each.first.isoformat() for each in events if not each.is_without_visits]
    target = marks.level(track.target.share, **THIN, dash="dot") | marks.ABOVE
    lines = [marks.uprights(dated, **THIN) | {"opacity": 1}] if dated else []
    return [*closed, *lines, *([target] if track.has_aim else [])]


def named(events: Sequence[Event], day: date) -> list[Event]:
    """Give the events that are named on a chart: those nearest to the day of its figures."""
    dated = [each for each in events if not each.is_without_visits]
    return sorted(sorted(dated, key=lambda e: abs(e.first - day))[:FEW], key=lambda e: e.first)


def height(events: Sequence[Event]) -> int:
    """Say how high the rows of names are."""
    return sum(APART + ROW * len(_lines(each)) for each in events)


def names(events: Sequence[Event], first: date, last: date) -> Iterator[Mark]:
    """Write the names of events, the earliest at the top, each at its line."""
    below = height(events)
    for each in events:
        lines = _lines(each)
        at = (each.first - first).days / ((last - first).days or 1)
        side = "left" if at <= RIGHTWARDS else "right"
        yield {
            "text": "<br>".join(lines),
            "x": each.first.isoformat(),
            "ay": -below,
            "xanchor": side,
            "align": side,
        }
        below -= APART + ROW * len(lines)


def listed(road: Road) -> str:
    """Say in words which events are named on a road, each with its day."""
    each = [f"{e.short or e.name} {said.short_day(e.first)}" for e in above(road)]
    return f"Marked: {'; '.join(each)}." if each else ""


def above(road: Road) -> list[Event]:
    """Give the events that are named above a road."""
    return named(shown(road.events, road.start, until(road.rows, road.track)), road.track.day)


def until(rows: pl.DataFrame, track: Track) -> date:
    """Give the last day of a chart: of its figures, or of its target while there is one."""
    return max([*rows["by"], *([track.target.earliest] if track.has_aim else [])])


def shown(events: Sequence[Event], first: date, last: date) -> list[Event]:
    """Give the events that lie within the days of a chart."""
    return [each for each in events if each.first <= last and each.last >= first]


def target(track: Track) -> Mark:
    """Name the target at its line."""
    left = {"xref": "paper", "xanchor": "left", "yref": "y", **marks.BEHIND}
    share = track.target.share
    return marks.words(f"Target {said.percent(share)}", 0.01, share, "bottom", **left)


def _lines(event: Event) -> list[str]:
    return textwrap.wrap(event.short or event.name, LETTERS)
