"""The records of an area: when it was last seen, what happened when, and what is not shown."""

import polars as pl

from dashboard.figures import arriving, counts, tables, words
from dashboard.figures.areas import events, files, limits, own, sight
from dashboard.measures.selection import Selection
from dashboard.store import Store
from dashboard.ui import parts


def show(store: Store, selection: Selection) -> None:
    """Lay out the records of an area."""
    authority(store, selection)
    last_seen(store, selection)
    weeks(store, selection)
    if selection.area is not None:
        latest(store, selection)
    hidden(store, selection)


@parts.part
def last_seen(store: Store, selection: Selection) -> None:
    """Show when anyone was last on site at each setting."""
    rows = sight.rows(store, selection)
    title = f"Time since anyone was on site, {words.noun(selection)}"
    with parts.panel() as shown:
        said = sight.finding(sight.settings(store, selection), store, selection)
        shown.finding(said, title)
        shown.html(counts.shares(sight.text(rows), sight.headings(rows), title))
        shown.note(sight.note(store, selection))
        close(shown, "last_seen", "last on site", rows, store, selection)


@parts.part
def weeks(store: Store, selection: Selection) -> None:
    """Show visits and actions week by week."""
    rows = events.by_week(store, selection)
    where = words.area_name(selection.area, store)
    title = f"Visits and actions each week, {words.noun(selection)}, {where}"
    with parts.panel() as shown:
        shown.finding(events.finding(rows, store, selection), title)
        if events.is_drawn(rows):
            drawn = counts.weeks(rows, events.names(store, selection), title)
            shown.html(f'<div class="trio">{drawn}</div>')
            shown.note(arriving.note(store, selection))
        close(shown, "events_weeks", "visits and actions", rows, store, selection)


@parts.part
def latest(store: Store, selection: Selection) -> None:
    """List the latest visits and actions."""
    rows = events.listed(store, selection)
    title = f"Visits and actions of the period, latest first, {words.noun(selection)}"
    with parts.panel() as shown:
        shown.finding(events.latest(rows), title)
        if not rows.is_empty():
            table = tables.plain(events.text(rows), events.HEADINGS, title)
            shown.html(counts.records(table))
        close(shown, "events", "visits and actions", rows, store, selection, *events.more(rows))


@parts.part
def authority(store: Store, selection: Selection) -> None:
    """Show the visits to authorities themselves, and the standing judgement as context."""
    rows = own.visits(store, selection)
    title = "Visits to local authorities themselves, latest first"
    with parts.panel() as shown:
        shown.finding(own.finding(rows, store, selection), title)
        judgement = own.judgement(store, selection)
        if judgement:
            shown.note(judgement)
        if not rows.is_empty():
            shown.html(counts.records(tables.plain(own.text(rows), own.HEADINGS, title)))
        close(shown, "own", "own visits", rows, store, selection)


@parts.part
def hidden(store: Store, selection: Selection) -> None:
    """Say how many settings cannot be shown and why."""
    rows = limits.rows(store, selection)
    title = "What this page cannot show, and why"
    with parts.panel() as shown:
        shown.finding(limits.finding(rows, store, selection), title)
        shown.html(tables.plain(limits.text(rows), limits.HEADINGS, title, "words"))
        close(shown, "hidden", "not shown", rows, store, selection)


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
