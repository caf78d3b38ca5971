"""The calendar of visits: a row for each place, a cell for each week, restrictions as bands."""

from collections.abc import Sequence
from datetime import date

import polars as pl

from dashboard.exhibits.areas import (
    area_files,
    inspection_load,
    load_explained,
    restrictions,
    weeks_ahead,
)
from dashboard.exhibits.download import Download, period
from dashboard.exhibits.exhibit import Calendar, Exhibit
from dashboard.measures import (
    area_load,
    booked_visits,
    choice,
    comparator_areas,
    other_inspectorates,
    week_completeness,
    weekly,
)
from dashboard.measures.cached import cached
from dashboard.measures.comparator_areas import Beside
from dashboard.measures.inspection_load import Letter, is_busy
from dashboard.measures.selection import Selection
from dashboard.measures.store import Store
from dashboard.records import words as w
from dashboard.wording import words

ALL_VISITS = "all visits to authorities and to settings in them, whatever the filters"
BACK = 12
"""Weeks up to the end of the period that the calendar shows."""

LETTERS = {
    Letter.AUTHORITY.value: "to the authority itself",
    Letter.PROVIDER.value: "to a setting in it",
    Letter.MONITORING.value: "a monitoring visit to a setting in it",
    Letter.OTHER.value: "by another inspectorate",
}
MEETS = (Letter.AUTHORITY.value, Letter.OTHER.value)
"""Visits beside which any other makes a week busy."""


def exhibit(store: Store, selection: Selection) -> Exhibit | None:
    """Give the calendar of visits, and what lies ahead, where the records hold visits."""
    if not area_load.known(store):
        return None
    around = comparator_areas.beside(store.as_counted, selection)
    found = rows(store, selection, around)
    rated = inspection_load.rows(store, selection, around)
    late, marks_busy = still_arriving(store, selection), found["busy"].count() > 0
    said = " ".join(filter(None, (letters_said(store, marks_busy), arriving_said(late))))
    shown = state_ahead(store, found), restrictions_of(store, found), said, late
    whole = inspection_load.whole(rated, selection)
    return Exhibit(
        "load",
        inspection_load.headline(rated, store, selection),
        f"Inspection load: visits each week, {choice.area_name(selection.area, store)}",
        (Calendar(found, *shown),),
        _file(store, selection, found),
        (
            key(store, selection.area is not None),
            *filter(None, (arriving_said(late),)),
            inspection_load.DEFINITION,
            weeks_ahead.sentence(store, selection),
        ),
        results=load_explained.of_load(store, selection, whole),
    )


def _file(store: Store, selection: Selection, found: pl.DataFrame) -> Download:
    """Describe the calendar, which no filter but the area and the end of the period narrows."""
    named = "inspection load", "visits", inspection_load.DEFINITION
    made = area_files.of_all_visits(store, selection, found, *named)
    first = min(found["week"], default=choice.first_day(selection, store))
    filters = f"{choice.area_name(selection.area, store)}, {ALL_VISITS}"
    return made.saying(filters=filters, period=period(first, choice.last_day(selection, store)))


def weeks(store: Store, selection: Selection) -> list[date]:
    """List the weeks that the calendar shows up to the end of the period."""
    return weekly.weeks_of(store, area_load.of_all(store, selection, w.ALL_PROVIDERS))[-BACK:]


def still_arriving(store: Store, selection: Selection) -> list[date]:
    """List the weeks of the calendar that are not over, or of which visits still arrive."""
    chosen = area_load.of_all(store, selection, w.ALL_PROVIDERS)
    late = week_completeness.unfinished(store, chosen)
    return [week for week in weeks(store, selection) if week in late]


def arriving_said(late: Sequence[date]) -> str:
    """Say which weeks may grow, if any may."""
    if not late:
        return ""
    one = f"The {words.week_of(late[0])} is"
    which = f"The weeks from {words.day(late[0], year=False)} are" if len(late) > 1 else one
    return f"{which} not over, or visits still arrive: numbers may grow."


def letters(store: Store) -> list[str]:
    """List the letters that the records can tell of; others' visits may not be supplied."""
    return [x for x in LETTERS if x != Letter.OTHER.value or other_inspectorates.supplied(store)]


@cached
def rows(store: Store, selection: Selection, around: Beside) -> pl.DataFrame:
    """Give the visits of every place in every week: place, name, week, ahead, L, P, M, total.

    One row for each place and week, in order, 0 where there was none; O too where it is supplied.
    In the weeks `ahead` they are those booked, as far as the records tell, and in the week of the
    day of the figures those still booked count too. `busy` says whether visits pile up; it is
    blank for regions, because a week is busy for one authority.
    """
    back, coming = weeks(store, selection), booked_visits.weeks(store, selection)
    known = letters(store)
    made = area_load.made(store, selection, around.column).filter(pl.col("week").is_in(back))
    booked = booked_visits.by_week(store, around.column).filter(
        pl.col("week").is_in([*back[-1:], *coming] if coming else [])
    )
    counted = (
        pl.concat([made, booked])
        .group_by("place", "week")
        .agg((pl.col("visits").filter(letter=letter)).sum().alias(letter) for letter in known)
    )
    shown = pl.DataFrame(
        {"week": [*back, *coming], "ahead": [False] * len(back) + [True] * len(coming)},
        schema={"week": pl.Date, "ahead": pl.Boolean},
    )
    grid = around.frame.join(shown, how="cross")
    joined = grid.join(counted, on=["place", "week"], how="left", maintain_order="left")
    filled = joined.with_columns(pl.col(known).fill_null(0))
    total = pl.sum_horizontal(known)
    own = pl.sum_horizontal(letter for letter in known if letter in MEETS)
    busy = pl.when(pl.lit(around.column == "la_code")).then(
        is_busy(total, own, inspection_load.BUSY)
    )
    return filled.with_columns(total=total, busy=busy)


def state_ahead(store: Store, shown: pl.DataFrame) -> dict[date, str]:
    """Say of each week to come of the calendar what it is where nothing is booked in it."""
    return {week: weeks_ahead.state(store, week) for week in weeks_of(shown.filter("ahead"))}


def restrictions_of(store: Store, shown: pl.DataFrame) -> dict[date, str]:
    """Name the restrictions of each week of the calendar that has any."""
    return restrictions.of_weeks(store.records["milestones"], weeks_of(shown))


def shown(rows: pl.DataFrame) -> list[tuple[date, bool]]:
    """List the weeks of the calendar, in order, and whether each is still to come."""
    return rows.select("week", "ahead").unique(maintain_order=True).rows()


def weeks_of(rows: pl.DataFrame) -> list[date]:
    """List the weeks of the calendar, in order."""
    return rows["week"].unique(maintain_order=True).to_list()


def marks(row: dict) -> list[str]:
    """Write each letter of a week with its number, if any."""
    return [f"{letter}{row[letter]}" for letter in LETTERS if row.get(letter)]


def key(store: Store, marks_busy: bool) -> str:
    """Say what the letters mean, and what is shaded."""
    coming = (
        "Shaded weeks are still to come: free has five working days and nothing booked that these "
        "records tell of; short has fewer, because of a bank holiday or a closure."
    )
    absent = ["visits by other inspectorates (O)"] * (not other_inspectorates.supplied(store))
    missing = words.opening(words.listed([*absent, "local restrictions"]))
    not_shown = f"{missing} are not in these records, so they are not shown."
    return f"{letters_said(store, marks_busy)} {coming} {not_shown}"


def letters_said(store: Store, marks_busy: bool) -> str:
    """Say what the letters mean, and what is outlined."""
    known = letters(store)
    means = "; ".join(
        f"{letter} {meaning}" for letter, meaning in LETTERS.items() if letter in known
    )
    outlined = " Outlined weeks are busy." if marks_busy else ""
    return f"Visits each week, by letter: {means}.{outlined}"
