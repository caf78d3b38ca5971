"""Who is left: authorities not been to, settings unseen longest, and settings never seen."""

from dashboard.figures import downloads, results, sight, tables, unreached
from dashboard.measures.definitions.register import LAST_SEEN
from dashboard.measures.filters import SETTINGS_UNIT
from dashboard.measures.selection import Selection
from dashboard.store import Store
from dashboard.ui import parts
from dashboard.views import left_listed

AUTHORITY_HEADINGS = ("Region", "Authorities", "Which")


def show(store: Store, selection: Selection) -> None:
    """Lay out who has not been reached at all, then how long settings have been unseen."""
    authorities(store, selection)
    chosen = selection.changed("unit", SETTINGS_UNIT)
    last_seen(store, chosen)
    left_listed.longest(store, chosen)
    left_listed.never(store, chosen)


@parts.part
def authorities(store: Store, selection: Selection) -> None:
    """List the authorities with settings in scope of which none has been visited."""
    rows, title = unreached.rows(store, selection), unreached.title(store, selection)
    with parts.panel() as shown:
        shown.finding(unreached.finding(store, selection), title)
        if rows.height:
            cells = unreached.text(rows, selection)
            shown.html(tables.plain(cells, AUTHORITY_HEADINGS, title, "words"))
        shown.note(unreached.note(store, selection))
        shown.source(store)
        measure, around = results.coverage_measure(selection), results.around(selection)
        shown.download(
            "download_unreached",
            downloads.download(store, around, measure, rows, rows.columns, "not reached"),
        )


@parts.part
def last_seen(store: Store, selection: Selection) -> None:
    """Show settings by the time since anyone was on site."""
    rows, title = sight.bands(store, selection), sight.title(store, selection)
    with parts.panel() as shown:
        shown.finding(sight.finding(rows, store, selection), title)
        if rows["denominator"].sum():
            shown.html(tables.bars(rows, title, "Last on site", "Of settings in scope", None))
        shown.note(sight.note(store, selection))
        shown.source(store)
        columns = ["name", "numerator", "denominator", "value"]
        shown.download(
            "download_last_seen",
            downloads.download(store, selection, LAST_SEEN, rows, columns, "last seen"),
        )
