"""Names at the ends of the lines of the road chart, where no two of them would overlap."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import combinations
from typing import NamedTuple

from dashboard.render.plotly import marks
from dashboard.render.plotly.marks import Mark

WIDTHS = (228, 440)
"""How wide the chart is between its axes on the narrowest phone and beside another, in pixels."""
LETTER, HIGH = 7.5, 18
"""About how wide a letter of a name is, and how high the name, in pixels."""
AT_RIGHT = 0.7
"""A line that ends beyond so much of the width has its name to the left of its end."""


class End(NamedTuple):
    """The end of a line: its name and colour, the last day and the share on it."""

    name: str
    colour: str
    day: date
    share: float


class Room(NamedTuple):
    """What a chart shows: from which day to which, to which share, and how high it is in pixels."""

    first: date
    last: date
    top: float
    height: int

    def across(self, day: date) -> float:
        """Say how far across a day lies: 0 to 1."""
        return (day - self.first).days / ((self.last - self.first).days or 1)


def labels(ends: Sequence[End], room: Room, taken: Mapping[str, float]) -> list[Mark]:
    """Write the name of each line at its end; nothing where two would overlap: a key names them.

    `taken` are words at the left edge, by their share.
    """
    for width in WIDTHS:
        boxes = [_box(end, room, width) for end in ends]
        boxes += [
            (0, LETTER * len(words), *_upright(share, room, True)) for words, share in taken.items()
        ]
        if any(_overlap(one, other) for one, other in combinations(boxes, 2)):
            return []
    return [_label(end, room) for end in ends]


def _is_left(end: End, room: Room) -> bool:
    return room.across(end.day) > AT_RIGHT


def _label(end: End, room: Room) -> Mark:
    """Write a name left above the end of its line, or right below it: no line comes from there."""
    left = _is_left(end, room)
    side = {"xanchor": "right" if left else "left", "yref": "y", "font": {"color": end.colour}}
    look = {**side, "bgcolor": "rgba(255,255,255,0.7)"}
    return marks.words(
        f"<b>{end.name}</b>", end.day.isoformat(), end.share, "bottom" if left else "top", **look
    )


Box = tuple[float, float, float, float]


def _box(end: End, room: Room, width: int) -> Box:
    """Give the left, right, lower and upper edge of a name on a chart so wide, in pixels."""
    at, wide, left = room.across(end.day) * width, LETTER * len(end.name), _is_left(end, room)
    return (at - wide if left else at, at if left else at + wide, *_upright(end.share, room, left))


def _upright(share: float, room: Room, above: bool) -> tuple[float, float]:
    at = share / room.top * room.height
    return (at, at + HIGH) if above else (at - HIGH, at)


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[1] and other[0] < one[1] and one[2] < other[3] and other[2] < one[3]
