"""Which exhibits stand beside one another, so that both columns end at about the same height."""

from collections.abc import Sequence
from math import ceil

from dashboard.exhibits.exhibit import AreasMap, Bars, Chart, Columns, Months, WeekTotals
from dashboard.exhibits.made import Group
from dashboard.exhibits.written import Link, Sentences
from dashboard.measures.trust import WithheldError

HEADLINE, SMALL = (26, 46), (20, 58)
"""How high a line is in a column of half a page, in pixels, and how many letters it holds."""
TOOLS, GAP, WITHHELD = 60, 32, 130
"""A toolbar, what is between two exhibits, and what stands for one that is held back."""
HIGH: dict[type, int] = {Months: 200, WeekTotals: 250, Columns: 250, Link: 40}
OTHER = 300
"""How high a chart is, whatever it shows."""

Groups = Sequence[Group]


def columns(left: Groups, right: Groups, abreast: bool) -> tuple[Groups, Groups, Groups]:
    """Give what stands on the left, on the right, and below both over the whole width.

    Those `abreast` share the columns by twos. Else the last of those on the right stays there, or
    goes to the left, or below, whichever leaves the least white.
    """
    if abreast:
        return left[::2], left[1::2], ()
    if not left or len(right) < 2:
        return left, right, ()
    *first, last = right
    ways: list[tuple[Groups, Groups, Groups]] = [
        (left, right, ()),
        ([*left, last], first, ()),
        (left, first, [last]),
    ]
    return min(ways, key=lambda way: abs(_height(way[0]) - _height(way[1])))


def _height(groups: Groups) -> int:
    return sum(_of_group(group) + GAP for group in groups)


def _of_group(group: Group) -> int:
    if isinstance(group, WithheldError):
        return WITHHELD
    return TOOLS + sum(
        _lines(each.headline, *HEADLINE)
        + sum(_lines(said, *SMALL) for said in (each.title, *each.notes))
        + sum(map(_of_chart, each.charts))
        for each in group
    )


def _lines(said: str, high: int, letters: int) -> int:
    return high * ceil(len(said) / letters)


def _of_chart(chart: Chart) -> int:
    """Say about how high a chart is in a column of half a page."""
    match chart:
        case AreasMap():
            return 710 + (70 if chart.selected else 0)
        case Bars():
            return 37 * chart.rows.height + 30
        case Sentences():
            return 70 * len(chart.rows)
    return HIGH.get(type(chart), OTHER)
