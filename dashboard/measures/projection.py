"""Where the pace of recent working weeks leads: the range of what is to come, day by day.

First visits in the days to come follow a negative binomial distribution around the pace, wide
enough for two things: weeks differ by more than chance (the dispersion of the weeks seen), and
the pace itself is known from a few weeks only. With D0 working days seen and D to come, mean m:
variance = dispersion x m x (1 + D / D0). SciPy is slow to import, and imported when first needed.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

Counts = np.ndarray[Any, np.dtype[Any]]

WEEKS_SEEN = 8
"""The pace is that of the last so many working weeks."""
WEEKS_NEEDED = 4
"""Under so many working weeks nothing is projected."""
BAND = 0.8
"""The share of outcomes that a range is to hold."""
LOW, MIDDLE, HIGH = (1 - BAND) / 2, 0.5, (1 + BAND) / 2
DAYS_A_WEEK = 5


@dataclass(frozen=True)
class Pace:
    """First visits for each working day, the working days seen, and how uneven weeks were.

    `dispersion` is 1 where weeks differ by chance alone, and more where they differ more.
    """

    rate: float
    days: int
    dispersion: float

    @property
    def a_week(self) -> float:
        """First visits in a week of five working days."""
        return self.rate * DAYS_A_WEEK

    def at(self, rate: float) -> "Pace":
        """Give the pace of another capacity, as uneven as it was and no better known."""
        return replace(self, rate=rate)


def pace_of(counts: Sequence[int], days: Sequence[int]) -> Pace:
    """Measure the pace of working weeks from the first visits and the working days of each.

    The dispersion is Pearson's chi-squared over its degrees of freedom, never under 1.
    """
    seen = sum(days)
    rate = sum(counts) / seen
    expected = [rate * length for length in days]
    gaps = [(n - e) ** 2 / e for n, e in zip(counts, expected, strict=True) if e > 0]
    dispersion = sum(gaps) / (len(days) - 1) if len(days) > 1 else 1.0
    return Pace(rate, seen, max(1.0, dispersion))


def at_most(pace: Pace, days: Counts, counts: Counts) -> Counts:
    """Give the chance of at most so many first visits in so many working days to come."""
    from scipy.special import betainc

    mean = pace.rate * np.asarray(days, float)
    spread = pace.dispersion * (1 + np.asarray(days, float) / pace.days)
    none = mean <= 0
    size = np.where(none, 1.0, mean) / np.where(none, 1.0, spread - 1)
    return np.where(none, 1.0, betainc(size, np.asarray(counts, float) + 1, 1 / spread))


def chance(pace: Pace, days: int, needed: int) -> float:
    """Give the chance of at least `needed` first visits in so many working days to come."""
    if needed <= 0:
        return 1.0
    return float(1 - at_most(pace, np.array([days]), np.array([needed - 1]))[0])


def ahead(pace: Pace, days: Sequence[int], share: float, most: int) -> list[int]:
    """Give, for each number of working days, what a share of outcomes stay at or under.

    No more than `most` can be visited. The smallest such count is found by halving.
    """
    length = np.asarray(days)
    low, high = np.zeros(length.size, int), np.full(length.size, max(most, 0))
    while (low < high).any():
        middle = (low + high) // 2
        enough = at_most(pace, length, middle) >= share
        low, high = np.where(enough, low, middle + 1), np.where(enough, middle, high)
        low = np.minimum(low, high)
    return high.tolist()


def days_until(pace: Pace, needed: int, share: float, longest: int) -> int | None:
    """Give the working days until `needed` first visits have so great a chance; None: not within.

    `longest` is the number of working days that are looked at.
    """
    if needed <= 0:
        return 0
    days = np.arange(1, longest + 1)
    likely = 1 - at_most(pace, days, np.full(longest, needed - 1)) >= share
    return int(days[likely][0]) if likely.any() else None


MEANING = (
    f"If the pace of the last {WEEKS_SEEN} working weeks holds: settings first visited for each "
    "working day of those weeks, carried forward over the working days of the calendar, with the "
    "range that 8 in 10 outcomes should fall in. The range is wider where weeks differ more and "
    "where fewer are known; it allows for no change of pace, and the settings in scope stay as "
    "they are."
)
