"""Pages for those outside: declared tables in place of what tells of concerns and findings."""

from collections.abc import Sequence
from itertools import groupby

from dashboard.figures import outside, words
from dashboard.measures.disclosure.declared import Declared, declared
from dashboard.measures.selection import Selection
from dashboard.settings import INTERNAL, PUBLIC
from dashboard.store import Store
from dashboard.ui import filters, parts
from dashboard.views import data_taken

OTHERWISE = (
    "These tables are for all providers and the whole period, whatever the filters, so that no two "
    "of them can be used to work out what is hidden."
)
MEANING = "What may leave the inspectorate, and what each figure means."
NOTHING = "Nothing of this page may leave the inspectorate in this form."
EVERYTHING = "Every table that may leave the inspectorate, and what the figures mean:"


def stands_in(path: str, store: Store) -> bool:
    """Say whether a page is laid out from declared tables alone, in the mode of the store."""
    if store.mode == INTERNAL:
        return False
    declared_for = {column.page for column in declared(store.mode)}
    return store.mode == PUBLIC or path == "data" or path in declared_for


def page(
    name: str, path: str, question: str, store: Store, selection: Selection, notices: Sequence[str]
) -> None:
    """Lay out a page's declared tables."""
    own = [column for column in declared(store.mode) if column.page == path]
    with parts.panel() as top:
        top.lead(name, question, OTHERWISE if own else MEANING if path == "data" else NOTHING)
        top.html(filters.showing(store, selection, notices))
    if store.mode != PUBLIC:
        filters.strip(store, selection)
    for _, columns in groupby(own, key=lambda column: column.table):
        table(tuple(columns), store, selection)
    if path == "data":
        takeaway()


@parts.part
def table(columns: Sequence[Declared], store: Store, selection: Selection) -> None:
    """Show one declared table."""
    rows = outside.rows(store, columns)
    title = f"{columns[0].title}, {outside.SHAPE}, {words.period(Selection(), store)}"
    with parts.panel() as shown:
        area = selection.area if selection.regions == 8 else None
        shown.finding(outside.finding(rows, words.area_name(area, store)), title)
        shown.html(outside.html(rows, title))
        shown.note(outside.hidden(rows))
        shown.source(store)
        shown.download(f"download_{columns[0].table}", outside.file(rows, columns, store))


def takeaway() -> None:
    """Offer everything at once, and say what each figure means."""
    with parts.panel() as shown:
        shown.finding("Take the tables away", "All tables that may leave the inspectorate, as CSV")
        shown.note(EVERYTHING)
        links = parts.links("everything", {"zip": "Every table of every page (zip)"})
        shown.html(f'<p class="files">{links}</p>')
    data_taken.definitions()
