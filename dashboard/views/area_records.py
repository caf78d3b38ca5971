"""The records of an area: when it was last seen, what happened when, and what is not shown."""

from dashboard.figures import counts, tables, words
from dashboard.figures.areas import limits, own, sight
from dashboard.measures.selection import Selection
from dashboard.store import Store
from dashboard.ui import parts
from dashboard.views import area_events


def show(store: Store, selection: Selection) -> None:
    """Lay out the records of an area."""
    authority(store, selection)
    last_seen(store, selection)
    area_events.weeks(store, selection)
    if selection.area is not None:
        area_events.latest(store, selection)
    hidden(store, selection)


@parts.part
def last_seen(store: Store, selection: Selection) -> None:
    """Show when anyone was last on site at each setting."""
    rows = sight.rows(store, selection)
    title = f"Time since anyone was on site, {words.noun(selection)}"
    with parts.panel() as shown:
        shown.finding(sight.finding(store, selection), title)
        shown.html(counts.shares(sight.text(rows), sight.headings(rows), title))
        shown.note(sight.note(store, selection))
        area_events.close(shown, "last_seen", "last on site", rows, store, selection)


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
            shown.html(counts.records(tables.plain(own.text(rows, store), own.HEADINGS, title)))
        left = words.more(rows.height - own.SHOWN)
        area_events.close(shown, "own", "own visits", rows, store, selection, *left)


@parts.part
def hidden(store: Store, selection: Selection) -> None:
    """Say how many settings cannot be shown and why."""
    rows = limits.rows(store, selection)
    title = "What this page cannot show, and why"
    with parts.panel() as shown:
        shown.finding(limits.finding(rows, store, selection), title)
        shown.html(tables.plain(limits.text(rows), limits.HEADINGS, title, "words"))
        area_events.close(shown, "hidden", "not shown", rows, store, selection)
