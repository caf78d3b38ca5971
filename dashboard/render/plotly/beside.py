"""Draws what several places reached by the end of each week: a line each, its name at its end."""

from collections.abc import Mapping, Sequence
from textwrap import wrap
from typing import Any

import plotly.graph_objects as go
import polars as pl

from dashboard.exhibits.over_time import ReachedBeside
from dashboard.render.places import WHOLE, colour
from dashboard.render.plotly import charts, marks
from dashboard.render.plotly.marks import Mark
from dashboard.wording import words

HEIGHT, ROOM = 400, 132
"""How high the picture is, and how wide the names at the ends of its lines may be."""
LETTERS, LINE = 17, 18
"""The most letters of a line of a name, and how high one is."""


def figure(chart: ReachedBeside) -> go.Figure:
    """Draw a line for every place with enough settings, and name it where it ends."""
    parts = {name: chart.rows.filter(place=name) for name in chart.kinds if name in chart.drawn}
    known = [share for part in parts.values() for share in part["value"].drop_nulls()]
    top = max([*known, 0.05]) * 1.08
    first = next(iter(parts.values()))
    return charts.look(
        [_line(name, part, chart.kinds) for name, part in parts.items()],
        height=HEIGHT,
        showlegend=False,
        margin={"r": ROOM, "t": 28},
        **_marked(chart, _names(parts, chart.kinds, top)),
        xaxis={
            "range": [chart.start.isoformat(), max(first["by"]).isoformat()],
            "hoverformat": charts.BY,
            **charts.dates(first["by"].to_list()),
        },
        yaxis={"tickformat": ".0%", "range": [0, top]},
    )


def _marked(chart: ReachedBeside, names: list[Mark]) -> dict[str, Any]:
    """Shade the days from the first week that is still arriving, and say so above them."""
    if not chart.late:
        return {"annotations": names}
    ends = min(chart.late).isoformat(), max(chart.rows["by"]).isoformat()
    shaded, word = marks.arriving(*ends, "bottom")
    return {"shapes": [shaded], "annotations": [*names, word]}


def _line(name: str, part: pl.DataFrame, kinds: Mapping[str, str]) -> dict[str, Any]:
    ink, is_whole = colour(name, kinds), kinds[name] == WHOLE
    drawn = charts.line(part, name, ink, "dash" if is_whole else "solid")
    return drawn | {"line": {**drawn["line"], "width": 2 if is_whole else 3}}


def _names(parts: Mapping[str, pl.DataFrame], kinds: Mapping[str, str], top: float) -> list[Mark]:
    """Write each name at the end of its line, apart from the others."""
    ends = {name: part["value"].drop_nulls()[-1] for name, part in parts.items()}
    said = {name: wrap(f"{name} {words.percent(end)}", LETTERS) for name, end in ends.items()}
    order = sorted(ends, key=lambda name: ends[name])
    heights = [len(said[name]) * LINE * top / (HEIGHT - 84) for name in order]
    places = _apart([ends[name] for name in order], heights, top)
    beside = {"xref": "paper", "xanchor": "left", "xshift": 6, "align": "left"}
    return [
        marks.words("<br>".join(said[name]), 1, place, "middle", **beside)
        | {"font": {"color": colour(name, kinds)}}
        for name, place in zip(order, places, strict=True)
    ]


def _apart(ends: Sequence[float], heights: Sequence[float], top: float) -> list[float]:
    """Move labels apart, lowest first, and back down where they would stand above the picture."""
    placed: list[float] = []
    floor = 0.0
    for end, high in zip(ends, heights, strict=True):
        placed.append(max(end, floor + high / 2))
        floor = placed[-1] + high / 2
    roof = top
    for at in range(len(placed) - 1, -1, -1):
        placed[at] = min(placed[at], roof - heights[at] / 2)
        roof = placed[at] - heights[at] / 2
    return placed
