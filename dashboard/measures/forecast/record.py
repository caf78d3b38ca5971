"""Earlier forecasts from the same weeks: how far they missed, and how often their range held."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np

from dashboard.measures.forecast.courses import after_each, draw
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
NORMAL = NormalDist()
"""The normal distribution; `scipy.special` has it too, but takes 0.2 s of CPU to import."""


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
    reached = after_each(drawn, _so_far(days, starts))
    came = _so_far(counts, starts)
    ended = np.add.outer(starts, np.arange(AHEAD)) < len(weeks)
    scores = np.where(ended, _scores(reached, came), np.nan)
    spreads = [_spread(scores, start) for start in (*starts, len(weeks))]
    tries = [
        made
        for horizon in HORIZONS
        for made in _tries(
            reached, came, horizon, range(WEEKS_NEEDED, len(weeks) - horizon + 1), spreads
        )
    ]
    return Record(spreads[-1], tuple(tries))


def _so_far(each: Sequence[int], starts: Sequence[int]) -> Numbers:
    """Add up the weeks after each start: (starts, weeks ahead); those still to come add nothing."""
    ahead = np.concatenate([each, np.zeros(AHEAD, int)])
    return np.cumsum(ahead[np.add.outer(starts, np.arange(AHEAD))], axis=1)


def _scores(reached: Numbers, came: Numbers) -> Numbers:
    """Give the normal score of what came among the courses: (starts, weeks ahead)."""
    over = came[..., None]
    share = (reached < over).mean(axis=-1) + (reached == over).mean(axis=-1) / 2
    found = map(NORMAL.inv_cdf, np.clip(share, 0.001, 0.999).ravel().tolist())
    return np.fromiter(found, float, share.size).reshape(share.shape)


def _spread(scores: Numbers, known: int) -> float:
    """Say how far the last forecasts missed by what is known after so many weeks."""
    starts = np.arange(WEEKS_NEEDED, known)[-COMPARED:]
    if not starts.size:
        return 1.0
    last = np.minimum(AHEAD, known - starts) - 1
    square = float((scores[starts - WEEKS_NEEDED, last] ** 2).sum())
    return max(NARROWEST, float(np.sqrt((TRUSTED + square) / (TRUSTED + starts.size))))


def _tries(
    reached: Numbers, came: Numbers, horizon: int, starts: Sequence[int], spreads: Sequence[float]
) -> Iterator[Try]:
    """Say of the forecasts for a horizon that is over what range each gave, and what came."""
    rows = np.arange(len(starts))
    ordered = np.sort(reached[rows, horizon - 1], axis=1)
    low, high = (
        ordered[rows, _places(share, np.array(spreads[: len(starts)]), TRIED)].astype(int).tolist()
        for share in (LOW, HIGH)
    )
    for row, start in enumerate(starts):
        yield Try(start, horizon, low[row], high[row], int(came[row, horizon - 1]))


def level_of(reached: Numbers, share: float, spread: float) -> Numbers:
    """Give what a share of outcomes stay at or under, for rows of courses."""
    place = int(_places(share, np.array([spread]), reached.shape[1])[0])
    return np.asarray(np.partition(reached, place, axis=1)[:, place])


def _places(share: float, spreads: Numbers, courses: int) -> Numbers:
    """Give the place, among courses in order, of one that a share of outcomes stay at or under.

    What lies as far below the middle as another above it has the same number of courses beyond it.
    """
    upper = NORMAL.inv_cdf(max(share, 1 - share))
    levels = np.array([NORMAL.cdf(spread * upper) for spread in spreads.tolist()])
    places = np.clip(np.ceil(levels * courses) - 1, 0, courses - 1).astype(int)
    return places if share >= MIDDLE else courses - 1 - places
