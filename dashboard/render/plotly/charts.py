"""Plotly figures: columns by week and lines over time, in the dashboard's own look."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

import polars as pl

from dashboard.access.scope import ENGLAND
from dashboard.render import theme
from dashboard.render.plotly import marks, unfinished
from dashboard.render.plotly.figure import Figure as Figure
from dashboard.wording import words

HEIGHT = 340
WEEK_OF, BY = "Week of %-d %B %Y", "By %-d %B %Y"
"""What stands above the figures of a week, and of all that was until a day, beside the pointer."""

PATTERN = {"fillmode": "overlay", "fgcolor": "white", "size": 8, "solidity": 0.2}
"""How the patterns of reasons are drawn: thin and apart, or white on maroon flickers."""
DATES = 4
"""At most so many dates under a chart, or they run into each other on a phone."""


AXIS: dict[str, Any] = {
    "showline": True,
    "linecolor": theme.AXIS,
    "ticks": "outside",
    "tickcolor": theme.AXIS,
    "fixedrange": True,
}
"""How every axis looks, and that nobody draws it wider by mistake."""


def look(traces: list[dict[str, Any]], **more: Any) -> Figure:
    """Give traces the dashboard's own look."""
    layout: dict[str, Any] = {
        "template": {},
        "font": {"family": theme.FONT, "size": 14, "color": theme.TEXT},
        "paper_bgcolor": "white",
        "plot_bgcolor": "white",
        "height": HEIGHT,
        "margin": {"l": 48, "r": 12, "t": 8, "b": 56},
        "legend": {
            "orientation": "h",
            "y": 1.02,
            "yanchor": "bottom",
            "x": 0,
            "traceorder": "normal",
        },
        "hovermode": "x unified",
        "hoverdistance": -1,
        "hoverlabel": {
            "namelength": -1,
            "bgcolor": "white",
            "bordercolor": theme.TEXT,
            "font": {"size": 16},
        },
        "dragmode": False,
        "xaxis": {**AXIS, "tickformat": "%-d %b<br>%Y", "showgrid": False},
        "yaxis": {**AXIS, "gridcolor": theme.GRID, "rangemode": "tozero", "showline": False},
    }
    for part, options in more.items():
        layout[part] = layout.get(part, {}) | options if isinstance(options, dict) else options
    return Figure(traces, layout)


def visits_by_week(weeks: pl.DataFrame, late: Collection[date] = ()) -> Figure:
    """Stack the visits of each week by reason: week, selection_basis, numerator.

    Weeks that are still arriving (`late`) are shaded, with a word above them.
    """
    parts = weeks.partition_by("selection_basis", maintain_order=True)
    drawn = [part for part in parts if part["numerator"].sum()]
    most = max(weeks.group_by("week").agg(pl.col("numerator").sum())["numerator"], default=0)
    return look(
        [_columns(part) for part in drawn],
        barmode="stack",
        bargap=0.25,
        **_still_arriving(sorted(late)),
        xaxis=dates(weeks["week"].unique().sort().to_list()) | {"hoverformat": WEEK_OF},
        yaxis=({"dtick": 1} if most <= DATES else {})
        | ({"range": [0, most * 1.15]} if late else {}),
    )


def _still_arriving(late: Sequence[date]) -> dict[str, Any]:
    """Shade the last weeks, half a week to each side of their columns, and say why."""
    if not late:
        return {}
    half = timedelta(days=3, hours=12)
    noon = [datetime.combine(day, time()) for day in (late[0], late[-1])]
    ends = (noon[0] - half).isoformat(), (noon[1] + half).isoformat()
    shaded, word = marks.arriving(*ends, "top")
    return {"shapes": [shaded], "annotations": [word]}


def dates(days: Sequence[date]) -> dict[str, Any]:
    """Name a few of the days, evenly, so that every date is that of a point."""
    step = -(-len(days) // DATES)
    return {"tickvals": [day.isoformat() for day in days[::step]]}


def _columns(rows: pl.DataFrame) -> dict[str, Any]:
    basis = rows["selection_basis"][0]
    colour, pattern = theme.BASIS[basis]
    return {
        "type": "bar",
        "x": rows["week"].dt.to_string().to_list(),
        "y": rows["numerator"].to_list(),
        "name": words.BASIS[basis],
        "marker": {
            "color": colour,
            "line": {"color": "white", "width": 1},
            "pattern": PATTERN | {"shape": pattern},
        },
    }


def reached_by_week(
    chosen: pl.DataFrame,
    england: pl.DataFrame | None,
    name: str,
    start: date,
    whole: str = ENGLAND,
    late: Collection[date] = (),
) -> Figure:
    """Draw the share reached by the end of each week, beside England's where there is one.

    Weeks that are still arriving (`late`, Mondays) are dotted and shaded.
    """
    drawn = line(chosen, name, theme.FOCUS, "solid", late)
    if england is not None:
        drawn = [*line(england, whole, theme.CATEGORIES[4], "dash", late), *drawn]
    days = chosen["by"].to_list()
    most = max(share for each in drawn for share in each["y"] if share is not None)
    lowest = min(each["y"][-1] or 0 for each in drawn)
    shaded, arriving = unfinished.shaded(days, late, start, is_low_free=lowest > most / 4)
    return look(
        drawn,
        shapes=shaded,
        annotations=arriving,
        showlegend=england is not None,
        xaxis={
            "range": [start.isoformat(), max(days).isoformat()],
            "hoverformat": BY,
            **dates(days),
        },
        yaxis={"tickformat": ".0%"} | ({"range": [0, 0.05]} if most < 0.05 else {}),
    )


def places(shares: Iterable[float | None]) -> list[float | None]:
    """Give where shares are drawn: to the nearest hundredth of a percentage point, short to send.

    Measured: 2.8 kB of 19 of the two charts of Road for England, 1.7 of 11 for an authority.
    """
    return [None if share is None else round(share, 4) for share in shares]


def line(
    rows: pl.DataFrame, name: str, colour: str, dash: str, late: Collection[date] = ()
) -> list[dict[str, Any]]:
    """Draw a share by its day as a line: by, numerator, denominator and value.

    From the last complete week on, where figures may be added (`late`), it is dotted. Where both
    pieces meet, the first one alone answers a pointer.
    """
    days = rows["by"].to_list()
    whole, open_ = unfinished.spans(days, late)
    look = {"color": colour, "width": 3 if dash == "solid" else 2, "dash": dash}
    shape: dict[str, Any] = {"line": look, "mode": "lines+markers" if rows.height < 3 else "lines"}
    drawn = [_piece(rows[whole], name) | shape] if days[whole] else []
    if days[open_]:
        met = ["none" if drawn else "all"] + ["all"] * (len(days[open_]) - 1)
        shape |= {"line": {**look, "dash": unfinished.DASH}, "hoverinfo": met}
        drawn.append(_piece(rows[open_], name) | shape | {"showlegend": not drawn})
    return drawn


def _piece(rows: pl.DataFrame, name: str) -> dict[str, Any]:
    counted = rows.select("numerator", "denominator")
    return {
        "type": "scatter",
        "x": rows["by"].dt.to_string().to_list(),
        "y": places(rows["value"]),
        "name": name,
        "cliponaxis": False,
        "hovertext": [words.n_of_n(n, total) for n, total in counted.iter_rows()],
        "hovertemplate": "%{hovertext}",
    }
