"""The filter strip. The address holds every choice; widgets only show it and change it.

At the start of a run each widget is given the value that the address has, and a change of a
widget changes the address: so a copied link, the back button and the links between pages all
show what they say.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from html import escape
from typing import Any
from urllib.parse import urlencode

import polars as pl
import streamlit as st

from dashboard.figures import words
from dashboard.figures.kinds import judgements, types_of
from dashboard.measures.selection import (
    AREAS,
    FAIRNESS,
    LEFT,
    PLACES_UNIT,
    SETTINGS_UNIT,
    WEEKS,
    Selection,
    is_code,
)
from dashboard.records import words as w
from dashboard.store import Store
from dashboard.ui import address
from dashboard.ui.run import current

PARTS = {AREAS: "Areas", WEEKS: "Weeks", LEFT: "Who is left", FAIRNESS: "Fairness of coverage"}
"""The parts of Coverage, of which a reader sees one at a time."""

CHANGE = '<details class="change"><summary>Change filters</summary></details>'
"""Opens the strip on a narrow screen, where it would fill the first view; see page.css."""

DEFAULT = ""
"""Stands in a list for no limit, because a widget takes None for nothing chosen."""


def go(selection: Selection) -> None:
    """Change the address to a selection; the day of the figures and what is explained stay."""
    stays = (address.AS_AT, address.EXPLAIN, address.MODE)
    kept = {name: value for name, value in st.query_params.items() if name in stays}
    st.query_params.from_dict(address.write(selection) | kept)


def link(path: str, selection: Selection) -> str:
    """Give the address of a page with a selection; the day of the figures stays.

    A page that is only read leads nowhere: it may lie in a folder of its own.
    """
    if not current().drawn:
        return ""
    stays = (address.AS_AT, address.MODE)
    kept = {name: value for name, value in st.query_params.items() if name in stays}
    written = urlencode(address.write(selection) | kept)
    return f"/{path}?{written}" if written else f"/{path}"


def showing(store: Store, selection: Selection, notices: Sequence[str]) -> str:
    """Say in words what is shown, and anything in the link that could not be used."""
    first = words.first_day(selection, store)
    reason = next(start.label for start in store.starts if start.day == first)
    why = f"({words.day(first, year=False)}: {reason})"
    shown = f"Showing: {words.showing(selection, store)} {why}."
    said = "".join(f'<p class="notice">{escape(notice)}</p>' for notice in notices)
    return f'<p class="showing" role="status">{escape(shown)}</p>{said}'


def strip(store: Store, selection: Selection) -> None:
    """Show the controls, each with the choice of the address."""
    if not current().drawn:
        return
    st.html(CHANGE)
    with st.container(horizontal=True, key="filters", vertical_alignment="bottom"):
        _choose("area", "Area", _areas(store, selection), selection, _area_label(store))
        _choose("setting_type", "Setting type", _types(store, selection), selection, str)
        _choose("since", "Visits from", _starts(store), selection, _start_label(store))
        _choose("until", "Up to", _ends(store, selection), selection, _end_label(store))
        with st.popover(_more_label(selection)):
            _more(store, selection)
        unlimited = Selection(picture=selection.picture, part=selection.part)
        st.button("Reset", key="reset", on_click=go, args=(unlimited,))


def _types(store: Store, selection: Selection) -> tuple[str, ...]:
    """Give the types to choose from: those of later years only where there are some."""
    shown = {*w.GROUPS, *types_of(store, w.ALL_PROVIDERS), w.LOCAL_AUTHORITY}
    return tuple(word for word in address.TYPES if word in {*shown, selection.setting_type})


def _more(store: Store, selection: Selection) -> None:
    sectors = (DEFAULT, *w.SECTORS, w.NOT_RECORDED)
    shown = {*judgements(store), selection.last_grade}
    grades = (DEFAULT, *(word for word in w.JUDGEMENTS if word in shown), w.NOT_RECORDED)
    _choose("sector", "Sector", sectors, selection, _all("All sectors"))
    _choose("last_grade", "Prior judgement", grades, selection, _all("All judgements"))
    units = (SETTINGS_UNIT, PLACES_UNIT)
    _choose("unit", "Count", units, selection, words.opening, st.radio)
    regions = {8: "8 Ofsted regions", 9: "9 statistical regions"}
    _choose("regions", "Regions", tuple(regions), selection, regions.__getitem__, st.radio)


def _more_label(selection: Selection) -> str:
    default = Selection()
    fields = ("sector", "last_grade", "unit", "regions")
    used = sum(getattr(selection, field) != getattr(default, field) for field in fields)
    return f"More filters ({used} in use)" if used else "More filters"


def picture(selection: Selection) -> None:
    """Offer the two pictures of the same areas."""
    if not current().drawn:
        return
    names = {"hexagons": "Equal hexagons", "map": "Map"}
    _choose("picture", "Show areas as", tuple(names), selection, names.__getitem__, st.radio)


def part(selection: Selection) -> tuple[str, ...]:
    """Offer the parts of a page and give those to lay out: the one chosen, or in a file all."""
    if not current().drawn:
        return tuple(PARTS)
    _choose("part", "Show", tuple(PARTS), selection, PARTS.__getitem__, st.radio)
    return (selection.part,)


def _choose(
    field: str,
    label: str,
    options: Sequence[Any],
    selection: Selection,
    written: Callable[[Any], str],
    widget: Callable[..., Any] = st.selectbox,
) -> None:
    key, value = f"filter_{field}", getattr(selection, field)
    value = DEFAULT if value is None else value
    st.session_state[key] = value  # in every run: on another page the widget is a new one
    more = {"horizontal": True} if widget is st.radio else {}
    widget(
        label,
        options,
        key=key,
        format_func=written,
        on_change=_changed,
        args=(field, selection),
        **more,
    )


def _changed(field: str, before: Selection) -> None:
    value = st.session_state[f"filter_{field}"]
    after = before.changed(field, None if value == DEFAULT else value)
    if field == "regions" and after.area is not None and not is_code(after.area):
        after = replace(after, area=None)
    go(after)


def choose_area(selection: Selection) -> Callable[[str], None]:
    """Give what happens when an area is chosen on the map: filter to it, or to England again."""
    return lambda code: go(replace(selection, area=code or None))


def _areas(store: Store, selection: Selection) -> tuple[str, ...]:
    regions = store.authorities[selection.region_column].unique(maintain_order=True)
    return (DEFAULT, *regions.cast(pl.String), *store.authorities.sort("la_name")["la_code"])


def _area_label(store: Store) -> Callable[[str], str]:
    names = dict(store.authorities.select("la_code", "la_name").iter_rows())
    return lambda area: (
        store.scope.label if area == DEFAULT else names.get(area, f"{area} (region)")
    )


def _starts(store: Store) -> tuple[date | str, ...]:
    return (DEFAULT, *(start.day for start in store.starts[:-1]))


def _start_label(store: Store) -> Callable[[date | str], str]:
    latest = store.starts[-1].day
    return lambda start: words.day(start if isinstance(start, date) else latest)


def _ends(store: Store, selection: Selection) -> tuple[date | str, ...]:
    first = words.first_day(selection, store)
    ends = [words.sunday(week) for week in store.weeks]
    return (DEFAULT, *(end for end in reversed(ends) if first <= end < store.as_at))


def _end_label(store: Store) -> Callable[[date | str], str]:
    return lambda end: words.day(end if isinstance(end, date) else store.as_at)


def _all(text: str) -> Callable[[str], str]:
    return lambda word: text if word == DEFAULT else word
