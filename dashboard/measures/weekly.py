"""Visits and first visits of every week of the period, weeks without any as 0."""

from datetime import date

import polars as pl

from dashboard.measures import choice
from dashboard.measures.cached import cached
from dashboard.measures.definitions.coverage import VISITS
from dashboard.measures.measure import Measure, divide
from dashboard.measures.results import coverage_measure
from dashboard.measures.selection import Selection
from dashboard.measures.store import Store
from dashboard.records import words as w
from dashboard.settings import monday, sunday


@cached
def by_week(store: Store, selection: Selection) -> pl.DataFrame:
    """Give visits for every week of the period and every reason, weeks without visits as 0.

    Where the records hold no visits at all, every number is blank.
    """
    found = store.ask(VISITS, selection, ["week", "selection_basis"])
    weeks = pl.DataFrame({"week": weeks_of(store, selection)}, schema={"week": pl.Date})
    bases = pl.DataFrame(
        {"selection_basis": [*w.SELECTION_BASES, w.NOT_RECORDED]},
        schema={"selection_basis": w.or_not_recorded(w.SELECTION_BASES)},
    )
    return (
        weeks.join(bases, how="cross")
        .join(found, on=["week", "selection_basis"], how="left", maintain_order="left")
        .select("week", "selection_basis", numerator=_or_none(store, VISITS, selection))
        .sort("week", "selection_basis")
    )


@cached
def week_totals(store: Store, selection: Selection) -> pl.DataFrame:
    """Give visits for every week of the period, whatever their reason: week, numerator."""
    weeks = pl.DataFrame({"week": weeks_of(store, selection)}, schema={"week": pl.Date})
    found = store.ask(VISITS, selection, ["week"]).select("week", "numerator")
    return weeks.join(found, on="week", how="left", maintain_order="left").with_columns(
        numerator=_or_none(store, VISITS, selection)
    )


def _or_none(store: Store, measure: Measure, selection: Selection) -> pl.Expr:
    """Take a week without a row for 0, unless the records cannot tell."""
    untold = pl.col("week").is_in(store.untold(measure, selection))
    return pl.when(~untold).then(pl.col("numerator").fill_null(0))


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
    found = store.ask(measure, selection, ["week"])
    in_scope = store.ask(measure, selection)["denominator"][0] or 0
    weeks = pl.DataFrame({"week": weeks_of(store, selection)}, schema={"week": pl.Date})
    return (
        weeks.join(found.select("week", "numerator"), on="week", how="left", maintain_order="left")
        .with_columns(
            by=pl.min_horizontal(pl.col("week") + pl.duration(days=6), pl.lit(last)),
            numerator=_or_none(store, measure, selection).cum_sum(),
            denominator=pl.lit(in_scope),
        )
        .lazy()
        .pipe(divide)
        .collect(engine="in-memory")
    )
