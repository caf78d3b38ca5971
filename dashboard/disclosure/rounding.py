"""Round a count once: to the nearest 5 (England 10), and under 5 "fewer than 5".

A regional figure stays in later releases until its count, rounded anew, is two steps away, so
that nobody reads a change of one or two from a figure that has just crossed the edge of its range.
"""

from dataclasses import dataclass

from dashboard.measures.measure import ENGLAND, REGION

LEAST_STEP = 5


@dataclass(frozen=True)
class Rounded:
    """A figure as it is given, blank for too few, and the range of counts that it stands for."""

    value: int | None
    least: int
    most: int


def step(level: str, few: int) -> int:
    """Say to what a count is rounded: for regions, and twice as coarsely for England."""
    return max(LEAST_STEP, few) * {REGION: 1, ENGLAND: 2}[level]


def rounded(count: int, level: str, few: int, before: Rounded | None = None) -> Rounded:
    """Round a count, or give the figure that was given `before` where it stays."""
    by = step(level, few)
    new = _anew(count, by, few)
    if level == ENGLAND or before is None or before.value is None or new.value is None:
        return new
    if abs(new.value - before.value) >= 2 * by:
        return new
    lowest, highest = (_range(before.value + n * by, by, few) for n in (-1, 1))
    return Rounded(before.value, max(lowest[0], few), highest[1])


def _anew(count: int, by: int, few: int) -> Rounded:
    if count < few:
        return Rounded(None, 0, few - 1)
    value = max((count + by // 2) // by * by, by)
    return Rounded(value, *_range(value, by, few))


def _range(value: int, by: int, few: int) -> tuple[int, int]:
    least = few if value <= by else max(value - by // 2, few)
    return least, value + (by - 1) // 2
