"""The road chart: visited, needed, projected with its range, and the events on the way."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any

import polars as pl

from dashboard.exhibits.over_time import Road
from dashboard.exhibits.road.events import Event
from dashboard.measures.forecast import BAND_SAID
from dashboard.measures.road.outlook import VISITED
from dashboard.measures.road.track import Track
from dashboard.render import theme
from dashboard.render.plotly import (
    charts,
    marks,
    road_events,
    road_labels,
    road_said,
    unfinished,
)
from dashboard.render.plotly.bends import bends
from dashboard.render.plotly.figure import Figure

RANGE = f"Range of {BAND_SAID} outcomes"
NAMES = road_said.NAMES
LOOKS = {
    "visited": {"color": theme.FOCUS, "width": 3, "dash": "solid"},
    "middle": {"color": theme.FOCUS, "width": 2, "dash": "dash"},
    "needed": {"color": theme.CATEGORIES[4], "width": 2, "dash": "solid"},
    "scenario": {"color": theme.CATEGORIES[2], "width": 2, "dash": "dot"},
}
PLOT, BELOW, KEY = 310, 48, 44
"""How high the chart is between its edges, its dates and, where there is one, its key."""
LOW = 0.25
"""A line that ends above so much of the chart leaves room for words at the lower edge."""
Trace = dict[str, Any]
UNKEYED = {"showlegend": False}
"""A trace that no key names, as a line has its name at its end."""


def road(
    rows: pl.DataFrame,
    track: Track,
    events: Sequence[Event],
    start: date,
    late: Collection[date] = (),
    beside: Collection[Road] = (),
) -> Figure:
    """Draw the frame of `outlook` as shares of the settings in scope, from the start of the period.

    The target and its date are drawn unless the date lies before the period, or the target was not
    known. Weeks that are still arriving (`late`, Mondays) are dotted and shaded. Names of events
    have as much room as they take on it or on a road `beside` it.
    """
    of = rows["denominator"][0]
    past, ahead = rows.filter(kind=VISITED), rows.filter(pl.col("kind") != VISITED)
    traces, ends = _lines(past, ahead, of, late)
    last = road_events.until(rows, track)
    aim = track.target.share if track.has_aim else 0.0
    highest = max(y for trace in traces for y in trace["y"] if y is not None)
    room = road_labels.Room(start, last, min(1, max(highest, aim, 0.05) * 1.1), PLOT)
    shaded, arriving = _arriving(past, late, start, room.top * of)
    seen = road_events.shown(events, start, last)
    target = [road_events.target(track)] if track.has_aim else []
    taken = {each["text"]: each["y"] for each in target}
    labels = road_labels.labels(ends, room, taken) if len(ends) > 1 else []
    traces, keyed = _keyed(traces, len(ends), bool(labels))
    above = road_events.named(seen, track.day)
    names = [*road_events.names(above, start, last)]
    return charts.look(
        [*traces, road_said.said(rows, of, room.top / 2)],
        template=road_events.DEFAULTS,
        **_frame(max(map(road_events.height, (above, *map(road_events.above, beside)))), keyed),
        shapes=[*shaded, *road_events.shapes(seen, track)],
        annotations=[*names, *target, *labels, *arriving],
        xaxis=_days(start, last),
        yaxis={"tickformat": ".0%", "range": [0, round(room.top, 4)]},
    )


def _keyed(traces: list[Trace], lines: int, labelled: bool) -> tuple[list[Trace], bool]:
    """Name in the key what has no name at its end: the range, and all where lines have none."""
    ranged = any(each.get("name") == RANGE for each in traces)
    if not labelled or not ranged:
        return traces, ranged or (lines > 1 and not labelled)
    return [each if each.get("name") == RANGE else each | UNKEYED for each in traces], ranged


def _frame(names: int, keyed: bool) -> dict[str, Any]:
    """Make room for the names of events above, and for a key below where there is one."""
    below = BELOW + KEY * keyed
    return {
        "height": PLOT + names + 12 + below,
        "margin": {"l": 48, "r": 12, "t": names + 12, "b": below},
        "legend": {"y": -0.16, "yanchor": "top", "traceorder": "reversed"},
        "showlegend": keyed,
    }


def _lines(
    past: pl.DataFrame, ahead: pl.DataFrame, of: int, late: Collection[date]
) -> tuple[list[Trace], list[road_labels.End]]:
    """Draw the range, the lines to come, each from where we are now, and what is visited."""
    drawn, ends = [], []
    now = (past["by"][-1], past["visited"][-1])
    known = ahead.filter(pl.col("low").is_not_null())
    drawn += _range(known, now, of) if known.height else []
    for name in ("needed", "scenario", "middle"):
        line = ahead.filter(pl.col(name).is_not_null())
        if line.height:
            drawn.append(_line(name, [now[0], *line["by"]], [now[1], *line[name]], of))
            ends.append(_end(name, line["by"][-1], line[name][-1], of))
    if now[1] is not None:
        ends.append(_end("visited", *now, of))
    return [*drawn, *_visited(past, of, late)], ends


def _end(name: str, day: date, count: int, of: int) -> road_labels.End:
    return road_labels.End(NAMES[name], str(LOOKS[name]["color"]), day, round(count / of, 4))


def _visited(past: pl.DataFrame, of: int, late: Collection[date]) -> list[Trace]:
    """Draw what is visited; from the last complete week on, where visits may be added, dotted."""
    days, counts = past["by"].to_list(), past["visited"].to_list()
    whole, open_ = unfinished.spans(days, late)
    drawn = [_line("visited", days[whole], counts[whole], of)] if days[whole] else []
    if days[open_]:
        look = {"line": {**LOOKS["visited"], "dash": unfinished.DASH}, "showlegend": not drawn}
        drawn.append(_line("visited", days[open_], counts[open_], of) | look)
    return drawn


def _arriving(
    past: pl.DataFrame, late: Collection[date], start: date, most: float
) -> tuple[list[marks.Mark], list[marks.Mark]]:
    """Shade the days that are still arriving, and say so at the edge where no line ends.

    `most` settings are at the upper edge, where what is needed may be named.
    """
    is_low_free = (past["visited"][-1] or 0) > LOW * most
    return unfinished.shaded(past["by"].to_list(), late, start, is_low_free)


def _line(name: str, days: Sequence[date], counts: Sequence[int | None], of: int) -> Trace:
    """Draw counts as shares, by the points where the line bends."""
    shares = charts.places(None if count is None else count / of for count in counts)
    places = _kept(days, shares)
    return {
        "type": "scatter",
        "x": [days[each].isoformat() for each in places],
        "y": [shares[each] for each in places],
        "name": NAMES[name],
        "mode": "lines+markers" if len(days) < 3 else "lines",
        "line": LOOKS[name],
        "hoverinfo": "skip",
    }


def _kept(days: Sequence[date], shares: Sequence[float | None]) -> Sequence[int]:
    known = [share for share in shares if share is not None]
    if len(known) < len(shares):
        return range(len(shares))
    return bends([(day.toordinal(), share) for day, share in zip(days, known, strict=True)])


def _range(ahead: pl.DataFrame, now: tuple[date, int], of: int) -> list[Trace]:
    """Fill the room between the two ends of the range."""
    days = [now[0], *ahead["by"]]
    drawn = []
    for end in ("high", "low"):
        shares = charts.places(n / of for n in (now[1], *ahead[end]))
        places = _kept(days, shares)
        drawn.append(
            {
                "type": "scatter",
                "x": [days[each].isoformat() for each in places],
                "y": [shares[each] for each in places],
                "mode": "lines",
                "line": {"width": 0},
                "hoverinfo": "skip",
            }
        )
    fill = {"fill": "tonexty", "fillcolor": theme.BAND, "name": RANGE}
    return [drawn[0] | UNKEYED, drawn[1] | fill]


def _days(first: date, last: date) -> dict[str, Any]:
    """Lay out the days, with the first ones of a few months named, evenly."""
    months = pl.date_range(first.replace(day=1), last, "1mo", eager=True).to_list()
    inside = [month for month in months if month >= first]
    step = -(-len(inside) // charts.DATES)
    return {
        "range": [first.isoformat(), last.isoformat()],
        "tickvals": [month.isoformat() for month in inside[:: max(step, 1)]],
        "hoverformat": charts.BY,
    }
