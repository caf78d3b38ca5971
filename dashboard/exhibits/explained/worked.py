"""Figures that a page works out from records itself: each can be explained too.

What the cube counts is explained from the questions that were asked of it. Reviews due, waits
after a visit, inspection load and projections are not in the cube, so whoever shows one says here
what it comes to and which records are behind it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date

import polars as pl

from dashboard.exhibits.areas import inspection_load
from dashboard.exhibits.enforcement import pathway as followed
from dashboard.exhibits.explained.figure import Figure
from dashboard.exhibits.road import chances, rates, sentences
from dashboard.measures import area_load, choice, needs, other_inspectorates, pathway, questions
from dashboard.measures.behind import Behind, behind
from dashboard.measures.course import RULE
from dashboard.measures.definitions.coverage import COVERAGE, VISITS
from dashboard.measures.forecast import MEANING, WEEKS_SEEN
from dashboard.measures.measure import NOWHERE, Count, Measure
from dashboard.measures.road.track import Track
from dashboard.measures.road.tracks import complete_weeks
from dashboard.measures.selection import Selection
from dashboard.measures.store import Store
from dashboard.wording import words


@dataclass(frozen=True)
class Worked(Figure, questions.Other):
    """A figure with the way to the records behind it, which is not gone until it is asked for.

    `filters` says what it obeys, where that is not the filters of the page.
    """

    found: Callable[[], Behind] = field(default=lambda: Behind(pl.DataFrame(), False))
    filters: str = ""


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
    rows = _marked(listed, due, why.otherwise(pl.lit("its next review is later")))
    n = rows["above"].count()
    return _figure(measure, selection, n, listed.height, lambda: Behind(rows, True))


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
    return _figure(measure, selection, n, total, _shut(rows, True))


def of_load(store: Store, selection: Selection, count: int | None) -> tuple[Worked, ...]:
    """Give the visits to an area in the last complete weeks, of any type, if they are known."""
    weeks = area_load.complete_weeks(store, selection)
    if count is None or not weeks:
        return ()
    measure = Measure(
        name="inspection_load",
        needs=needs.VISITS,
        label=f"Inspection load in {inspection_load.span(weeks)}",
        unit="visits",
        definition=inspection_load.DEFINITION,
        numerator=Count("visits", "visits"),
        above="visits",
        sensitive=True,
        leaves=NOWHERE,
    )
    chosen = Selection(area=selection.area, until=selection.until, regions=selection.regions)

    def found() -> Behind:
        every = Selection(area=selection.area, regions=selection.regions).where()
        where = {column: word for column, word in every.items() if column != "setting_type"}
        period = store.period(store.starts[0].day, area_load.of_all(store, selection, "").until)
        made = behind(VISITS, store.records, store.as_at, period, where)
        rows = made.rows if made else pl.DataFrame()
        theirs = other_inspectorates.explained(store, where)
        both = pl.concat([rows, theirs], how="diagonal_relaxed") if theirs.height else rows
        within = pl.col("started_on").dt.truncate("1w").is_in(weeks)
        return Behind(_marked(both, within, pl.lit("not in the last complete weeks")), False)

    where = choice.area_name(selection.area, store)
    told = (
        f"{where}, every setting type, visits in {inspection_load.span(weeks)}; "
        "other filters change nothing"
    )
    return (replace(_figure(measure, chosen, count, None, found), filters=told),)


def projection(store: Store, track: Track) -> tuple[Worked, ...]:
    """Give the first visits that the pace of a track, and so its projection, is worked out from.

    Nothing of a track that has no pace.
    """
    if track.pace is None:
        return ()
    seen = complete_weeks(store, track.selection).tail(WEEKS_SEEN)
    weeks, count = seen["week"].to_list(), sum(seen["first_visits"])

    def found() -> Behind:
        chosen = track.selection
        period = store.period(chosen.since, chosen.until)
        made = behind(
            replace(COVERAGE, denominator=None), store.records, store.as_at, period, chosen.where()
        )
        rows = made.rows if made else pl.DataFrame()
        first = pl.col("first_visit_on")
        within = first.dt.truncate("1w").is_in(weeks) & pl.col("above").is_not_null()
        why = pl.coalesce("why", pl.lit("first visited before those weeks, or in one not complete"))
        return Behind(_marked(rows, within, why), False)

    return (
        _figure(_pace(track, track.pace.days, len(weeks)), track.selection, count, None, found),
    )


def _pace(track: Track, days: int, weeks: int) -> Measure:
    """Give the measure of a track's pace over so many working days of so many weeks."""
    lately = "1 working day" if days == 1 else f"{days} working days"
    return Measure(
        name="pace",
        needs=COVERAGE.needs,
        label=f"Pace and forecast: first visits of the last {weeks} complete working weeks",
        unit="settings",
        definition=(
            f"{MEANING} Here: in {lately} {rates.rate(track.achieved_a_week)} first visits a "
            f"week were made; {words.number(track.to_go)} more are needed for "
            f"{words.percent(track.target.share)}; the chance of that in the "
            f"{words.number(track.days_left)} working days before "
            f"{words.day(track.target.earliest)}: {chances.in_a_hundred(track.chance)}. "
            f"{chances.tries(track)} "
            f"Target reached: {sentences.between(track)}. "
            f"So the word is {track.course.value}. {RULE}"
        ),
        numerator=Count("reached", "settings"),
        above="settings first visited",
        sensitive=True,
        leaves=NOWHERE,
    )


def _figure(
    measure: Measure,
    selection: Selection,
    n: int,
    total: int | None,
    found: Callable[[], Behind],
) -> Worked:
    value = n / total if total else None
    return Worked(measure, selection.of_figures(), (), n, total, value, found)


def _shut(rows: pl.DataFrame, is_share: bool) -> Callable[[], Behind]:
    return lambda: Behind(rows, is_share)


def _marked(rows: pl.DataFrame, counts: pl.Expr, why: pl.Expr) -> pl.DataFrame:
    """Mark the rows that count above, all of them as counting below, and say why others do not."""
    return rows.with_columns(
        above=pl.when(counts).then(pl.lit(1, pl.Int64)),
        below=pl.lit(1, pl.Int64),
        why=pl.when(~counts.fill_null(False)).then(why),
    )
