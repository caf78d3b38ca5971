"""Courses that first visits may take in the weeks to come, drawn from what weeks tell."""

from collections.abc import Sequence

import numpy as np

from dashboard.measures.forecast.suppositions import Numbers, Weighed

DAYS_A_WEEK = 5
STEPS = (*[1] * 13, *[4] * 17)
"""Weeks in each step of a course: single ones for a quarter, then four at a time."""
ENDS = np.concatenate([[0], np.cumsum(STEPS)]) * DAYS_A_WEEK
"""The working days after which each step begins and ends."""
DRIFT = 3.0
"""How much faster a rate may drift in the weeks to come than its discount alone says."""
WILDEST = 0.3
"""The variance of the logarithm of a rate from one week to the next is never over this."""
SEED = 20200901


def draw(known: Sequence[Weighed], courses: int, steps: int) -> Numbers:
    """Draw courses of cumulative first visits from some states: (states, courses, steps).

    The same states give the same courses.
    """
    chances, shape = np.random.default_rng(SEED), (len(known), courses)
    picks = [chances.choice(state.weight.size, courses, p=state.weight) for state in known]
    events, days, of_pool, discount, uneven = (
        np.stack([each[pick] for each, pick in zip(column, picks, strict=True)])
        for column in zip(*(_columns(state) for state in known), strict=True)
    )
    total = np.array([[max(state.total, 1)] for state in known])
    left = np.broadcast_to(np.array([[state.left] for state in known]), shape)
    rate = chances.standard_gamma(events) / days
    drift = np.minimum(np.log1p(DRIFT * (1 / discount - 1) / events), WILDEST)
    made, so_far = [], np.zeros(shape)
    for weeks in STEPS[:steps]:
        rate = rate * np.exp(np.sqrt(drift * weeks) * chances.standard_normal(shape))
        mean = rate * weeks * DAYS_A_WEEK * np.where(of_pool, left / total, 1)
        count = np.minimum(_counts(np.minimum(mean, 2 * total), uneven, chances), left)
        left, so_far = left - count, so_far + count
        made.append(so_far)
    return np.stack(made, axis=-1)


def _columns(state: Weighed) -> tuple[Numbers, ...]:
    supposed = state.supposed
    return state.events, state.days, supposed.of_pool, supposed.discount, supposed.uneven


def _counts(mean: Numbers, uneven: Numbers, chances: np.random.Generator) -> Numbers:
    """Draw counts around their means with so much variance over the mean."""
    excess = uneven - 1
    shape = np.where(excess > 0, mean / np.where(excess > 0, excess, 1), 1)
    lumpy = np.where(excess > 0, chances.standard_gamma(shape) * excess, mean)
    return chances.poisson(lumpy)


def after(courses: Numbers, days: Sequence[int]) -> Numbers:
    """Give the first visits of each course after some working days: (days, courses).

    Within a step they are spread evenly.
    """
    so_far = np.concatenate([np.zeros((len(courses), 1)), courses], axis=1)
    steps = so_far.shape[1] - 1
    asked = np.minimum(np.asarray(days, float), ENDS[steps])
    step = np.clip(np.searchsorted(ENDS, asked, side="right") - 1, 0, steps - 1)
    part = (asked - ENDS[step]) / (ENDS[step + 1] - ENDS[step])
    reached = so_far[:, step] + (so_far[:, step + 1] - so_far[:, step]) * part
    return np.asarray(np.floor(reached.T + 1e-9))
