"""How much of a week is recorded some days after it: what earlier weeks had, at the same age.

A visit is recorded some days after it began. For a week that has just ended, earlier weeks are
looked at as they were known when they were as old, seven days earlier for each: what was known
then is a share of what is known of them now, and the rest came later.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import lgamma

import numpy as np
import polars as pl
from numpy.typing import NDArray

OLDEST = 3
"""So many weeks after it ended a week is taken to be complete."""
COMPARED, NEEDED = 8, 4
"""The share is taken over so many earlier weeks; with fewer than are needed there is none."""
COMPLETE = 0.995
"""Where so much was there at the same age, a week is taken to be complete."""
FEWEST = 40
"""So many visits at least may still come, however few are known."""
WEEK = timedelta(weeks=1)


@dataclass(frozen=True)
class Share:
    """Of the visits of some earlier weeks, how many were known when these were as old as one."""

    known_then: int
    known_now: int

    @property
    def is_complete(self) -> bool:
        """Say whether so much was known that a week may be taken to be complete."""
        return self.known_then >= COMPLETE * self.known_now

    @property
    def missing(self) -> float:
        """How many more visits are still to come for each that is known."""
        return self.known_now / self.known_then - 1


def shares(
    visits: pl.DataFrame, weeks: Sequence[date], as_at: date, days: Sequence[date] | None = None
) -> dict[date, Share]:
    """Give for each recent week (Monday) the share that was known of earlier ones at the same age.

    `visits` has started_on and known_on, the day on which each was first known; one whose day is
    blank is left out. `days` are those on which figures were kept, where only those are known.
    A week with too few earlier weeks to go by is not in the answer.
    """
    dated = visits.drop_nulls("known_on").with_columns(week=pl.col("started_on").dt.truncate("1w"))
    if dated.is_empty():
        return {}
    first = dated["known_on"].min()
    begun = first if isinstance(first, date) else as_at
    found = {week: _share(dated, week, as_at, begun, days) for week in weeks}
    return {week: share for week, share in found.items() if share is not None}


def to_come(weeks: Sequence[tuple[int, Share]]) -> tuple[int, int]:
    """Give between which numbers the visits still to come of some weeks lie, 8 times in 10.

    Each week has the visits that are known and the share that was known of earlier ones at the
    same age. What is missing beside the known follows a beta negative binomial, from a Jeffreys
    prior on the share.
    """
    odds = np.ones(1)
    for known, share in weeks:
        if known:
            odds = np.convolve(odds, _odds(known, share))
    low, high = np.searchsorted(odds.cumsum(), (0.1, 0.9))
    return int(low), int(high)


def _odds(known: int, share: Share) -> NDArray[np.float64]:
    """Give the odds that none, one, two … of the visits of a week are still to come.

    Each from the one before, in logarithms: `scipy.stats` has the distribution, and to import it
    takes a third of all the time in which a server starts.
    """
    came, later = share.known_then + 0.5, share.known_now - share.known_then + 0.5
    none = lgamma(came + known) + lgamma(came + later) - lgamma(came) - lgamma(came + known + later)
    k = np.arange(int(8 * known * later / came) + FEWEST - 1)
    more = np.log((known + k) * (later + k) / ((k + 1) * (came + known + later + k)))
    odds: NDArray[np.float64] = np.exp(none + np.concatenate(([0.0], np.cumsum(more))))
    return odds


def is_recent(week: date, as_at: date) -> bool:
    """Say whether a week ended so lately that some of it may still arrive."""
    return as_at - week < (OLDEST + 1) * WEEK


def _share(
    dated: pl.DataFrame, week: date, as_at: date, begun: date, days: Sequence[date] | None
) -> Share | None:
    """Look at earlier weeks as they were known when they were as old as one is now."""
    back = [
        number
        for number in range(OLDEST, OLDEST + COMPARED)
        if week - number * WEEK >= begun - timedelta(days=6)
        and (days is None or as_at - number * WEEK in days)
    ]
    if len(back) < NEEDED:
        return None
    lag = (pl.lit(week) - pl.col("week")).dt.total_days() // 7
    earlier = dated.with_columns(number=lag).filter(pl.col("number").is_in(back))
    known = pl.col("known_on") <= pl.lit(as_at) - pl.duration(weeks=pl.col("number"))
    then = earlier.filter(known).height
    return Share(then, earlier.height) if then else None
