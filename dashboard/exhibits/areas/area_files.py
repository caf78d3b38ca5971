"""The tables of an area's profile as files, each with what it counts and what it leaves aside."""

from dataclasses import replace

import polars as pl

from dashboard.exhibits.areas import (
    authority_itself,
    comparators,
    inspection_load,
    last_on_site,
    setting_history,
    timeline,
)
from dashboard.exhibits.download import Download, begun, download, period
from dashboard.measures import Selection, Store, choice
from dashboard.measures.definitions.coverage import SETTINGS, VISITS
from dashboard.measures.definitions.enforcement import ACTIONS_ENDED, ACTIONS_ISSUED
from dashboard.measures.definitions.register import LAST_SEEN
from dashboard.measures.results import coverage_measure
from dashboard.wording import filtered

EVENTS = "visits, actions", "Visits that began, and actions issued or ended."
ALL_VISITS = "all visits to authorities and to settings in them, whatever the filters"
FACTS = {
    "last on site": ("last_on_site", last_on_site.DEFINITION),
    "similar and other areas": (
        "coverage, visits",
        f"{comparators.HOW} {inspection_load.DEFINITION}",
    ),
    "inspection load": ("visits", inspection_load.DEFINITION),
    "own visits": ("visits", authority_itself.CONTEXT),
    "not shown": ("settings", "Settings counted in an authority and never placed below it."),
    "visits and actions": EVENTS,
    "visits and actions by week": EVENTS,
}
"""For each file, what is measured and what that means."""

OF_ALL_VISITS = ("similar and other areas", "inspection load")
"""The files of inspection load, which counts all visits whatever the filters."""

COUNTED = {
    "last on site": (LAST_SEEN,),
    "not shown": (SETTINGS,),
    "visits and actions": (VISITS, ACTIONS_ISSUED, ACTIONS_ENDED),
    "visits and actions by week": (VISITS, ACTIONS_ISSUED, ACTIONS_ENDED),
}
"""For each file, what its rows count, where it is not visits alone."""


def coverage(store: Store, selection: Selection, rows: pl.DataFrame) -> Download:
    """Describe coverage by type in the area, its region and England."""
    measure = coverage_measure(selection)
    return download(store, selection, measure, rows, rows.columns, "visited by type beside others")


def file(store: Store, selection: Selection, rows: pl.DataFrame, name: str) -> Download:
    """Describe one of the other tables of the page."""
    first, *beside = COUNTED.get(name, (VISITS,))
    chosen = selection.without_visits() if name in OF_ALL_VISITS else selection
    made = download(store, chosen, first, rows, rows.columns, name, *beside)
    measure, definition = FACTS[name]
    told = made.saying(measure=measure, definition=definition)
    free = filtered.unlimited(selection) if name in OF_ALL_VISITS else ""
    if not free:
        return told
    return replace(told.saying(filters=f"{made.facts['filters']}; {free}"), unlimited=free)


def of_events(store: Store, selection: Selection, found: timeline.Latest) -> Download:
    """Describe every event of the period; all but the latest are written when asked for."""

    def described(rows: pl.DataFrame) -> Download:
        return file(store, selection, rows, "visits and actions")

    return begun(
        described(found.rows), found.all_of, lambda: described(timeline.listed(store, selection))
    )


def of_load(store: Store, selection: Selection, rows: pl.DataFrame) -> Download:
    """Describe the calendar, which no filter but the area and the end of the period narrows."""
    made = file(store, selection, rows, "inspection load")
    first = min(rows["week"], default=choice.first_day(selection, store))
    filters = f"{choice.area_name(selection.area, store)}, {ALL_VISITS}"
    days = period(first, choice.last_day(selection, store))
    return made.saying(filters=filters, period=days)


def of_setting(store: Store, selection: Selection, rows: pl.DataFrame, urn: str) -> Download:
    """Describe the history of one setting, which no filter narrows."""
    name = f"setting {urn}"
    made = download(store, Selection(), VISITS, rows, rows.columns, name, ACTIONS_ISSUED)
    first = min(rows["day"], default=store.as_at)
    told = made.saying(
        measure="records",
        definition=setting_history.DEFINITION,
        filters=name,
        period=period(first, store.as_at),
    )
    return replace(told, area=choice.area_name(selection.area, store))
