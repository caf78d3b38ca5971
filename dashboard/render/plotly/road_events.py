"""What is marked on the road chart: events with a letter, days without visits, target and date."""

from collections.abc import Iterator, Sequence
from datetime import date

from dashboard.exhibits.road.events import Event
from dashboard.measures.road.track import Track
from dashboard.render import theme
from dashboard.render.plotly import marks
from dashboard.render.plotly.marks import Mark
from dashboard.wording import words as said

APART = 16
"""Marks closer than one such part of the picture's width are written as one."""
THIN = {"color": theme.AXIS, "width": 1}


def shapes(events: Sequence[Event], track: Track) -> list[Mark]:
    """Draw days without visits, lines of events and, while its date is to come, the target."""
    closed = [marks.days(f"{e.first}T00:00", f"{e.last}T23:59", 0.6) for e in events if not e.mark]
    lines = [
        marks.upright(each.first.isoformat(), **THIN) | {"layer": "below"}
        for each in events
        if each.mark
    ]
    target = [marks.level(track.target.share, **THIN, dash="dot")] if track.has_aim else []
    return [*closed, *lines, *target]


def words(events: Sequence[Event], track: Track, first: date, last: date) -> list[Mark]:
    """Write the letters of events and, while its date is to come, the names of target and date."""
    named = [*_target_and_date(track, first, last)] if track.has_aim else []
    return [*_letters(events, first, last), *named]


def _letters(events: Sequence[Event], first: date, last: date) -> list[Mark]:
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
        marks.at_edge(
            f"<b>{' '.join(each.mark for each in group)}</b>",
            group[0].first.isoformat(),
            1,
            "bottom",
        )
        for group in groups
    ]


def _target_and_date(track: Track, first: date, last: date) -> Iterator[Mark]:
    """Name the target at its line, and the date at the foot of its own where there is room."""
    aim, day = track.target.share, track.target.earliest
    left = {"xref": "paper", "xanchor": "left", **marks.BEHIND}
    yield marks.words(f"Target {said.percent(aim)}", 0.01, aim, "bottom", **left)
    side = "right" if (day - first) * 2 > last - first else "left"
    foot = {"xanchor": side, **marks.BEHIND}
    yield marks.at_edge("earliest date", day.isoformat(), 0, "bottom", **foot)
