"""Areas: what do I need to know before I speak to this authority or region?"""

from collections.abc import Callable, Sequence
from urllib.parse import urlencode

import streamlit as st

from dashboard.figures import tables, words
from dashboard.figures.areas import ahead, answer, calendar, comparison, coverage, files, load
from dashboard.figures.areas import places as p
from dashboard.figures.explained import worked
from dashboard.figures.matrix import matrix
from dashboard.measures.selection import Selection
from dashboard.records.words import ALL_HOMES, ALL_PROVIDERS
from dashboard.store import Store
from dashboard.ui import address, filters, parts, search
from dashboard.ui.run import current
from dashboard.views import area_records

QUESTION = "What do I need to know before I speak to this authority or region?"


def page(store: Store, selection: Selection, notices: Sequence[str]) -> None:
    """Lay out the answer, coverage and load beside other places, and the records behind them."""
    with parts.panel() as top:
        top.lead("Areas", QUESTION, answer.answer(store, selection))
        top.html(filters.showing(store, selection, notices))
        top.html(tables.tiles(answer.figures(store, selection)))
    filters.strip(store, selection)
    search.field(store, selection)
    types(store, selection)
    around = p.beside(store.as_counted, selection)
    beside(around, store, selection)
    strip(around, store, selection)
    area_records.show(store, selection)


@parts.part
def types(store: Store, selection: Selection) -> None:
    """Show coverage by setting type beside the region and England."""
    rows = coverage.rows(store, selection)
    title = f"{words.opening(words.counted(selection))} visited, by setting type"
    with parts.panel() as shown:
        shown.finding(coverage.finding(rows, store, selection), title)
        table = matrix(rows, title, (ALL_HOMES, ALL_PROVIDERS))
        shown.html(f'<div class="across">{table}</div>')
        shown.source(store, words.period(selection, store))
        shown.download("download_area_types", files.coverage(store, selection, rows))


@parts.part
def beside(around: p.Beside, store: Store, selection: Selection) -> None:
    """Show coverage and load beside similar authorities, or the parts of a larger area."""
    rows = comparison.rows(store, selection, around)
    title = f"{words.opening(words.counted(selection))} visited, and inspection load, side by side"
    with parts.panel() as shown:
        shown.finding(comparison.finding(rows, store, selection), title)
        shown.html(comparison.table(rows, selection, title, link_from(selection)))
        if selection.is_authority:
            shown.note(p.HOW)
        shown.source(store)
        shown.download(
            "download_beside", files.file(store, selection, rows, "similar and other areas")
        )


def link_from(selection: Selection) -> Callable[[str], str]:
    """Give the address of another area on this page, with every other filter as it is."""
    asked = st.query_params if current().drawn else {}
    stays = (address.AS_AT, address.MODE)
    kept = {name: value for name, value in asked.items() if name in stays}

    def link(area: str) -> str:
        return f"?{urlencode(address.write(selection.changed('area', area)) | kept)}"

    return link


@parts.part
def strip(around: p.Beside, store: Store, selection: Selection) -> None:
    """Show the calendar of visits, and what lies ahead."""
    rows = calendar.rows(store, selection, around)
    title = f"Inspection load: visits each week, {words.area_name(selection.area, store)}"
    one = selection.area is not None
    rated = load.rows(store, selection, around)
    worked.of_load(store, selection, load.whole(rated, selection))
    with parts.panel() as shown:
        shown.finding(load.finding(rated, store, selection), title)
        if load.known(store):
            shown.html(calendar.strip(rows, store, title))
            shown.pictured(calendar.drawing(rows, store))
            shown.note(calendar.key(store, one))
            shown.note(load.DEFINITION)
        shown.note(ahead.sentence(store, selection))
        shown.source(store)
        shown.download("download_load", files.of_load(store, selection, rows))
