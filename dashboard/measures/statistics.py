"""Likely ranges of rates, and how likely a count is where only chance is at work.

A range belongs to a rate estimated from visits, never to coverage, which counts every setting.
"""

from functools import lru_cache
from math import log, log1p, sqrt

import numpy as np

Z = 1.959963984540054
"""The normal quantile for a range that holds 95 times in 100."""


def wilson(numerator: int, denominator: int) -> tuple[float, float] | None:
    """Give Wilson's 95% range for a share, or None where there is nothing to divide by.

    Source: Wilson (1927), without continuity correction. It stays within 0 and 1, and is sound
    for few visits and for none or all.
    """
    if denominator == 0:
        return None
    share = numerator / denominator
    scale = 1 + Z**2 / denominator
    middle = (share + Z**2 / (2 * denominator)) / scale
    half = Z * sqrt(share * (1 - share) / denominator + Z**2 / (4 * denominator**2)) / scale
    low = 0.0 if numerator == 0 else middle - half
    high = 1.0 if numerator == denominator else middle + half
    return low, high


@lru_cache(maxsize=4096)
def binomial_tails(successes: int, trials: int, chance: float) -> tuple[float, float]:
    """Give the chances of at most, and of at least, so many successes in independent trials.

    Sums of binomial terms, each from the one before, by their logarithms so that many trials do
    not overflow. `chance` lies between 0 and 1, both left out.
    """
    k = np.arange(1, trials + 1)
    ratios = np.log((trials - k + 1) / k) + (log(chance) - log1p(-chance))
    terms = np.exp(np.concatenate([[0.0], np.cumsum(ratios)]) + trials * log1p(-chance))
    return min(1.0, float(terms[: successes + 1].sum())), min(1.0, float(terms[successes:].sum()))
