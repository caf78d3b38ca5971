"""The first visits behind the pace of a track, from which its forecast is worked out."""

from dataclasses import replace

import polars as pl

from dashboard.exhibits.explained.worked import Worked, figure, marked
from dashboard.exhibits.road import chances, rates, sentences
from dashboard.measures.behind import Behind, behind
from dashboard.measures.course import RULE
from dashboard.measures.definitions.coverage import COVERAGE
from dashboard.measures.forecast import MEANING, WEEKS_SEEN, Forecast
from dashboard.measures.measure import NOWHERE, Count, Measure
from dashboard.measures.road.track import Track
from dashboard.measures.road.tracks import complete_weeks
from dashboard.measures.store import Store
from dashboard.wording import words


def projection(store: Store, track: Track) -> tuple[Worked, ...]:
    """Give the first visits that the pace of a track, and so its projection, is worked out from.

    Nothing of a track that has no pace. It is written once for a track.
    """
    pace = track.pace
    if pace is None:
        return ()
    key = ("projection", track.target, track.selection, track.day, pace.rate)
    return store.remembered(key, lambda asked: _projection(asked, track, pace))


def _projection(store: Store, track: Track, pace: Forecast) -> tuple[Worked, ...]:
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
        return Behind(marked(rows, within, why), False)

    return (figure(_pace(track, pace.days, len(weeks)), track.selection, count, None, found),)


def _pace(track: Track, days: int, weeks: int) -> Measure:
    """Give the measure of a track's pace over so many working days of so many weeks."""
    lately = words.many(days, "working days")
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
