"""Visits and first visits of every week of the period, weeks without any as 0."""

from datetime import date

import polars as pl

from dashboard.measures import choice
from dashboard.measures.cached import cached
from dashboard.measures.definitions.coverage import VISITS
from dashboard.measures.measure import Measure
from dashboard.measures.plain import COUNTED, Schema, by_word, share_of
from dashboard.measures.results import coverage_measure
from dashboard.measures.selection import Selection
from dashboard.measures.store import Store
from dashboard.records import words as w
from dashboard.settings import monday, sunday

KEYS = ("week", "selection_basis")
BASES = w.or_not_recorded(w.SELECTION_BASES)
"""The reasons for a visit in their order, with the one that is not recorded last."""


@cached
def by_week(store: Store, selection: Selection) -> pl.DataFrame:
    """Give visits for every week of the period and every reason, weeks without visits as 0.

    Where the records hold no visits at all, every number is blank.
    """
    found = store.ask(VISITS, selection, ["week", "selection_basis"])
    counts = {(week, basis): n for week, basis, n in found[[*KEYS, "numerator"]].rows()}
    untold = {*store.untold(VISITS, selection)}
    rows = [
        (week, basis, None if week in untold else counts.get((week, basis)) or 0)
        for week in weeks_of(store, selection)
        for basis in BASES.categories
    ]
    kinds: Schema = {"week": pl.Date, "selection_basis": BASES, "numerator": pl.Int64}
    return pl.DataFrame(rows, schema=kinds, orient="row")


@cached
def week_totals(store: Store, selection: Selection) -> pl.DataFrame:
    """Give visits for every week of the period, whatever their reason: week, numerator."""
    weeks, counts = weeks_of(store, selection), _each_week(store, VISITS, selection)
    return pl.DataFrame(
        {"week": weeks, "numerator": counts}, schema={"week": pl.Date, "numerator": pl.Int64}
    )


def _each_week(store: Store, measure: Measure, selection: Selection) -> list[int | None]:
    """Count in each week of the period; one without a row is 0, unless the records cannot tell."""
    found = by_word(store.ask(measure, selection, ["week"]), "numerator")
    untold = {*store.untold(measure, selection)}
    weeks = weeks_of(store, selection)
    return [None if week in untold else found.get(week, (0,))[0] or 0 for week in weeks]


@cached
def weeks_of(store: Store, selection: Selection) -> list[date]:
    """List the Mondays of the period."""
    period = store.period(selection.since, selection.until)
    return [week for week in store.weeks if monday(period.since) <= week <= period.last_week]


def weeks_over(store: Store, selection: Selection) -> list[date]:
    """List the weeks of the period that are over, though visits of the last may still arrive."""
    last = choice.last_day(selection, store)
    return [week for week in weeks_of(store, selection) if sunday(week) <= last]


@cached
def reached_by_week(store: Store, selection: Selection) -> pl.DataFrame:
    """Give the share reached by the end of each week, out of the settings in scope now.

    `by` is the last day that counts: the Sunday, or the day of the figures in a week not over.
    """
    measure, last = coverage_measure(selection), choice.last_day(selection, store)
    weeks, in_scope = weeks_of(store, selection), store.ask(measure, selection)["denominator"][0]
    sums, rows = 0, []
    for week, count in zip(weeks, _each_week(store, measure, selection), strict=True):
        sums += count or 0
        reached = None if count is None else sums
        share = share_of(reached, in_scope)
        rows.append((week, reached, min(sunday(week), last), in_scope or 0, share))
    kinds: Schema = {"week": pl.Date, "numerator": pl.Int64, "by": pl.Date, **COUNTED}
    return pl.DataFrame(rows, schema=kinds, orient="row")
