"""Shows a page that is a value: its answer, its figures, the filters and its exhibits in order."""

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from itertools import chain
from urllib.parse import parse_qsl, urlencode

import streamlit as st

from dashboard.exhibits.exhibit import AreasMap, OverTime, Supposing
from dashboard.exhibits.made import Group, group_of, groups, is_there, open_part, parts_there
from dashboard.exhibits.page import Page, Section
from dashboard.measures import Selection, Store, WithheldError
from dashboard.measures.parts import BESIDE, FIRST
from dashboard.render import plotly
from dashboard.render.head import NO_EXHIBIT, alone, head
from dashboard.render.leading import Links
from dashboard.render.pieces import (
    Fixed,
    OnScreen,
    Opened,
    Piece,
    in_its_place,
    note,
    of_exhibits,
)
from dashboard.ui import beside, contents, controls, filters, lean, search
from dashboard.ui.area_map import area_map
from dashboard.wording import words

WIDE = (2, 1)
"""The width of a map beside that of its tables."""

CODE = "whichever is shown"
"""Stands in a link for the code of an authority."""
NOT_OF_FILES = ("area", "setting", "compare", "show")

ALL_OF_IT = "This is all of it."
NOTHING = "For what the filters leave, these records have nothing to show here"


def show(
    page: Page,
    store: Store,
    selection: Selection,
    notices: Sequence[str] = (),
    links: Links | None = None,
    only: str | None = None,
) -> int:
    """Lay a page out, from its answer to its last exhibit, and count the tables that it offers.

    With the key of an exhibit it is `only` that one, with the filters: to be shown or printed.
    """
    links = links or Links(lead=filters.leading())
    opened = Opened(store, selection, notices, links)
    try:
        group = group_of(only, page, store, selection) if only is not None else []
        if group is None:
            opened = replace(opened, notices=(*notices, f"{NO_EXHIBIT.format(only)} {ALL_OF_IT}"))
        return _alone(group, page, opened) if group else _laid_out(page, opened)
    except WithheldError as why:
        lean.html(in_its_place(why))
        return 0


def _alone(group: Group, page: Page, opened: Opened) -> int:
    """Show the exhibits under one headline alone, with the way to the whole page."""
    lean.html(alone(page, opened))
    return _below([group], opened)


def _laid_out(page: Page, opened: Opened) -> int:
    store, selection = opened.store, opened.selection
    lean.html("".join(head(page, opened)))
    if page.finds_areas:
        search.fields(store, selection)
    part = open_part(page, store, selection)
    there = [each for each in page.shown(part) if is_there(each, store, selection)]
    parts = parts_there(page, store, selection)
    if there or part != FIRST:
        _send([contents.contents(page, part, parts, there, selection)])
    if part != FIRST and not there:
        lean.html(note(f"{words.untold(selection, store) or NOTHING}."))
    return sum(_section(each, opened) for each in there)


def _section(section: Section, opened: Opened) -> int:
    """Show exhibits one below the other, those to the right beside them where there are both."""
    made = groups(section.exhibits + section.each(), opened.store, opened.selection)
    if not section.right and not section.abreast:
        return _below(made, opened, contents.anchor(section))
    others = groups(section.right, opened.store, opened.selection)
    left, right, under = beside.columns([*made], [*others], section.abreast)
    if not left or not right:
        return _below([*left, *right], opened, contents.anchor(section))
    with _lined_up(left, right):
        columns = st.columns(WIDE if section.wide else 2, gap="large")
    with columns[0]:
        count = _below(left, opened, contents.anchor(section))
    with columns[1]:
        count += _below(right, opened)
    return count + _below(under, opened)


def _lined_up(*sides: Sequence[Group]) -> AbstractContextManager[object]:
    """Name the place of two pictures over time beside one another, which its style lines up.

    A style that looked for them would style a page anew for each change within it.
    """
    alone = [side[0] for side in sides if len(side) == 1 and isinstance(side[0], list)]
    pictured = [each for each in alone if [*map(plotly.is_drawn, each[0].charts)] == [True]]
    is_one_each = len(pictured) == len(sides) and all(len(each) == 1 for each in alone)
    return st.container(key="lined_up") if is_one_each else nullcontext()


def _below(made: Iterable[Group], opened: Opened, anchor: str = "") -> int:
    """Show groups below an anchor, one below the other, and count the tables that they offer."""
    count = 0
    for group in made:
        if isinstance(group, WithheldError):
            lean.html(anchor + in_its_place(group))
        else:
            _draw(chain([anchor], of_exhibits(group, opened, in_full=False)), opened)
            count += sum(each.file is not None for each in group)
        anchor = ""
    return count


def _draw(pieces: Iterable[Piece], opened: Opened) -> None:
    """Show pieces, those of HTML together: each element costs a message."""
    waiting: list[str] = []
    for each in pieces:
        if isinstance(each, OnScreen):
            _send(waiting)
            _on_screen(each, opened)
        elif isinstance(each, Fixed):
            _send(waiting)
            _send([each])
        else:
            waiting.append(each)
    _send(waiting)


def _send(waiting: list[str]) -> None:
    if any(waiting):
        lean.html("".join(waiting))
    waiting.clear()


def _on_screen(shown: OnScreen, opened: Opened) -> None:
    match shown.chart:
        case AreasMap():
            _map(shown.chart, shown.exhibit.key, opened)
        case Supposing():
            controls.offer(opened.selection, shown.chart.now)
        case _ if isinstance(shown.chart, OverTime):
            exhibit = shown.exhibit
            st.plotly_chart(
                plotly.figure(shown.chart),
                key=exhibit.key.replace("-", "_"),
                theme=None,
                config={"displayModeBar": False, "responsive": True},
                alt=plotly.described(shown.chart, exhibit.headline),
            )


def _map(chart: AreasMap, key: str, opened: Opened) -> None:
    """Draw the map, with the choice between hexagons and shapes above it."""
    if not chart.is_small:
        has_shares = chart.figure in ("share", "difference")
        filters.picture(opened.store, opened.selection, has_shares)
    leads, on_choose = _leads(opened), filters.choose_area(opened.selection)
    area_map(chart, leads, on_choose, f"area_map_{key}")


def _leads(opened: Opened) -> list[tuple[str, str]]:
    """Give where the card of an authority leads, with the filters kept: {code} stands for it.

    That is the page about it, its briefing for who may take files, and beside what is compared.
    """
    selection, lead = opened.selection.anywhere(), opened.links.lead
    profile = lead("areas", replace(selection, setting=None))
    compared = lead("areas", replace(selection.comparing(CODE), part=BESIDE))
    leads = [("Open {name}", f"{profile}{'&' if '?' in profile else '?'}area={{code}}")]
    if opened.links.files:
        leads.append(("Briefing", _briefing(opened.links.query)))
    return [*leads, ("Compare", compared.replace(words.slug(CODE), "{code}"))]


def _briefing(query: str) -> str:
    """Give the address of an authority's briefing; what is shown of a page is left out."""
    kept = [(n, value) for n, value in parse_qsl(query) if n not in NOT_OF_FILES]
    return f"files/areas/briefing.pdf?{urlencode([*kept, ('area', '')])}{{code}}"
