"""Which of the last weeks are still arriving, and about how many visits are still to come."""

from collections.abc import Mapping, Sequence
from datetime import date

import polars as pl

from dashboard.figures import results
from dashboard.figures.kept import kept
from dashboard.measures import arriving
from dashboard.measures.arriving import Share
from dashboard.measures.measure import Measure
from dashboard.measures.selection import Selection
from dashboard.settings import Settings, monday
from dashboard.snapshots import snapshot_folder
from dashboard.snapshots.first_known import first_known
from dashboard.store import Store
from dashboard.wording import words

NOT_KNOWN = (
    "How many visits of the last weeks are still to come is not known: that takes at least "
    f"{arriving.OLDEST + arriving.NEEDED} earlier weeks of figures, or of days on which visits "
    "were recorded."
)
NONE_COMPLETE = "No week of the period is complete yet"
"""Stands where a sentence would tell of the last complete week."""


@kept
def marked(store: Store, selection: Selection) -> tuple[date, ...]:
    """Give the weeks (Mondays) of the period to mark: those still arriving or not over."""
    found = _shares(store)
    late = [week for week in _recent(store, selection) if week in found]
    return (*(w for w in late if not found[w].is_complete), *_running(store, selection))


@kept
def note(store: Store, selection: Selection) -> str:
    """Say about how many more visits are still to come, or why that is not known.

    Nothing where all weeks of the period are complete, or where none has a visit.
    """
    if (
        "visits" not in store.cube.tables
        or not results.week_totals(store, selection).select(pl.col("numerator").sum()).item()
    ):
        return ""
    running = [f"The {words.week_of(week)} is not over." for week in _running(store, selection)]
    said = [_expected(store, selection), why_long_ago(store, selection), *running]
    return " ".join(filter(None, said))


@kept
def why_long_ago(store: Store, selection: Selection) -> str:
    """Say why the last complete week is older than the delays that are usual; else nothing."""
    weeks = complete(store, selection)
    later = [w for w in results.weeks_over(store, selection) if weeks and w > weeks[-1]]
    if not later or arriving.is_recent(later[0], store.as_at):
        return ""
    return (
        f"The last complete week is that of {words.day(weeks[-1])}: a later visit may come in with "
        f"its letter, which is due within {Settings.publication_days} working days."
    )


@kept
def complete(store: Store, selection: Selection, measure: Measure | None = None) -> list[date]:
    """List the weeks of the period on which a sentence may rest, oldest first.

    They are over and before any of which visits may still arrive. With a measure, only those that
    the records tell of.
    """
    young = min(unfinished(store, selection), default=date.max)
    untold = store.untold(measure, selection) if measure else ()
    over = results.weeks_over(store, selection)
    return [week for week in over if week < young and week not in untold]


@kept
def unfinished(store: Store, selection: Selection) -> tuple[date, ...]:
    """Give the weeks (Mondays) of the period on which no sentence may rest.

    Those that are still arriving by the recorded delays or not over. Where too little is known of
    delays, the last weeks; where nothing is, those younger than the standard for publication.
    """
    found = _shares(store)
    untold = [week for week in results.weeks_over(store, selection) if week not in found]
    late = [week for week in untold if _is_young(store, week)]
    return (*late, *marked(store, selection))


def _is_young(store: Store, week: date) -> bool:
    """Say whether a week of which no delay is known may still be arriving."""
    if "visits" in store.records and store.records["visits"]["recorded_on"].count():
        return arriving.is_recent(week, store.as_at)
    working = store.records["calendar"].filter("working")["day"]
    gone = working.is_between(words.sunday(week), store.as_at, closed="right").sum()
    return int(gone) < Settings.publication_days


def expected(store: Store, selection: Selection) -> dict[date, float]:
    """Give about how many more visits each week that is still arriving will have."""
    made = dict(results.week_totals(store, selection).iter_rows())
    found = _shares(store)
    return {
        week: made[week] * found[week].missing
        for week in marked(store, selection)
        if week in found and not found[week].is_complete
    }


def expected_range(store: Store, selection: Selection) -> tuple[int, int]:
    """Give between which numbers the visits still to come lie, 8 times in 10."""
    made, found = dict(results.week_totals(store, selection).iter_rows()), _shares(store)
    weeks = expected(store, selection)
    return arriving.to_come([(made[week], found[week]) for week in weeks if made[week]])


def _expected(store: Store, selection: Selection) -> str:
    recent = _recent(store, selection)
    if not recent:
        return ""
    if not set(recent) <= _shares(store).keys():
        return NOT_KNOWN
    weeks = expected(store, selection)
    if not weeks:
        return ""
    count = int(words.half_up(sum(weeks.values())))
    low, high = expected_range(store, selection)
    more = f"about {words.number(count)} more visit{'' if count == 1 else 's'}"
    more += f" ({words.number(low)} to {words.number(high)}, 8 times in 10)"
    days = words.listed([words.day(week, year=False) for week in sorted(weeks)])
    return (
        f"{'Week' if len(weeks) == 1 else 'Weeks'} of {days} still arriving: "
        f"we estimate {more if count else 'less than one more visit'}, going by how late the "
        "visits of earlier weeks were recorded."
    )


def _recent(store: Store, selection: Selection) -> list[date]:
    """List the weeks of the period that are over, but so lately that some may still arrive."""
    weeks = results.weeks_over(store, selection)
    return [week for week in weeks if arriving.is_recent(week, store.as_at)]


def _running(store: Store, selection: Selection) -> tuple[date, ...]:
    """Give the week that is not over on the day of the figures, where the period goes so far."""
    week = monday(store.as_at)
    shown = selection.until in (None, store.as_at) and words.sunday(week) > store.as_at
    return (week,) if shown else ()


def _shares(store: Store) -> Mapping[date, Share]:
    """Work out once for a store what was known of earlier weeks when they were as old."""
    if "visits" not in store.cube.tables:
        return {}
    return store.remembered(("arriving",), _worked_out)


def _worked_out(store: Store) -> Mapping[date, Share]:
    visits, days = _known(store)
    over = [week for week in store.weeks if words.sunday(week) <= store.as_at]
    recent = [week for week in over if arriving.is_recent(week, store.as_at)]
    return arriving.shares(visits, recent, store.as_at, days)


def _known(store: Store) -> tuple[pl.DataFrame, Sequence[date] | None]:
    """Give the day on which each visit was first known, and the days that this is known for.

    It is the day that the records give; where they give none, earlier snapshots are asked.
    """
    visits, root = store.records["visits"], Settings().snapshots
    if visits["recorded_on"].count():
        return visits.select("started_on", known_on="recorded_on"), None
    if root is None or store.name not in {name for _, name in snapshot_folder.kept(root)}:
        return visits.select("started_on", known_on=pl.lit(None, pl.Date)), ()
    longest = (arriving.OLDEST + arriving.COMPARED + 1) * arriving.WEEK
    return first_known(visits, root, store.as_at, longest)
