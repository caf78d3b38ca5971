"""The tables of an area's profile as files, each with what it counts and what it leaves aside."""

from dataclasses import replace

import polars as pl

from dashboard.figures import words
from dashboard.figures.areas import events, load, own, places, sight
from dashboard.figures.downloads import Download, begun, download, period
from dashboard.figures.results import coverage_measure
from dashboard.measures.definitions.coverage import VISITS
from dashboard.measures.selection import Selection
from dashboard.store import Store

ALL_VISITS = "all visits to authorities and to settings in them, whatever the filters"
FACTS = {
    "last on site": ("last_on_site", sight.DEFINITION),
    "similar and other areas": ("coverage, visits", f"{places.HOW} {load.DEFINITION}"),
    "inspection load": ("visits", load.DEFINITION),
    "own visits": ("visits", own.CONTEXT),
    "not shown": ("settings", "Settings counted in an authority and never placed below it."),
    "visits and actions": ("visits, actions", "Visits that began, and actions issued or ended."),
}
"""For each file, what is measured and what that means."""


def coverage(store: Store, selection: Selection, rows: pl.DataFrame) -> Download:
    """Describe coverage by type in the area, its region and England."""
    measure = coverage_measure(selection)
    return download(store, selection, measure, rows, rows.columns, "visited by type beside others")


def file(store: Store, selection: Selection, rows: pl.DataFrame, name: str) -> Download:
    """Describe one of the other tables of the page."""
    made = download(store, selection, VISITS, rows, rows.columns, name)
    measure, definition = FACTS[name]
    return replace(made, facts=made.facts | {"measure": measure, "definition": definition})


def of_events(store: Store, selection: Selection, found: events.Latest) -> Download:
    """Describe every event of the period; all but the latest are written when asked for."""

    def described(rows: pl.DataFrame) -> Download:
        return file(store, selection, rows, "visits and actions")

    return begun(
        described(found.rows), found.all_of, lambda: described(events.listed(store, selection))
    )


def of_load(store: Store, selection: Selection, rows: pl.DataFrame) -> Download:
    """Describe the calendar, which no filter but the area and the end of the period narrows."""
    made = file(store, selection, rows, "inspection load")
    first = min(rows["week"], default=words.first_day(selection, store))
    filters = f"{words.area_name(selection.area, store)}, {ALL_VISITS}"
    days = period(first, words.last_day(selection, store))
    return replace(made, facts=made.facts | {"filters": filters, "period": days})
