"""Which of the last weeks are still arriving, and about how many visits are still to come."""

from collections.abc import Mapping
from datetime import date

import polars as pl

from dashboard.measures import arriving, chosen_records, weekly
from dashboard.measures.arriving import Share
from dashboard.measures.cached import cached
from dashboard.measures.measure import Measure
from dashboard.measures.selection import Selection
from dashboard.measures.store import Store
from dashboard.settings import Settings, monday, snapshots_folder, sunday
from dashboard.snapshots import snapshot_folder
from dashboard.snapshots.first_known import first_known


@cached
def complete(store: Store, selection: Selection, measure: Measure | None = None) -> list[date]:
    """List the weeks of the period on which a sentence may rest, oldest first.

    They are over and before any of which visits may still arrive. With a measure, only those that
    the records tell of.
    """
    young = min(unfinished(store, selection), default=date.max)
    untold = store.untold(measure, selection) if measure else ()
    over = weekly.weeks_over(store, selection)
    return [week for week in over if week < young and week not in untold]


@cached
def unfinished(store: Store, selection: Selection) -> tuple[date, ...]:
    """Give the weeks (Mondays) of the period to mark, and on which no sentence may rest.

    Those that are still arriving by the recorded delays or not over. Where too little is known of
    delays, the last weeks; where nothing is, those younger than the standard for publication.
    """
    found, young = shares_known(store), _young(store)
    late = [
        week
        for week in weekly.weeks_over(store, selection)
        if (not found[week].is_complete if week in found else week in young)
    ]
    return (*late, *running_weeks(store, selection))


def _young(store: Store) -> frozenset[date]:
    """Give the weeks that are young, once for all choices: each looks through the calendar."""
    return store.once(
        "young weeks", lambda: frozenset(week for week in store.weeks if _is_young(store, week))
    )


def _is_young(store: Store, week: date) -> bool:
    """Say whether a week of which no delay is known may still be arriving."""
    if chosen_records.visits_recorded(store)["recorded_on"].count():
        return arriving.is_recent(week, store.as_at)
    working = store.records["calendar"].filter("working")["day"]
    gone = working.is_between(sunday(week), store.as_at, closed="right").sum()
    return int(gone) < Settings.publication_days


def expected(store: Store, selection: Selection) -> dict[date, float]:
    """Give about how many more visits each week that is still arriving will have."""
    made = dict(weekly.week_totals(store, selection).iter_rows())
    found = shares_known(store)
    return {
        week: made[week] * found[week].missing
        for week in unfinished(store, selection)
        if week in found and not found[week].is_complete
    }


def expected_range(store: Store, selection: Selection) -> tuple[int, int]:
    """Give between which numbers the visits still to come lie, 8 times in 10."""
    made, found = dict(weekly.week_totals(store, selection).iter_rows()), shares_known(store)
    weeks = expected(store, selection)
    return arriving.to_come([(made[week], found[week]) for week in weeks if made[week]])


def recent_weeks(store: Store, selection: Selection) -> list[date]:
    """List the weeks of the period that are over, but so lately that some may still arrive."""
    weeks = weekly.weeks_over(store, selection)
    return [week for week in weeks if arriving.is_recent(week, store.as_at)]


def running_weeks(store: Store, selection: Selection) -> tuple[date, ...]:
    """Give the week that is not over on the day of the figures, where the period goes so far."""
    week = monday(store.as_at)
    shown = selection.until in (None, store.as_at) and sunday(week) > store.as_at
    return (week,) if shown else ()


def shares_known(store: Store) -> Mapping[date, Share]:
    """Work out once for a store what was known of earlier weeks when they were as old."""
    if "visits" not in store.cube.tables:
        return {}
    return store.remembered(("arriving",), _worked_out)


def _worked_out(store: Store) -> Mapping[date, Share]:
    """Go by the days that the records give; where they give none, by earlier snapshots."""
    if chosen_records.visits_recorded(store)["recorded_on"].count():
        return {week: Share(*counts) for week, *counts in shares_recorded(store).iter_rows()}
    root = snapshots_folder()
    if root is None or store.name not in {name for _, name in snapshot_folder.kept(root)}:
        return {}
    longest = (arriving.OLDEST + arriving.COMPARED + 1) * arriving.WEEK
    visits, days = first_known(store.records["visits"], root, store.as_at, longest)
    return arriving.shares(visits, _recent(store), store.as_at, days)


def shares_recorded(store: Store) -> pl.DataFrame:
    """Give for each recent week what was known of earlier ones, by the days that records give.

    Columns: week, known_then, known_now; a week that cannot be compared has no row.
    """

    def counted() -> pl.DataFrame:
        visits = chosen_records.visits_recorded(store)
        known = visits.select("started_on", known_on="recorded_on")
        found = arriving.shares(known, _recent(store), store.as_at)
        rows = [(week, share.known_then, share.known_now) for week, share in found.items()]
        kinds = {"week": pl.Date(), "known_then": pl.Int64(), "known_now": pl.Int64()}
        return pl.DataFrame(rows, schema=kinds, orient="row")

    return store.once("shares recorded", counted)


def _recent(store: Store) -> list[date]:
    over = (week for week in store.weeks if sunday(week) <= store.as_at)
    return [week for week in over if arriving.is_recent(week, store.as_at)]
