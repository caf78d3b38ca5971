"""Shows a page that is a value: its answer, its figures, the filters and its exhibits in order."""

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import partial
from html import escape
from typing import Any

from dashboard.exhibits.exhibit import AreasMap, Chart, Exhibit
from dashboard.exhibits.page import Make, Page, Section
from dashboard.exhibits.tracks import Supposing
from dashboard.exhibits.written import Everything, Filters
from dashboard.figures import tables
from dashboard.figures.drawn.mapped import mapped
from dashboard.measures.questions import Answers, remembered, tell
from dashboard.measures.selection import Selection
from dashboard.measures.trust import WithheldError
from dashboard.render import html, plotly, svg
from dashboard.store import Store
from dashboard.ui import controls, filters, parts, search
from dashboard.ui.area_map import MapValues, area_map, geometry_url

EXHIBITS_KEPT = 1_000
"""Those of some 80 choices on a page."""


@dataclass(frozen=True)
class Opened:
    """What a page is shown for: its records, what is chosen, and what to say of the link."""

    store: Store
    selection: Selection
    notices: Sequence[str] = ()


def show(page: Page, store: Store, selection: Selection, notices: Sequence[str]) -> None:
    """Lay a page out, from its answer to its last exhibit."""
    opened = Opened(store, selection, notices)
    with parts.panel() as top:
        _head(top, page, opened)
    if page.filters_at_head:
        filters.strip(store, selection)
    if page.finds_areas:
        search.field(store, selection)
    chosen: tuple[str, ...] | None = None
    for section in page.sections:
        if section.part and chosen is None:
            chosen = filters.part(store, selection)
        if not section.part or section.part in (chosen or ()):
            _section(section, opened)


def _head(top: parts.Panel, page: Page, opened: Opened) -> None:
    """Open a page with its answer, what is shown in words, and its figures."""
    store, selection = opened.store, opened.selection
    top.lead(page.name, page.question, page.answer(store, selection))
    if page.caveat:
        top.html(f'<p class="caveat">{escape(page.caveat(store, selection))}</p>')
    if page.filters_at_head:
        top.html(filters.showing(store, selection, opened.notices))
    figures = page.tiles(store, selection) if page.tiles else ()
    if figures:
        top.html(tables.tiles(figures))


def one(make: Make, store: Store, selection: Selection) -> None:
    """Show one exhibit, where a page is not a value yet."""
    _section(Section("", (make,)), Opened(store, selection))


def _section(section: Section, opened: Opened) -> None:
    made = [_made(make, opened.store, opened.selection) for make in section.makes]
    groups = _together([each for each in made if each is not None])
    places: list[AbstractContextManager[Any]] = [nullcontext() for _ in groups]
    if section.beside and len(groups) > 1:
        places = parts.columns(len(groups))
    for place, group in zip(places, groups, strict=True):
        with place:
            if isinstance(group, WithheldError):
                parts.instead_of(group)
            else:
                draw(group, opened)


def _together(made: Sequence[Exhibit | WithheldError]) -> list[list[Exhibit] | WithheldError]:
    """Group the exhibits that stand under one headline."""
    groups: list[list[Exhibit] | WithheldError] = []
    for each in made:
        last = groups[-1] if groups else None
        if isinstance(each, WithheldError):
            groups.append(each)
        elif each.continued and isinstance(last, list):
            last.append(each)
        else:
            groups.append([each])
    return groups


def _made(make: Make, store: Store, selection: Selection) -> Exhibit | WithheldError | None:
    """Make an exhibit, or give why it is held back: the others of its page stay.

    It is made once for a choice, while that is among the last that were asked for.
    """
    kept: Answers = store.once("exhibits", lambda: Answers(EXHIBITS_KEPT))
    try:
        made: Exhibit | None = remembered(kept, (make, selection), lambda: make(store, selection))
        return made
    except WithheldError as withheld:
        return withheld


def draw(group: Sequence[Exhibit], opened: Opened) -> None:
    """Draw exhibits of one headline: what they show, their charts, notes, source and files."""
    with parts.panel() as shown:
        for exhibit in group:
            _exhibit(shown, exhibit, opened)


def _exhibit(shown: parts.Panel, exhibit: Exhibit, opened: Opened) -> None:
    tell(*exhibit.results)
    if exhibit.headline:
        shown.finding(exhibit.headline, exhibit.title, exhibit.continued)
    for chart in exhibit.charts:
        _chart(shown, chart, exhibit, opened)
    for note in exhibit.notes:
        shown.note(note)
    if exhibit.file is None:
        return
    if not exhibit.about:
        shown.source(opened.store, *exhibit.source, origin=exhibit.origin)
    shown.download(exhibit.key, exhibit.file, pictured=bool(exhibit.charts))


def _chart(shown: parts.Panel, chart: Chart, exhibit: Exhibit, opened: Opened) -> None:
    match chart:
        case AreasMap():
            _map(shown, chart, opened.store, opened.selection)
        case Filters():
            shown.html(filters.showing(opened.store, opened.selection, opened.notices))
            shown.draw()
            filters.strip(opened.store, opened.selection)
        case Supposing():
            shown.draw()
            controls.offer(opened.selection, chart.now)
        case Everything():
            shown.note(chart.caption)
            everything = parts.links("everything", {"zip": "Every table of every page (zip)"})
            shown.html(f'<p class="files">{everything}</p>')
        case _:
            _drawn(shown, chart, exhibit)


def _drawn(shown: parts.Panel, chart: Chart, exhibit: Exhibit) -> None:
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
