"""Figures by week for the small lines of tiles: complete weeks only, the last twelve."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from itertools import pairwise

from dashboard.exhibits.tile import Weekly
from dashboard.measures import results, week_completeness, weekly
from dashboard.measures.measure import Measure, MeasureError
from dashboard.measures.plain import by_word
from dashboard.measures.selection import Selection
from dashboard.measures.store import Store
from dashboard.settings import Settings, sunday
from dashboard.wording import words

MOST, FEWEST = 12, 4
"""So many weeks are drawn at most; fewer than the least make no line."""

OfWeeks = Callable[[Store, Selection], Weekly | None]


def counts(measure: Measure, what: str) -> OfWeeks:
    """Give a count of each week; `what` names it in words."""
    return partial(_counts, measure, what)


def shares(measure: Measure, what: str) -> OfWeeks:
    """Give a share of each week; none where a week has too few to give a percentage."""
    return partial(_shares, measure, what)


def _counts(measure: Measure, what: str, store: Store, selection: Selection) -> Weekly | None:
    weeks = complete_weeks(store, selection, measure)
    if not weeks:
        return None
    found = by_word(store.ask(measure, selection, ["week"]), "numerator")
    values = tuple(found.get(week, (0,))[0] for week in weeks)
    return _said(what, weeks, values, words.number) if any(values) else None


def _shares(measure: Measure, what: str, store: Store, selection: Selection) -> Weekly | None:
    weeks = complete_weeks(store, selection, measure)
    found = {row["week"]: row for row in store.ask(measure, selection, ["week"]).to_dicts()}
    rows = [found.get(week, {}) for week in weeks]
    if not rows or any((row.get("denominator") or 0) < Settings.percentage_from for row in rows):
        return None
    return _said(what, weeks, tuple(row["value"] for row in rows), words.percent)


def reached(store: Store, selection: Selection) -> Weekly | None:
    """Give the share visited by the end of each week."""
    weeks = complete_weeks(store, selection, results.coverage_measure(selection))
    found = by_word(weekly.reached_by_week(store, selection), "value", "denominator")
    rows = [found[week] for week in weeks]
    if any(value is None or total < Settings.percentage_from for value, total in rows) or not rows:
        return None
    return _said("Visited by the end of each week", weeks, tuple(v for v, _ in rows), words.percent)


def complete_weeks(store: Store, selection: Selection, measure: Measure) -> list[date]:
    """List the last complete weeks that the records tell of; none where there are too few.

    They follow one another: a line would close a gap.
    """
    try:
        weeks = week_completeness.complete(store, selection, measure)[-MOST:]
    except MeasureError:
        return []
    apart = (later - week for week, later in pairwise(weeks))
    return weeks if len(weeks) >= FEWEST and set(apart) == {timedelta(weeks=1)} else []


def _said(
    what: str, weeks: list[date], values: tuple[float, ...], write: Callable[[float], str]
) -> Weekly:
    end = words.day(sunday(weeks[-1]))
    first, last, most = (write(each) for each in (values[0], values[-1], max(values)))
    said = f"{what}, {len(weeks)} weeks to {end}: from {first} to {last}, at most {most}"
    return Weekly(values, said)
