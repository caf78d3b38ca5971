"""Where the axis of shares ends: in the same place on pages, in pictures and in briefings."""

from collections.abc import Iterable
from math import ceil

STEPS = 10
"""An axis ends at a tenth of the whole."""


def end(shares: Iterable[float | None], line: float | None = None) -> float:
    """Give the first tenth that holds every share and the line, from 0: bars use their width."""
    most = max((share for share in (*shares, line) if share is not None), default=0.0)
    return min(max(ceil(round(most * STEPS, 6)), 1), STEPS) / STEPS
