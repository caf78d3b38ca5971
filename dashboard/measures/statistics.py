"""Likely ranges of rates, and how likely a count is where only chance is at work.

A range belongs to a rate estimated from visits, never to coverage, which counts every setting.
"""

from collections.abc import Sequence
from functools import lru_cache
from math import ceil, log, log1p, sqrt

import numpy as np

UNLIKELY = 0.05
"""What chance does more seldom than this is said to be clear."""
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


def difference(
    numerator: int, denominator: int, other: int, other_denominator: int
) -> tuple[float, float] | None:
    """Give a 95% range for one share less another, or None where either has no base.

    Source: Newcombe (1998), method 10, from the two Wilson ranges; two ranges that overlap may
    still differ clearly.
    """
    own, theirs = wilson(numerator, denominator), wilson(other, other_denominator)
    if own is None or theirs is None:
        return None
    share, their_share = numerator / denominator, other / other_denominator
    gap = share - their_share
    below = sqrt((share - own[0]) ** 2 + (theirs[1] - their_share) ** 2)
    above = sqrt((own[1] - share) ** 2 + (their_share - theirs[0]) ** 2)
    return gap - below, gap + above


def discoveries(chances: Sequence[float], false_share: float) -> list[bool]:
    """Say which of many tests stand out, so that at most a share of those that do are chance.

    Source: Benjamini and Hochberg (1995). Where only chance is at work in all of them, something
    stands out no more often than the share says.
    """
    values = np.asarray(chances, float)
    order = np.argsort(values)
    limits = false_share * np.arange(1, values.size + 1) / max(values.size, 1)
    passed = np.flatnonzero(values[order] <= limits)
    found = np.zeros(values.size, bool)
    found[order[: passed[-1] + 1 if passed.size else 0]] = True
    return found.tolist()


@lru_cache(maxsize=512)
def widest_by_chance(counts: tuple[tuple[int, int], ...], drawn: int = 2000) -> float:
    """Give how often groups of the same sizes would differ as widely if all were treated alike.

    `counts` are n of N of each group. All n are dealt anew over the groups (multivariate
    hypergeometric); the gap is between the greatest and the least share. Drawn with a fixed seed.
    """
    reached, sizes = (np.array(column) for column in zip(*counts, strict=True))
    chances = np.random.default_rng(20200901)
    total = int(reached.sum())
    dealt = chances.multivariate_hypergeometric(sizes, total, drawn, method="marginals")
    gap, gaps = np.ptp(reached / sizes), np.ptp(dealt / sizes, axis=1)
    return float(((gaps >= gap - 1e-12).sum() + 1) / (drawn + 1))


WHOLE = 50_000
"""Of so many trials every binomial term is added up."""
FAR_OUT, FEW = 40, 400
"""So many standard errors from the mean, and so many terms more, a chance is under 1e-300."""


@lru_cache(maxsize=4096)
def binomial_tails(successes: int, trials: int, chance: float) -> tuple[float, float]:
    """Give the chances of at most, and of at least, so many successes in independent trials.

    Sums of binomial terms, each from the one before, by their logarithms so that many trials do
    not overflow. `chance` lies between 0 and 1, both left out. Of very many trials only the terms
    are added up that are not nothing: at ten million visits, 5 s of CPU of a first page.
    """
    first, last = (0, trials) if trials <= WHOLE else _worth_adding(successes, trials, chance)
    k = np.arange(first + 1, last + 1)
    ratios = np.log((trials - k + 1) / k) + (log(chance) - log1p(-chance))
    logs = np.concatenate([[0.0], np.cumsum(ratios)])
    of_first = -np.logaddexp.reduce(logs) if trials > WHOLE else trials * log1p(-chance)
    terms, place = np.exp(logs + of_first), successes - first
    return min(1.0, float(terms[: place + 1].sum())), min(1.0, float(terms[place:].sum()))


def _worth_adding(successes: int, trials: int, chance: float) -> tuple[int, int]:
    """Give the first and last number of successes whose chance counts, and the one looked at."""
    mean = int(trials * chance)
    reach = ceil(FAR_OUT * sqrt(trials * chance * (1 - chance))) + FEW
    return max(0, min(successes, mean - reach)), min(trials, max(successes, mean) + reach)
