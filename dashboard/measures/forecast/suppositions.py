"""What weeks of first visits tell of how they come about: suppositions, weighed week by week."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from math import lgamma
from typing import Any

import numpy as np

Numbers = np.ndarray[Any, np.dtype[Any]]

WEEKS_NEEDED = 4
"""Under so many working weeks nothing is forecast."""
DISCOUNTS = (1.0, 0.95, 0.85, 0.7, 0.5)
"""What is still known of a rate after a week: 1 for a rate that never drifts."""
UNEVENNESS = (1.0, 2.0, 4.0)
"""The variance of a week's first visits over its mean: 1 for chance alone."""
POOL = 0.3
"""The weight, before anything is seen, of a rate of each setting left (else one of visits)."""
PRIOR = 0.5
"""Events that count as seen already: Jeffreys' prior, so that none so far is not none ever."""


@dataclass(frozen=True, eq=False)
class Suppositions:
    """Ways in which first visits may come about, as arrays of (suppositions,).

    `of_pool` says that a rate is one of each setting left; `before` are the weights before any
    week is seen.
    """

    of_pool: Numbers
    discount: Numbers
    uneven: Numbers
    before: Numbers


def suppose(
    pool: float = POOL,
    discounts: Sequence[float] = DISCOUNTS,
    unevenness: Sequence[float] = UNEVENNESS,
) -> Suppositions:
    """Combine a weight of rates of the pool (0 to 1), discounts and unevenness in every way."""
    every = [*product((False, True), discounts, unevenness)]
    of_pool, discount, uneven = (np.array(column) for column in zip(*every, strict=True))
    return Suppositions(of_pool, discount, uneven, np.where(of_pool, pool, 1 - pool))


SHIPPED = suppose()


@dataclass(frozen=True, eq=False)
class Weighed:
    """What some weeks tell of each supposition: events seen, days they took, and its weight.

    Arrays of (suppositions,). A rate is `events` over `days`, of first visits for a working day;
    of the whole register where it is one of each setting left. `left` of `total` settings are not
    yet visited.
    """

    supposed: Suppositions
    events: Numbers
    days: Numbers
    weight: Numbers
    left: int
    total: int


def weigh(
    counts: Sequence[int], days: Sequence[int], total: int, supposed: Suppositions = SHIPPED
) -> list[Weighed]:
    """Give after each week what is known of every supposition, from that week and those before."""
    events = np.full(supposed.discount.size, PRIOR)
    lengths, left, found = np.zeros(supposed.discount.size), total, []
    with np.errstate(divide="ignore"):
        fit = np.log(supposed.before)
    for number, (count, length) in enumerate(zip(counts, days, strict=True)):
        exposed = np.where(supposed.of_pool, length * max(left, 1) / max(total, 1), length)
        if number:
            events = supposed.discount * events + (1 - supposed.discount) * PRIOR
            lengths = supposed.discount * lengths
            fit = fit + _log_chance(count, supposed.uneven, events, events / lengths * exposed)
        events, lengths = events + count / supposed.uneven, lengths + exposed
        left = max(0, left - count)
        weight = np.exp(fit - fit.max())
        found.append(Weighed(supposed, events, lengths, weight / weight.sum(), left, total))
    return found


def _log_gamma(values: Numbers) -> Numbers:
    """Give the log of the gamma function; `scipy.special` has it too, but is slow to import."""
    return np.fromiter(map(lgamma, values.tolist()), float, values.size)


def _log_chance(count: int, uneven: Numbers, events: Numbers, mean: Numbers) -> Numbers:
    """Give the log chance of a week's count: negative binomial by its mean and variance."""
    size = mean**2 / ((uneven - 1) * mean + mean**2 / events)
    ways = _log_gamma(count + size) - _log_gamma(size) - lgamma(count + 1)
    return ways + size * np.log(size / (size + mean)) + count * np.log(mean / (size + mean))
