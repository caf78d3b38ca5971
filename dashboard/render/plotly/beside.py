"""Draws what several places reached by the end of each week: a line each, its name at its end."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from textwrap import wrap
from typing import Any

import polars as pl

from dashboard.exhibits.over_time import ReachedBeside
from dashboard.render.places import WHOLE, colour
from dashboard.render.plotly import charts, marks, unfinished
from dashboard.render.plotly.figure import Figure
from dashboard.render.plotly.marks import Mark
from dashboard.wording import words

HEIGHT, ROOM = 400, 132
"""How high the picture is, and how wide the names at the ends of its lines may be."""
LETTERS, LINE = 17, 18
"""The most letters of a line of a name, and how high one is."""


def figure(chart: ReachedBeside) -> Figure:
    """Draw a line for every place with enough settings, and name it where it ends."""
    parts = {name: chart.rows.filter(place=name) for name in chart.kinds if name in chart.drawn}
    known = [share for part in parts.values() for share in part["value"].drop_nulls()]
    top = max([*known, 0.05]) * 1.08
    first = next(iter(parts.values()))
    return charts.look(
        [
            line
            for name, part in parts.items()
            for line in _lines(name, part, chart.kinds, chart.late)
        ],
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
    """Shade the days that are still arriving, and say so above them."""
    days = chart.rows["by"].unique().sort().to_list()
    shaded, words_ = unfinished.shaded(days, chart.late, chart.start, is_low_free=False)
    above = [word | {"yanchor": "bottom"} for word in words_]
    return {"shapes": shaded, "annotations": [*names, *above]}


def _lines(
    name: str, part: pl.DataFrame, kinds: Mapping[str, str], late: Collection[date]
) -> list[dict[str, Any]]:
    dash = "dash" if kinds[name] == WHOLE else "solid"
    return charts.line(part, name, colour(name, kinds), dash, late)


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
