"""A forecast as a value, and what is read from it: ranges, chances and days."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from dashboard.measures.forecast.courses import DAYS_A_WEEK, Courses, after
from dashboard.measures.forecast.record import BAND_SAID, NORMAL, Record, level_of, record
from dashboard.measures.forecast.suppositions import SHIPPED, Numbers, Suppositions, weigh

WEEKS_SEEN = 8
"""The pace that is shown is that of the last so many working weeks."""
COURSES = 600
"""Courses drawn for a forecast."""


@dataclass(frozen=True)
class Forecast:
    """First visits to come: `courses` of cumulative counts, each times `scale`, and how they read.

    `rate` is the pace of the last 8 working weeks: first visits for each of `days` working days.
    `record` tells of earlier forecasts from the same weeks. `known` first visits are recorded
    already of the `since` working days after the last complete week.
    """

    rate: float
    days: int
    courses: Courses = field(compare=False)
    record: Record = field(default_factory=Record)
    known: int = 0
    since: int = 0
    scale: float = 1.0

    @property
    def a_week(self) -> float:
        """First visits in a week of five working days."""
        return self.rate * DAYS_A_WEEK

    def at(self, rate: float) -> "Forecast":
        """Give the forecast of another capacity: first visits to come in proportion."""
        scale = rate / self.rate if self.rate else 0.0
        return replace(self, rate=rate, scale=self.scale * scale)

    def to_come(self, days: Sequence[int]) -> Numbers:
        """Give what each course adds to what is recorded, in some working days: (days, courses)."""
        lengths = [length + self.since for length in days]
        counted = after(self.courses.beyond(max(lengths)) * self.scale, lengths)
        return np.maximum(counted - self.known, 0)


def forecast(
    counts: Sequence[int],
    days: Sequence[int],
    total: int,
    known: int = 0,
    since: int = 0,
    supposed: Suppositions = SHIPPED,
) -> Forecast:
    """Forecast from the first visits and the working days of complete weeks, oldest first.

    `total` settings are in scope. `known` first visits are recorded of the `since` working days
    that have gone by after these weeks.
    """
    weeks = weigh(counts, days, total, supposed)
    recent = slice(-WEEKS_SEEN, None)
    seen = sum(days[recent])
    courses = Courses(weeks[-1], COURSES)
    earlier = record(weeks, counts, days)
    return Forecast(sum(counts[recent]) / seen, seen, courses, earlier, known, since)


def chance(made: Forecast, days: int, needed: int) -> float:
    """Give the chance of at least `needed` first visits in so many working days to come.

    What no course does, or every one, is still not called impossible or certain.
    """
    if needed <= 0:
        return 1.0
    if days <= 0:
        return 0.0
    share = float((made.to_come([days]) >= needed).mean())
    edge = 0.5 / COURSES
    return NORMAL.cdf(NORMAL.inv_cdf(min(max(share, edge), 1 - edge)) / made.record.spread)


def ahead(made: Forecast, days: Sequence[int], share: float, most: int) -> list[int]:
    """Give, for each number of working days, what a share of outcomes stay at or under.

    No more than `most` can be visited.
    """
    if not days:
        return []
    found = level_of(made.to_come(days), share, made.record.spread)
    reached: list[int] = np.clip(found, 0, max(most, 0)).astype(int).tolist()
    return reached


def days_until(made: Forecast, needed: int, share: float, longest: int) -> int | None:
    """Give the working days until `needed` first visits have so great a chance; None: not within.

    `longest` is the number of working days that are looked at.
    """
    if needed <= 0:
        return 0
    days = bisect_left(range(1, longest + 1), share, key=lambda day: chance(made, day, needed))
    return days + 1 if days < longest else None


MEANING = (
    f"{COURSES} courses are drawn from the complete working weeks. Each has a pace that these "
    "weeks allow, which may go on changing as it has changed, over the working days of the "
    "calendar and the settings that are left. The range is the one that "
    f"{BAND_SAID} of them fall in, made wider or narrower by how far earlier forecasts from the "
    "same weeks missed. The settings in scope stay as they are."
)
