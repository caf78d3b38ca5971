"""What a release gives: as much as the audit of all releases together lets, by one fixed rule.

All that is declared is tried first. Where it fails, England comes before the regions, and each
column follows in the order of the declaration if the audit lets it. What is not given now stays
as it was last given, with its day: a longer period.
"""

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial

import numpy as np

from dashboard.disclosure.audit import OverBudgetError, bounded
from dashboard.disclosure.declared import Column
from dashboard.disclosure.known import families
from dashboard.disclosure.rounding import Rounded, rounded
from dashboard.disclosure.system import Day
from dashboard.measures import selection
from dashboard.measures.measure import ENGLAND, REGION

Step = tuple[Column, str]
"""A column at a level."""


def decide(columns: Sequence[Column], now: Day, before: Sequence[Day], seconds: float) -> Day:
    """Give a day with all that may be told of it, beside what was told `before`."""
    until = time.process_time() + seconds
    given: list[Step] = []
    for family in families(now.counts):
        steps = [
            [(column, level) for column in columns if _tells(column, level, family)]
            for level in (ENGLAND, REGION)
        ]
        may = partial(_may, now, before, family, until, [])
        own = [step for level in steps for step in level]
        given += own if may(own) else _as_many(steps, may)
    return replace(now, told=told(given, now, before))


def _tells(column: Column, level: str, family: Sequence[str]) -> bool:
    return level in column.levels and column.series[0] in family


def _as_many(levels: Sequence[Sequence[Step]], may: Callable[[Sequence[Step]], bool]) -> list[Step]:
    """Take what may be told: a level whole where that may be, else column by column."""
    taken: list[Step] = []
    for level in levels:
        if level is not levels[-1] and may([*taken, *level]):
            taken += level
            continue
        for step in level:
            if may([*taken, step]):
                taken.append(step)
    return taken


def _may(
    now: Day,
    before: Sequence[Day],
    family: Sequence[str],
    until: float,
    answers: list[np.ndarray],
    steps: Sequence[Step],
) -> bool:
    tried = replace(now, told=told(steps, now, before))
    try:
        left = until - time.process_time()
        return not any(True for _ in bounded([*before, tried], family, left, (), answers))
    except OverBudgetError:
        return False


def told(steps: Iterable[Step], now: Day, before: Sequence[Day]) -> dict[str, dict[str, Rounded]]:
    """Round what some columns tell at some levels."""
    found: dict[str, dict[str, Rounded]] = {}
    for column, level in steps:
        for name in column.series:
            counts = now.counts[name]
            places = {selection.ENGLAND: sum(counts.values())} if level == ENGLAND else counts
            for place, count in places.items():
                figure = rounded(count, level, now.few, last(name, place, now, before))
                found.setdefault(name, {})[place] = figure
    return found


def last(name: str, place: str, now: Day, before: Sequence[Day]) -> Rounded | None:
    """Give the figure that was given last; none where it was rounded by another rule."""
    for day in reversed(before):
        given: Mapping[str, Rounded] = day.told.get(name, {})
        if place in given:
            return given[place] if (day.few, day.since) == (now.few, now.since) else None
    return None
