"""The records behind reviews that are due and behind the steps after serious concerns."""

from datetime import date

import polars as pl

from dashboard.exhibits.enforcement import pathway as followed
from dashboard.exhibits.explained.worked import Worked, figure, marked
from dashboard.measures import Measure, Selection, needs, pathway
from dashboard.measures.behind import Behind
from dashboard.measures.measure import NOWHERE, Count
from dashboard.wording import words


def reviews(selection: Selection, listed: pl.DataFrame, until: date) -> Worked:
    """Give the actions in force whose review is due by a day, of all that are in force."""
    due = (pl.col("review_on") <= until).fill_null(False)
    measure = Measure(
        name="reviews_due",
        needs=needs.ACTIONS,
        label=f"Reviews due by {words.day(until)}",
        unit="actions",
        definition=(
            "Actions in force on the day of the figures whose next review is due within 14 days "
            "of it or is past."
        ),
        numerator=Count("in_force", "actions"),
        denominator=Count("in_force", "actions"),
        above="with a review due",
        below="actions in force",
        sensitive=True,
        leaves=NOWHERE,
    )
    why = pl.when(pl.col("review_on").is_null()).then(pl.lit("no day is set for its next review"))
    rows = marked(listed, due, why.otherwise(pl.lit("its next review is later")))
    n = rows["above"].count()
    return figure(measure, selection, n, listed.height, lambda: Behind(rows, True))


def steps(selection: Selection, visits: pl.DataFrame) -> tuple[Worked, ...]:
    """Give each step after the visits that found serious concerns, with the wait of each."""
    return tuple(_step(selection, visits, step) for step in pathway.STEPS)


def _step(selection: Selection, visits: pl.DataFrame, step: pathway.Step) -> Worked:
    rows = pathway.explained(visits, step)
    n, total = rows["above"].count(), rows.height
    middle = followed.median_said(rows)
    measure = Measure(
        name=f"after_{words.slug(step.name).replace('-', '_')}",
        needs=needs.VISITS,
        label=f"After serious concerns: {step.name[0].lower()}{step.name[1:]}",
        unit="visits",
        definition=f"{pathway.DEFINITION} Wait counted: {step.counted}.{middle}",
        numerator=Count("visits", "visits"),
        denominator=Count("visits", "visits"),
        above="that got there",
        below="visits that could have",
        sensitive=True,
        leaves=NOWHERE,
    )
    return figure(measure, selection, n, total, lambda: Behind(rows, True))
