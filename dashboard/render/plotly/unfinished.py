"""The end of a line over time to which figures may still be added: dotted, shaded and said."""

from collections.abc import Collection, Sequence
from datetime import date

from dashboard.render.plotly import marks
from dashboard.settings import monday

DASH = "dot"
"""How a line is dashed there."""


def spans(days: Sequence[date], late: Collection[date]) -> tuple[slice, slice]:
    """Give the days before the first week still arriving, and those from the last of them on.

    The second is empty where no week (`late`, Mondays) is still arriving.
    """
    whole = sum(monday(day) not in late for day in days)
    first = len(days) if whole == len(days) else max(whole - 1, 0)
    return slice(0, whole), slice(first, None)


def shaded(
    days: Sequence[date], late: Collection[date], start: date, is_low_free: bool
) -> tuple[list[marks.Mark], list[marks.Mark]]:
    """Shade the days that are still arriving, and say so at the edge where no line ends.

    That is the lower one where it `is_low_free`.
    """
    whole, open_ = spans(days, late)
    if not days[open_]:
        return [], []
    begins = days[whole][-1] if days[whole] else start
    shade, word = marks.arriving(begins.isoformat(), days[-1].isoformat(), "top")
    word |= {"bgcolor": marks.CLEAR} | ({"y": 0, "yanchor": "bottom"} if is_low_free else {})
    return [shade], [word]
