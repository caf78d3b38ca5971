"""Simulated programmes of visits: weeks of first visits whose making is known."""

from dataclasses import dataclass

import numpy as np

HORIZONS = (4, 8, 12)
SHORTEST, LONGEST = 6, 20
REGISTER = 3000


@dataclass(frozen=True)
class Series:
    """First visits and working days of some weeks, and what came in the weeks after them."""

    counts: tuple[int, ...]
    days: tuple[int, ...]
    total: int
    days_to_come: int
    came: int


def constant(chances, weeks):
    """Visit at one rate throughout."""
    return np.full(weeks, chances.gamma(2, 4)), REGISTER


def drift(chances, weeks):
    """Let the rate wander by some 7% a week."""
    return chances.gamma(3, 2.4) * np.exp(np.cumsum(chances.normal(0, 0.07, weeks))), REGISTER


def ramp_and_lockdown(chances, weeks):
    """Grow to the full rate over 2 to 8 weeks, then lose some of it for 3 to 7 weeks."""
    rate = chances.gamma(4, 3) * np.minimum(1, np.arange(1, weeks + 1) / chances.integers(2, 9))
    begins = chances.integers(3, weeks - 2)
    rate[begins : begins + chances.integers(3, 8)] *= chances.uniform(0.3, 0.8)
    return rate, REGISTER


def rare(chances, weeks):
    """Visit one of 150 every one to ten weeks."""
    return np.full(weeks, chances.uniform(0.02, 0.25)), 150


RATES = {
    "constant": constant,
    "drift": drift,
    "ramp and lockdown": ramp_and_lockdown,
    "rare events": rare,
}
POOL = "depleting pool"
KINDS = (*RATES, POOL)


def simulate(kind, chances):
    """Draw one programme of a kind: 6 to 19 weeks seen, and 4, 8 or 12 to come."""
    seen, horizon = int(chances.integers(SHORTEST, LONGEST)), int(chances.choice(HORIZONS))
    days = np.full(seen + horizon, 5)
    if chances.random() < 0.5:
        days[chances.integers(0, days.size)] = 3
    counts, total = _depleting(chances, days) if kind == POOL else _at_rates(kind, chances, days)
    return Series(
        tuple(int(n) for n in counts[:seen]),
        tuple(int(n) for n in days[:seen]),
        total,
        int(days[seen:].sum()),
        int(sum(counts[seen:])),
    )


def _at_rates(kind, chances, days):
    rates, total = RATES[kind](chances, days.size)
    left, counts = total, []
    for wanted in chances.poisson(rates * days):
        counts.append(min(int(wanted), left))
        left -= counts[-1]
    return counts, total


def _depleting(chances, days):
    """Visit each setting that is left with one chance a day, of a small register."""
    total, hazard = int(chances.integers(60, 400)), chances.uniform(0.01, 0.03)
    left, counts = total, []
    for length in days:
        counts.append(int(chances.binomial(left, 1 - np.exp(-hazard * length))))
        left -= counts[-1]
    return counts, total
