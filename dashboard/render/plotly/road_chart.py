"""The road chart: visited, needed, projected with its range, and the events on the way."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import plotly.graph_objects as go
import polars as pl

from dashboard.exhibits.road.events import Event
from dashboard.measures.forecast import BAND_SAID
from dashboard.measures.road.outlook import VISITED
from dashboard.measures.road.track import Track
from dashboard.render import theme
from dashboard.render.plotly import charts
from dashboard.wording import words

RANGE = f"Range of {BAND_SAID} outcomes"
NAMES = {
    "visited": "Visited",
    "middle": "Forecast [f]",
    "needed": "Needed",
    "scenario": "Your scenario [f]",
}
LOOKS = {
    "visited": {"color": theme.FOCUS, "width": 3, "dash": "solid"},
    "middle": {"color": theme.FOCUS, "width": 2, "dash": "dash"},
    "needed": {"color": theme.CATEGORIES[4], "width": 2, "dash": "solid"},
    "scenario": {"color": theme.CATEGORIES[2], "width": 2, "dash": "dot"},
}
APART = 16
"""Marks closer than one such part of the picture's width are written as one."""


def road(rows: pl.DataFrame, track: Track, events: Sequence[Event], start: date) -> go.Figure:
    """Draw the frame of `outlook` as shares of the settings in scope, from the start of the period.

    The target and its date are drawn unless the date lies before the period.
    """
    of = rows["denominator"][0]
    past = rows.filter(pl.col("kind") == VISITED)
    ahead = rows.filter(pl.col("kind") != VISITED)
    traces = [_line("visited", past["by"].to_list(), past["visited"].to_list(), of)]
    if ahead.height:
        now = (past["by"][-1], past["visited"][-1])
        known = ahead.filter(pl.col("low").is_not_null())
        band = _range(known, now, of) if known.height else []
        traces = [*band, *_ahead(ahead, now, of), *traces]
    traces.append(_said(rows, of))
    last = max(rows["by"])
    if not track.is_over:
        last = max(last, track.target.earliest)
    seen = [event for event in events if event.first <= last and event.last >= start]
    highest = max(y for trace in traces for y in trace["y"] if y is not None)
    aim = 0.0 if track.is_over else track.target.share
    lines = [] if track.is_over else [_target(track)]
    said = [] if track.is_over else [_target_words(track), _date_words(track, start, last)]
    return charts.look(
        traces,
        height=430,
        margin={"l": 48, "r": 12, "t": 24, "b": 72},
        legend={"y": -0.2, "yanchor": "top", "traceorder": "reversed"},
        shapes=[*_shaded(seen), *_marks(seen), *lines],
        annotations=[*_letters(seen, start, last), *said],
        xaxis={
            "range": [start.isoformat(), last.isoformat()],
            "tickvals": _ticks(start, last),
            "hoverformat": charts.BY,
        },
        yaxis={"tickformat": ".0%", "range": [0, min(1, max(highest, aim, 0.05) * 1.1)]},
    )


def _ahead(ahead: pl.DataFrame, now: tuple[date, int], of: int) -> list[dict[str, Any]]:
    """Draw the lines to come, each from where we are now."""
    drawn = []
    for name in ("needed", "scenario", "middle"):
        line = ahead.filter(pl.col(name).is_not_null())
        if line.height:
            drawn.append(_line(name, [now[0], *line["by"]], [now[1], *line[name]], of))
    return drawn


def _line(name: str, days: Sequence[date], counts: Sequence[int], of: int) -> dict[str, Any]:
    """Draw counts as shares."""
    return {
        "type": "scatter",
        "x": [day.isoformat() for day in days],
        "y": [None if count is None else count / of for count in counts],
        "name": NAMES[name],
        "mode": "lines+markers" if len(days) < 3 else "lines",
        "line": LOOKS[name],
        "hoverinfo": "skip",
    }


def _range(ahead: pl.DataFrame, now: tuple[date, int], of: int) -> list[dict[str, Any]]:
    """Fill the room between the two ends of the range."""
    low, high = ([n / of for n in (now[1], *ahead[end])] for end in ("low", "high"))
    common: dict[str, Any] = {
        "type": "scatter",
        "x": [now[0].isoformat(), *(day.isoformat() for day in ahead["by"])],
        "mode": "lines",
        "line": {"width": 0},
        "hoverinfo": "skip",
    }
    fill = {"fill": "tonexty", "fillcolor": "rgba(18,67,109,0.15)", "name": RANGE}
    return [{**common, "y": high, "showlegend": False}, {**common, "y": low, **fill}]


def _said(rows: pl.DataFrame, of: int) -> dict[str, Any]:
    """Say of each day all that is drawn for it; a line of its own would answer for another day."""
    known = [row for row in rows.iter_rows(named=True) if _figures(row, of)]
    return {
        "type": "scatter",
        "x": [row["by"].isoformat() for row in known],
        "y": [next(row[name] for name in NAMES if row[name] is not None) / of for row in known],
        "mode": "markers",
        "marker": {"color": "white", "opacity": 0},
        "showlegend": False,
        "hovertext": ["<br>".join(_figures(row, of)) for row in known],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _figures(row: dict[str, Any], of: int) -> list[str]:
    """Write each figure of a day under the name of its line, with the range beside the forecast."""
    said = [f"{NAMES[n]}: {words.n_of_n(row[n], of)}" for n in NAMES if row[n] is not None]
    if row["low"] is None:
        return said
    return [*said, f"{RANGE}: {words.number(row['low'])} to {words.number(row['high'])}"]


def _ticks(first: date, last: date) -> list[str]:
    """Name the first days of a few months, evenly."""
    months = pl.date_range(first.replace(day=1), last, "1mo", eager=True).to_list()
    inside = [month for month in months if month >= first]
    step = -(-len(inside) // charts.DATES)
    return [month.isoformat() for month in inside[:: max(step, 1)]]


def _shaded(events: Sequence[Event]) -> list[dict[str, Any]]:
    """Shade the days on which nobody visits."""
    return [
        {
            "type": "rect",
            "yref": "paper",
            "y0": 0,
            "y1": 1,
            "layer": "below",
            "x0": f"{each.first}T00:00",
            "x1": f"{each.last}T23:59",
            "fillcolor": theme.GRID,
            "opacity": 0.6,
            "line": {"width": 0},
        }
        for each in events
        if not each.mark
    ]


def _marks(events: Sequence[Event]) -> list[dict[str, Any]]:
    line = {"color": theme.AXIS, "width": 1}
    return [
        {
            "type": "line",
            "yref": "paper",
            "y0": 0,
            "y1": 1,
            "layer": "below",
            "line": line,
            "x0": each.first.isoformat(),
            "x1": each.first.isoformat(),
        }
        for each in events
        if each.mark
    ]


def _letters(events: Sequence[Event], first: date, last: date) -> list[dict[str, Any]]:
    """Write the letter of each event above its line; those too close share a place."""
    groups: list[list[Event]] = []
    for each in events:
        if not each.mark:
            continue
        near = groups and (each.first - groups[-1][0].first) * APART < last - first
        if near:
            groups[-1].append(each)
        else:
            groups.append([each])
    return [
        {
            "x": group[0].first.isoformat(),
            "yref": "paper",
            "y": 1,
            "yanchor": "bottom",
            "text": f"<b>{' '.join(each.mark for each in group)}</b>",
            "showarrow": False,
        }
        for group in groups
    ]


def _target(track: Track) -> dict[str, Any]:
    line = {"color": theme.AXIS, "width": 1, "dash": "dot"}
    share = track.target.share
    return {
        "type": "line",
        "xref": "paper",
        "x0": 0,
        "x1": 1,
        "y0": share,
        "y1": share,
        "line": line,
    }


def _target_words(track: Track) -> dict[str, Any]:
    return {
        "xref": "paper",
        "x": 0.01,
        "xanchor": "left",
        "y": track.target.share,
        "yanchor": "bottom",
        "text": f"Target {words.percent(track.target.share)}",
        "showarrow": False,
        "bgcolor": "rgba(255,255,255,0.9)",
    }


def _date_words(track: Track, first: date, last: date) -> dict[str, Any]:
    """Name the track's own date at the foot of its line, on the side where there is room."""
    late = (track.target.earliest - first) * 2 > last - first
    return {
        "x": track.target.earliest.isoformat(),
        "xanchor": "right" if late else "left",
        "yref": "paper",
        "y": 0,
        "yanchor": "bottom",
        "text": "earliest date",
        "showarrow": False,
        "bgcolor": "rgba(255,255,255,0.9)",
    }
