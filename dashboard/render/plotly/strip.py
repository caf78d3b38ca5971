"""Draws every authority as a dot on one line of coverage, the chosen one and its region marked."""

from typing import Any

import polars as pl

from dashboard.access.scope import ENGLAND
from dashboard.exhibits.coverage import strip
from dashboard.measures.selection import Selection
from dashboard.render import theme
from dashboard.render.plotly import charts, marks
from dashboard.render.plotly.figure import Figure
from dashboard.render.plotly.marks import Mark
from dashboard.settings import Settings
from dashboard.wording import cells, words

HEIGHT = 220
NEAR = 20
"""A dot answers a pointer that is so near, in pixels."""
REGION = theme.CATEGORIES[1]


def figure(
    authorities: pl.DataFrame,
    england: float | None,
    selection: Selection,
    whole: str = ENGLAND,
) -> Figure:
    """Draw the strip: a dot for each authority, at a height that its code alone decides."""
    region = strip.region_of(authorities, selection)
    own = pl.col("la_code") == (selection.area or "")
    marked = strip.drawn(authorities).with_columns(
        own=own, inside=~own & (pl.col("region") == (region or ""))
    )
    name = "Other authorities" if region else "Authorities"
    groups = (
        (name, theme.REST, marked.filter(~pl.col("own"), ~pl.col("inside"))),
        (region or "", REGION, marked.filter("inside")),
        ("", theme.FOCUS, marked.filter("own")),
    )
    traces = [
        _dots(part, name or part["la_name"][0], colour)
        for name, colour, part in groups
        if part.height
    ]
    line, said = _whole(england, whole) if england is not None else ([], [])
    return charts.look(
        traces,
        height=HEIGHT,
        showlegend=len(traces) > 1,
        hovermode="closest",
        hoverdistance=NEAR,
        shapes=line,
        annotations=said,
        margin={"t": 28},
        xaxis={"tickformat": ".0%", "range": _range(marked), "nticks": 6},
        yaxis={"visible": False, "range": [-0.15, 1.15]},
    )


def _range(shown: pl.DataFrame) -> list[float]:
    most = max(shown["value"], default=1.0)
    return [-0.02, min(1.0, max(most, 0.1)) + 0.02]


def _dots(part: pl.DataFrame, name: str, colour: str) -> dict[str, Any]:
    few = Settings.percentage_from
    part = part.sort(pl.col("denominator") < few, maintain_order=True)
    chosen = colour == theme.FOCUS
    return {
        "type": "scatter",
        "mode": "markers+text" if chosen else "markers",
        "name": name,
        "x": charts.places(part["value"]),
        "y": [jitter(code) for code in part["la_code"]],
        "text": [name] if chosen else None,
        "textposition": "top center",
        "hovertext": [f"{row['la_name']}: {cells.n_of_n(row)}" for row in part.to_dicts()],
        "hoverinfo": "text",
        "cliponaxis": False,
        "marker": {
            "size": 13 if chosen else 9,
            "color": ["white" if n < few else colour for n in part["denominator"]],
            "line": {"width": 1.5, "color": theme.AXIS if colour == theme.REST else colour},
        },
    }


def jitter(code: str) -> float:
    """Give the height of an authority's dot, between 0 and 1, from its code alone."""
    return round(int(code[1:]) * 0.6180339887 % 1, 3)


def _whole(england: float, whole: str) -> tuple[list[Mark], list[Mark]]:
    """Draw the line of the whole, with its name and figure above it."""
    line = marks.upright(england, color=theme.CATEGORIES[4], dash="dash")
    return [line], [marks.at_edge(f"{whole} {words.percent(england)}", england, 1, "bottom")]
