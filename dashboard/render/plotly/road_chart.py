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
from dashboard.render.plotly import charts, road_events
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


def road(rows: pl.DataFrame, track: Track, events: Sequence[Event], start: date) -> go.Figure:
    """Draw the frame of `outlook` as shares of the settings in scope, from the start of the period.

    The target and its date are drawn unless the date lies before the period.
    """
    of = rows["denominator"][0]
    past = rows.filter(kind=VISITED)
    ahead = rows.filter(pl.col("kind") != VISITED)
    traces = [_line("visited", past["by"].to_list(), past["visited"].to_list(), of)]
    if ahead.height:
        now = (past["by"][-1], past["visited"][-1])
        known = ahead.filter(pl.col("low").is_not_null())
        band = _range(known, now, of) if known.height else []
        traces = [*band, *_ahead(ahead, now, of), *traces]
    traces.append(_said(rows, of))
    last = max(rows["by"])
    if track.has_aim:
        last = max(last, track.target.earliest)
    seen = [event for event in events if event.first <= last and event.last >= start]
    highest = max(y for trace in traces for y in trace["y"] if y is not None)
    aim = track.target.share if track.has_aim else 0.0
    return charts.look(
        traces,
        height=430,
        margin={"l": 48, "r": 12, "t": 24, "b": 72},
        legend={"y": -0.2, "yanchor": "top", "traceorder": "reversed"},
        shapes=road_events.shapes(seen, track),
        annotations=road_events.words(seen, track, start, last),
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
        "y": charts.places(None if count is None else count / of for count in counts),
        "name": NAMES[name],
        "mode": "lines+markers" if len(days) < 3 else "lines",
        "line": LOOKS[name],
        "hoverinfo": "skip",
    }


def _range(ahead: pl.DataFrame, now: tuple[date, int], of: int) -> list[dict[str, Any]]:
    """Fill the room between the two ends of the range."""
    low, high = (charts.places(n / of for n in (now[1], *ahead[end])) for end in ("low", "high"))
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
        "y": charts.places(next(row[n] for n in NAMES if row[n] is not None) / of for row in known),
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
