"""Shows a page that is a value: its answer, its figures, the filters and its exhibits in order."""

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from html import escape
from typing import Any

from dashboard.exhibits.exhibit import AreasMap, Chart, Exhibit
from dashboard.exhibits.page import Make, Page, Section
from dashboard.figures import tables
from dashboard.figures.drawn.mapped import mapped
from dashboard.measures.questions import tell
from dashboard.measures.selection import Selection
from dashboard.measures.trust import WithheldError
from dashboard.render import html, plotly, svg
from dashboard.store import Store
from dashboard.ui import filters, parts, search
from dashboard.ui.area_map import MapValues, area_map, geometry_url


def show(page: Page, store: Store, selection: Selection, notices: Sequence[str]) -> None:
    """Lay a page out, from its answer to its last exhibit."""
    with parts.panel() as top:
        top.lead(page.name, page.question, page.answer(store, selection))
        if page.caveat:
            top.html(f'<p class="caveat">{escape(page.caveat(store, selection))}</p>')
        top.html(filters.showing(store, selection, notices))
        figures = page.tiles(store, selection)
        if figures:
            top.html(tables.tiles(figures))
    filters.strip(store, selection)
    if page.finds_areas:
        search.field(store, selection)
    chosen: tuple[str, ...] | None = None
    for section in page.sections:
        if section.part and chosen is None:
            chosen = filters.part(store, selection)
        if not section.part or section.part in (chosen or ()):
            _section(section, store, selection)


def one(make: Make, store: Store, selection: Selection) -> None:
    """Show one exhibit, where a page is not a value yet."""
    _section(Section("", (make,)), store, selection)


def _section(section: Section, store: Store, selection: Selection) -> None:
    made = [_made(make, store, selection) for make in section.exhibits]
    shown = [each for each in made if each is not None]
    places: list[AbstractContextManager[Any]] = [nullcontext() for _ in shown]
    if section.beside and len(shown) > 1:
        places = parts.columns(len(shown))
    for place, each in zip(places, shown, strict=True):
        with place:
            if isinstance(each, WithheldError):
                parts.instead_of(each)
            else:
                draw(each, store, selection)


def _made(make: Make, store: Store, selection: Selection) -> Exhibit | WithheldError | None:
    """Make an exhibit, or give why it is held back: the others of its page stay."""
    try:
        return make(store, selection)
    except WithheldError as withheld:
        return withheld


def draw(exhibit: Exhibit, store: Store, selection: Selection) -> None:
    """Draw an exhibit: what it shows, its charts, its notes, its source and its files."""
    tell(*exhibit.results)
    with parts.panel() as shown:
        if exhibit.headline:
            shown.finding(exhibit.headline, exhibit.title)
        for chart in exhibit.charts:
            if isinstance(chart, AreasMap):
                _map(shown, chart, store, selection)
            else:
                _chart(shown, chart, exhibit)
        for note in exhibit.notes:
            shown.note(note)
        if exhibit.file is not None:
            shown.source(store, *exhibit.source, origin=exhibit.origin)
            shown.download(exhibit.key, exhibit.file)


def _chart(shown: parts.Panel, chart: Chart, exhibit: Exhibit) -> None:
    figure = plotly.figure(chart)
    if figure is not None:
        shown.chart(exhibit.key.replace("-", "_"), figure, exhibit.headline)
    shown.note(getattr(chart, "caption", ""))
    shown.html(html.drawn(chart, exhibit.title, filters.here))
    picture = svg.drawing(chart)
    if picture is not None:
        shown.pictured(picture)


def _map(shown: parts.Panel, chart: AreasMap, store: Store, selection: Selection) -> None:
    """Draw the map, with the choice between hexagons and shapes above it."""
    shown.draw()
    filters.picture(store, selection)
    values = MapValues(geometry_url(chart.vintage), kind=chart.kind, **chart.values)
    area_map(values, filters.choose_area(selection))
    look = partial(mapped, vintage=chart.vintage, view=chart.view, chosen=chart.chosen)
    shown.pictured(look)
