"""The restrictions that fall on the weeks of the calendar, from the milestones."""

from collections.abc import Mapping, Sequence
from datetime import date

import polars as pl

from dashboard.settings import sunday
from dashboard.wording import words

NAMED = ("restriction", "lockdown")


def of_weeks(milestones: pl.DataFrame, shown: Sequence[date]) -> dict[date, str]:
    """Name the restrictions that fall on any day of each week shown; other weeks are left out.

    Restrictions run from the milestone that says they begin to the one of the same name that
    says they end. Without an end only the week in which they begin is marked, because nothing
    says for how long they held.
    """
    begun, ended = (_said(milestones, verb) for verb in ("begin", "end"))
    found: dict[date, str] = {}
    for week in shown:
        names = [
            name
            for name, first in begun.items()
            if first <= sunday(week) and ended.get(name, sunday(first)) > week
        ]
        if names:
            found[week] = words.listed(names)
    return found


def whole_weeks(milestones: pl.DataFrame, shown: Sequence[date]) -> list[date]:
    """List the weeks shown on every day of which one restriction holds."""
    begun, ended = (_said(milestones, verb) for verb in ("begin", "end"))
    spans = [(first, ended[name]) for name, first in begun.items() if name in ended]
    return [
        week
        for week in shown
        if any(first <= week and sunday(week) < last for first, last in spans)
    ]


def _said(milestones: pl.DataFrame, verb: str) -> dict[str, date]:
    """Take the milestones that say that restrictions begin, or end: name without the verb, day."""
    return {
        name: day
        for said, day in milestones.select("name", "day").iter_rows()
        for name, _, last in [said.rpartition(" ")]
        if last in (verb, f"{verb}s") and any(word in name.casefold() for word in NAMED)
    }


def runs(found: Mapping[date, str], shown: Sequence[date]) -> list[tuple[int, int, str]]:
    """Put weeks of the same restriction together; a run of weeks without any has no name."""
    names = [found.get(week, "") for week in shown]
    starts = [at for at, name in enumerate(names) if at == 0 or name != names[at - 1]]
    ends = [*starts[1:], len(names)]
    return [(at, end, names[at]) for at, end in zip(starts, ends, strict=True)]
