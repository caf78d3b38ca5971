"""Courses that first visits may take in the weeks to come, drawn from what weeks tell."""

from collections.abc import Iterator, Sequence
from itertools import islice
from threading import Lock

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


class Courses:
    """Courses from one state, drawn only as far ahead as somebody asks.

    The word of a track needs half of them: 1 ms of a new Summary. Many readers may ask at once.
    """

    def __init__(self, state: Weighed, courses: int) -> None:
        """Draw so many courses once they are asked for."""
        self._to_come, self._lock = _each_step([state], courses), Lock()
        self._drawn: list[Numbers] = []
        self._all = np.zeros((courses, 0))

    def beyond(self, days: int) -> Numbers:
        """Give cumulative first visits (courses, steps) beyond some working days, if so far."""
        with self._lock:
            while len(self._drawn) < len(STEPS) and ENDS[len(self._drawn)] <= days:
                self._drawn.append(next(self._to_come)[0])
            if self._all.shape[1] < len(self._drawn):
                self._all = np.stack(self._drawn, axis=-1)
            return self._all


def draw(known: Sequence[Weighed], courses: int, steps: int) -> Numbers:
    """Draw courses of cumulative first visits from some states: (states, courses, steps)."""
    return np.stack([*islice(_each_step(known, courses), steps)], axis=-1)


def _each_step(known: Sequence[Weighed], courses: int) -> Iterator[Numbers]:
    """Draw courses step by step: what each has reached by the end of it (states, courses).

    The same states give the same courses.
    """
    chances, shape = np.random.default_rng(SEED), (len(known), courses)
    picks = [_pick(state.weight, courses, chances) for state in known]
    events, days, of_pool, discount, uneven = (
        np.stack([each[pick] for each, pick in zip(column, picks, strict=True)])
        for column in zip(*(_columns(state) for state in known), strict=True)
    )
    total = np.array([[max(state.total, 1)] for state in known])
    left = np.broadcast_to(np.array([[state.left] for state in known], float), shape)
    rate = chances.standard_gamma(events) / days
    drift = np.minimum(np.log1p(DRIFT * (1 / discount - 1) / events), WILDEST)
    wander = {weeks: np.sqrt(drift * weeks) for weeks in {*STEPS}}
    is_lumpy, most, so_far = uneven > 1, 2 * total, np.zeros(shape)
    excess = np.where(is_lumpy, uneven - 1, 1)
    for weeks in STEPS:
        rate = rate * np.exp(wander[weeks] * chances.standard_normal(shape))
        mean = rate * weeks * DAYS_A_WEEK * np.where(of_pool, left / total, 1)
        mean = np.minimum(mean, most)
        lumpy = chances.standard_gamma(np.where(is_lumpy, mean / excess, 1)) * excess
        count = np.minimum(chances.poisson(np.where(is_lumpy, lumpy, mean)), left)
        left, so_far = left - count, so_far + count
        yield so_far


def _pick(weight: Numbers, courses: int, chances: np.random.Generator) -> Numbers:
    """Pick suppositions by their weight, as `Generator.choice` does without its checks."""
    share = weight.cumsum()
    return (share / share[-1]).searchsorted(chances.random(courses), side="right")


def _columns(state: Weighed) -> tuple[Numbers, ...]:
    supposed = state.supposed
    return state.events, state.days, supposed.of_pool, supposed.discount, supposed.uneven


def after(courses: Numbers, days: Sequence[int]) -> Numbers:
    """Give the first visits of each course after some working days: (days, courses).

    Within a step they are spread evenly.
    """
    return after_each(courses[None], np.asarray([days]))[0]


def after_each(courses: Numbers, days: Numbers) -> Numbers:
    """Give the first visits of some forecasts, each after working days of its own.

    `courses` are (forecasts, courses, steps) and `days` (forecasts, days): (forecasts, days,
    courses).
    """
    steps = courses.shape[-1]
    so_far = np.zeros((len(courses), steps + 1, courses.shape[1]))
    so_far[:, 1:] = courses.swapaxes(1, 2)
    asked = np.minimum(days.astype(float), ENDS[steps])
    step = np.clip(np.searchsorted(ENDS, asked, side="right") - 1, 0, steps - 1)
    part = (asked - ENDS[step]) / (ENDS[step + 1] - ENDS[step])
    each = np.arange(len(courses))[:, None]
    begun = so_far[each, step]
    return np.asarray(np.floor(begun + (so_far[each, step + 1] - begun) * part[..., None] + 1e-9))
