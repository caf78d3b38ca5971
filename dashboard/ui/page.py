"""Shows a page that is a value: its answer, its figures, the filters and its exhibits in order."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from html import escape
from itertools import chain

from dashboard.exhibits.exhibit import AreasMap, Chart, Exhibit
from dashboard.exhibits.page import Make, Page, Section
from dashboard.exhibits.tracks import Supposing
from dashboard.exhibits.written import Everything, Filters
from dashboard.figures import held, tables
from dashboard.figures.road.tracks import Track
from dashboard.measures.questions import Answers
from dashboard.measures.selection import Selection
from dashboard.measures.trust import WithheldError
from dashboard.render import html, plotly, svg
from dashboard.render.standing import standing
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
    if page.standing:
        top.html(_standing(page.standing, opened))
    if page.caveat:
        top.html(f'<p class="caveat">{escape(page.caveat(store, selection))}</p>')
    if page.filters_at_head:
        top.html(filters.showing(store, selection, opened.notices))
    figures = page.tiles(store, selection) if page.tiles else ()
    if figures:
        top.html(tables.tiles(figures))
    if page.note:
        top.note(page.note(store, selection))


def _standing(tracks: Callable[[Store, Selection], Sequence[Track]], opened: Opened) -> str:
    try:
        return standing(tracks(opened.store, opened.selection))
    except WithheldError as withheld:
        return f'<p class="notice">{escape(held.sentence(withheld))}</p>'


def _section(section: Section, opened: Opened) -> None:
    """Show exhibits one below the other, those to the right beside them where there are both."""
    groups = _groups(section.exhibits + section.each(), opened)
    first = next(groups, None) if section.right else None
    if first is None:
        _below(chain(groups, _groups(section.right, opened)), opened)
        return
    left, right = parts.columns(2)
    with left:
        _below(chain([first], groups), opened)
    with right:
        _below(_groups(section.right, opened), opened)


def _below(groups: Iterable[list[Exhibit] | WithheldError], opened: Opened) -> None:
    for group in groups:
        if isinstance(group, WithheldError):
            parts.instead_of(group)
        else:
            draw(group, opened)


def _groups(makes: Iterable[Make], opened: Opened) -> Iterator[list[Exhibit] | WithheldError]:
    """Make exhibits, and give those together that stand under one headline."""
    group: list[Exhibit] = []
    for make in makes:
        made = _made(make, opened)
        if made is None:
            continue
        if group and (isinstance(made, WithheldError) or not made.continued):
            yield group
            group = []
        if isinstance(made, WithheldError):
            yield made
        else:
            group.append(made)
    if group:
        yield group


def _made(make: Make, opened: Opened) -> Exhibit | WithheldError | None:
    """Make an exhibit, or give why it is held back: the others of its page stay.

    It is made once for a choice, while that is among the last that were asked for.
    """
    store, selection = opened.store, opened.selection
    kept = store.once("exhibits", lambda: Answers(EXHIBITS_KEPT))

    def work_out(asked: Store) -> Exhibit | None:
        made = make(asked, selection)
        asked.was_asked(*(made.results if made else ()))
        return made

    try:
        return store.remembered((make, selection), work_out, kept)
    except WithheldError as withheld:
        return withheld


def draw(group: Sequence[Exhibit], opened: Opened) -> None:
    """Draw exhibits of one headline: what they show, their charts, notes, source and files."""
    with parts.panel() as shown:
        for exhibit in group:
            _exhibit(shown, exhibit, opened)


def _exhibit(shown: parts.Panel, exhibit: Exhibit, opened: Opened) -> None:
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
    shown.download(exhibit.key, exhibit.file, svg.drawing(exhibit))


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
    if plotly.is_drawn(chart):
        name = exhibit.key.replace("-", "_")
        shown.chart(name, partial(plotly.figure, chart), exhibit.headline)
    shown.note(getattr(chart, "caption", ""))
    shown.html(html.drawn(chart, exhibit.title, filters.lead))


def _map(shown: parts.Panel, chart: AreasMap, store: Store, selection: Selection) -> None:
    """Draw the map, with the choice between hexagons and shapes above it."""
    shown.draw()
    filters.picture(store, selection)
    values = MapValues(geometry_url(chart.vintage), kind=chart.kind, **chart.values)
    area_map(values, filters.choose_area(selection))
