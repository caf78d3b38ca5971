"""What is marked on the road chart: events with a letter, days without visits, target and date."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from dashboard.exhibits.road.events import Event
from dashboard.measures.road.track import Track
from dashboard.render import theme
from dashboard.wording import words as said

APART = 16
"""Marks closer than one such part of the picture's width are written as one."""


def shapes(events: Sequence[Event], track: Track) -> list[dict[str, Any]]:
    """Draw days without visits, lines of events and, while its date is to come, the target."""
    return [*_shaded(events), *_marks(events), *([] if track.is_over else [_target(track)])]


def words(events: Sequence[Event], track: Track, first: date, last: date) -> list[dict[str, Any]]:
    """Write the letters of events and, while its date is to come, the names of target and date."""
    named = [] if track.is_over else [_target_words(track), _date_words(track, first, last)]
    return [*_letters(events, first, last), *named]


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
        "text": f"Target {said.percent(track.target.share)}",
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
