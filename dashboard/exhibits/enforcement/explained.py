"""The records behind figures of Enforcement that the cube does not count."""

from datetime import date

import polars as pl

from dashboard.exhibits.enforcement import pathway as followed
from dashboard.exhibits.explained.worked import Worked, figure, marked
from dashboard.measures import Measure, Selection, judged_inadequate, needs, pathway
from dashboard.measures.behind import Behind
from dashboard.measures.measure import NOWHERE, Count
from dashboard.wording import words

NO_DAY, LATER = "no day is set for its next review", "its next review is later"
REVIEWED = (
    "Actions in force on the day of the figures whose next review is due within 14 days of it or "
    "is past."
)
NOT_SINCE = "no visit to it began after that day"


def reviews(selection: Selection, listed: pl.DataFrame, until: date) -> Worked:
    """Give the actions in force whose review is due by a day, of all that are in force."""
    due = (pl.col("review_on") <= until).fill_null(False)
    why = pl.when(pl.col("review_on").is_null()).then(pl.lit(NO_DAY)).otherwise(pl.lit(LATER))
    measure = Measure(
        name="reviews_due",
        needs=needs.ACTIONS,
        label=f"Reviews due by {words.day(until)}",
        unit="actions",
        definition=REVIEWED,
        numerator=Count("in_force", "actions"),
        denominator=Count("in_force", "actions"),
        above="with a review due",
        below="actions in force",
        sensitive=True,
        leaves=NOWHERE,
    )
    return _worked(measure, selection, marked(listed, due, why))


def since_judged(selection: Selection, listed: pl.DataFrame) -> Worked:
    """Give the settings visited since they were judged inadequate, of all that were so judged."""
    measure = Measure(
        name="visited_since_judged",
        needs=needs.LAST_SEEN,
        label="Visited since last judged inadequate",
        unit="settings",
        definition=judged_inadequate.DEFINITION,
        numerator=Count("sight", "settings"),
        denominator=Count("open", "settings"),
        above="visited since",
        below="last judged inadequate",
        sensitive=True,
        leaves=NOWHERE,
    )
    rows = marked(listed, pl.col("visited_on").is_not_null(), pl.lit(NOT_SINCE))
    return _worked(measure, selection, rows)


def steps(selection: Selection, visits: pl.DataFrame) -> tuple[Worked, ...]:
    """Give each step after the visits that found serious concerns, with the wait of each."""
    return tuple(_step(selection, visits, step) for step in pathway.STEPS)


def _step(selection: Selection, visits: pl.DataFrame, step: pathway.Step) -> Worked:
    rows = pathway.explained(visits, step)
    median = followed.median_said(rows)
    measure = Measure(
        name=f"after_{words.slug(step.name).replace('-', '_')}",
        needs=needs.VISITS,
        label=f"After serious concerns: {words.within(step.name)}",
        unit="visits",
        definition=f"{pathway.DEFINITION} Wait counted: {step.counted}.{median}",
        numerator=Count("visits", "visits"),
        denominator=Count("visits", "visits"),
        above="that got there",
        below="visits that could have",
        sensitive=True,
        leaves=NOWHERE,
    )
    return _worked(measure, selection, rows)


def _worked(measure: Measure, selection: Selection, rows: pl.DataFrame) -> Worked:
    n = rows["above"].count()
    return figure(measure, selection, n, rows.height, lambda: Behind(rows, True))
