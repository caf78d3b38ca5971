"""Visits that are booked, by week, and the next weeks without one."""

from datetime import date, timedelta

import polars as pl

from dashboard.measures import chosen_records, inspection_load, other_inspectorates
from dashboard.measures.selection import Selection
from dashboard.measures.store import Store
from dashboard.records import words as w
from dashboard.settings import monday

WEEKS = 4
"""Weeks after the day of the figures that the calendar shows."""


NAMED = 3
"""Free weeks that a sentence names."""


def weeks(store: Store, selection: Selection) -> list[date]:
    """List the weeks ahead that the calendar shows: none where the period ends earlier."""
    if selection.until and selection.until < store.as_at:
        return []
    known = set(store.records["calendar"]["week"])
    coming = [monday(store.as_at) + timedelta(weeks=n) for n in range(1, WEEKS + 1)]
    return [week for week in coming if week in known]


def booked(store: Store) -> pl.DataFrame:
    """List our own visits after the day of the figures, as they were known on that day.

    Only those for which the records say on which day they were recorded: a view of an earlier
    day would otherwise take for planned what only became known later. Columns: started_on, week,
    visit_type, setting_type, la_code, the two regions and numerator (1).
    """
    return store.remembered(("booked",), _booked)


def _booked(store: Store) -> pl.DataFrame:
    areas = store.authorities.select("la_code", "region", "statistical_region")
    settings = store.records["settings"].select("urn", "la_code", "setting_type")
    located = settings.join(areas, on="la_code", how="inner", validate="m:1")
    dated = store.records["calendar"].select("day", "week")
    visits = chosen_records.visits_recorded(store).select("urn", "started_on", "visit_type")
    return (
        visits[planned(store)["visit"]]
        .join(located, on="urn", how="inner", validate="m:1")
        .join(dated, left_on="started_on", right_on="day", how="inner", validate="m:1")
        .with_columns(numerator=pl.lit(1, pl.Int64))
    )


def planned(store: Store) -> pl.DataFrame:
    """List the places in the records (`visit`) of the visits that `booked` lists."""

    def found() -> pl.DataFrame:
        later = pl.col("started_on") > store.as_at, pl.col("recorded_on") <= store.as_at
        numbered = chosen_records.visits_recorded(store).with_row_index("visit")
        return numbered.filter(*later).select("visit")

    return store.once("planned visits", found)


def by_week(store: Store, column: str) -> pl.DataFrame:
    """Mark the visits booked in each week by letter, as `inspection_load.lettered` does."""
    rows = booked(store)
    own = pl.col("setting_type") == w.LOCAL_AUTHORITY
    ours = inspection_load.lettered(rows.filter(own), rows.filter(~own), column)
    return pl.concat([ours, other_inspectorates.booked_by_week(store, column)])


def inside(rows: pl.DataFrame, selection: Selection) -> pl.DataFrame:
    """Leave the rows of the area chosen."""
    if selection.area is None:
        return rows
    column = "la_code" if selection.is_authority else selection.region_column
    return rows.filter(pl.col(column).cast(pl.String) == selection.area)


def free(store: Store, selection: Selection) -> list[date]:
    """List the next full working weeks with nothing booked in the area."""
    theirs = inside(other_inspectorates.booked(store), selection)
    days = [*inside(booked(store), selection)["started_on"], *theirs["started_on"]]
    days += theirs["ended_on"].drop_nulls().to_list()
    return inspection_load.free_weeks(store.records["calendar"], days, store.as_at)[:NAMED]
