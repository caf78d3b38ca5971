"""A line by the points where it bends: what lies between them on a straight line is not sent."""

from collections.abc import Sequence

ROOM = 0.0004
"""A point that lies nearer to a straight line is left out: about a tenth of a pixel."""

Point = tuple[int, float]


def bends(points: Sequence[Point], room: float = ROOM) -> list[int]:
    """Give the places of the points that a line needs, by the way of Douglas and Peucker.

    `points` are a day and a share. No point that is left out is further than `room`, upright,
    from the line that is drawn.
    """
    kept, asked = {0, len(points) - 1}, [(0, len(points) - 1)]
    while asked:
        first, last = asked.pop()
        apart = [_apart(points[first], points[last], each) for each in points[first + 1 : last]]
        if apart and max(apart) > room:
            far = first + 1 + apart.index(max(apart))
            kept.add(far)
            asked += [(first, far), (far, last)]
    return sorted(kept)


def _apart(first: Point, last: Point, point: Point) -> float:
    """Say how far a point lies above or below the line between two others."""
    part = (point[0] - first[0]) / ((last[0] - first[0]) or 1)
    return abs(first[1] + part * (last[1] - first[1]) - point[1])
