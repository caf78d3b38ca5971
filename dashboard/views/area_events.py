"""Panels of an area in time: visits and actions week by week, and the latest ones."""

import polars as pl

from dashboard.figures import arriving, counts, tables, words
from dashboard.figures.areas import events, files
from dashboard.measures.selection import Selection
from dashboard.store import Store
from dashboard.ui import parts


@parts.part
def weeks(store: Store, selection: Selection) -> None:
    """Show visits and actions week by week."""
    rows = events.by_week(store, selection)
    where = words.area_name(selection.area, store)
    title = f"Visits and actions each week, {words.noun(selection)}, {where}"
    with parts.panel() as shown:
        shown.finding(events.finding(rows, store, selection), title)
        if events.is_drawn(rows):
            shown.html(counts.weeks(rows, events.names(store, selection), title))
            shown.note(arriving.note(store, selection))
        close(shown, "events_weeks", "visits and actions", rows, store, selection)


@parts.part
def latest(store: Store, selection: Selection) -> None:
    """List the latest visits and actions."""
    found = events.latest(store, selection)
    title = f"Visits and actions of the period, latest first, {words.noun(selection)}"
    with parts.panel() as shown:
        shown.finding(events.finding_latest(found), title)
        if found.all_of:
            table = tables.plain(events.text(found.rows), events.HEADINGS, title)
            shown.html(counts.records(table))
        shown.source(store, *words.more(found.all_of - events.SHOWN))
        shown.download("download_area_events", files.of_events(store, selection, found))


def close(
    shown: parts.Panel,
    key: str,
    name: str,
    rows: pl.DataFrame,
    store: Store,
    selection: Selection,
    *more: str,
) -> None:
    """Close a picture with its source and its file."""
    shown.source(store, *more)
    shown.download(f"download_area_{key}", files.file(store, selection, rows, name))
