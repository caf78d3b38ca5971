"""Earlier forecasts from the same weeks: how far they missed, and how often their range held."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

import numpy as np

from dashboard.measures.forecast.courses import after, draw
from dashboard.measures.forecast.suppositions import WEEKS_NEEDED, Numbers, Weighed

BAND = 0.8
"""The share of outcomes that a range is to hold."""
BAND_SAID = f"{BAND * 10:g} in 10"
LOW, MIDDLE, HIGH = (1 - BAND) / 2, 0.5, (1 + BAND) / 2
TRIED, AHEAD = 120, 8
"""Courses drawn for each earlier forecast, and the weeks that it looks ahead."""
HORIZONS = (4, 8)
"""The weeks ahead for which it is said whether the range held."""
COMPARED = 12
"""The width of a range goes by so many of the last earlier forecasts."""
TRUSTED = 1.0
"""The width that the weeks themselves suggest counts as much as so many earlier forecasts."""
NARROWEST = 0.5
"""A range is never made narrower than by this."""


@dataclass(frozen=True)
class Try:
    """An earlier forecast: made after `known` weeks for `horizon` more, and the visits that came.

    `low`, `high` and `came` count first visits of those weeks.
    """

    known: int
    horizon: int
    low: int
    high: int
    came: int

    @property
    def came_true(self) -> bool:
        """Say whether what came lies within the range."""
        return self.low <= self.came <= self.high


@dataclass(frozen=True)
class Record:
    """What earlier forecasts say of this one: the width they ask for, and how each turned out.

    `spread` is 1 where they missed as far as they should, and more where further.
    """

    spread: float = 1.0
    tries: tuple[Try, ...] = ()


def record(weeks: Sequence[Weighed], counts: Sequence[int], days: Sequence[int]) -> Record:
    """Forecast anew after each earlier week from what was known then, and compare."""
    starts = [*range(WEEKS_NEEDED, len(weeks))]
    if not starts:
        return Record()
    drawn = draw([weeks[start - 1] for start in starts], TRIED, AHEAD)
    reached = [_reached(courses, start, days) for courses, start in zip(drawn, starts, strict=True)]
    scores = np.full((len(starts), AHEAD), np.nan)
    for row, start in enumerate(starts):
        came = np.cumsum(counts[start : start + AHEAD])
        scores[row, : came.size] = _scores(reached[row], came)
    tries = [
        _try(reached[row], start, horizon, counts, _spread(scores, start))
        for horizon in HORIZONS
        for row, start in enumerate(starts)
        if start + horizon <= len(weeks)
    ]
    return Record(_spread(scores, len(weeks)), tuple(tries))


def _reached(courses: Numbers, start: int, days: Sequence[int]) -> Numbers:
    """Give what the courses from a week on reach by the end of each week after it."""
    return after(courses, np.cumsum(days[start : start + AHEAD]).tolist())


def _scores(reached: Numbers, came: Numbers) -> Numbers:
    """Give the normal score of what came among the courses, week by week."""
    from scipy.special import ndtri

    over = came[:, None]
    share = (reached < over).mean(axis=1) + (reached == over).mean(axis=1) / 2
    return np.asarray(ndtri(np.clip(share, 0.001, 0.999)))


def _spread(scores: Numbers, known: int) -> float:
    """Say how far the last forecasts missed by what is known after so many weeks."""
    starts = np.arange(WEEKS_NEEDED, known)[-COMPARED:]
    if not starts.size:
        return 1.0
    last = np.minimum(AHEAD, known - starts) - 1
    square = float((scores[starts - WEEKS_NEEDED, last] ** 2).sum())
    return max(NARROWEST, float(np.sqrt((TRUSTED + square) / (TRUSTED + starts.size))))


def _try(reached: Numbers, start: int, horizon: int, counts: Sequence[int], spread: float) -> Try:
    low, high = (
        level_of(reached[horizon - 1 : horizon], share, spread)[0] for share in (LOW, HIGH)
    )
    return Try(start, horizon, int(low), int(high), sum(counts[start : start + horizon]))


def level_of(reached: Numbers, share: float, spread: float) -> Numbers:
    """Give what a share of outcomes stay at or under, for rows of courses."""
    from scipy.special import ndtr, ndtri

    level = float(ndtr(spread * ndtri(share)))
    index = min(reached.shape[1] - 1, max(0, ceil(level * reached.shape[1]) - 1))
    return np.asarray(np.partition(reached, index, axis=1)[:, index])
