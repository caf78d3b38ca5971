"""Two fields that find an area by its name, in any spelling, or by its code: to open, to compare.

What may mean several authorities offers each of them as a link.
"""

from collections.abc import Callable
from dataclasses import replace
from html import escape

import polars as pl
import streamlit as st

from dashboard.areas.search import find, offered
from dashboard.measures import Selection, Store
from dashboard.measures.filters import COMPARED
from dashboard.measures.parts import BESIDE
from dashboard.ui import filters, lean

KEY, COMPARE = "find_area", "compare_area"
FULL = f"{COMPARED} areas are compared, which is the most there may be: take one out first."

Choose = Callable[[Selection, str], Selection]
"""Gives the choice that an area, once found, leads to."""


def fields(store: Store, selection: Selection) -> None:
    """Show both fields; what is found goes into the address, and what is not is said below."""
    with st.container(horizontal=True, key="find_areas"):
        _field("Find an area by name or code", "For example Hull or BCP", KEY, store, selection)
        _field("Compare with", "Name or code", COMPARE, store, selection)
    for key in (KEY, COMPARE):
        typed = st.session_state.get(key) or ""
        if typed:
            lean.html(_answer(typed, key, store, selection))


def opening(selection: Selection, area: str) -> Selection:
    """Open an area."""
    return selection.changed("area", area)


def comparing(selection: Selection, area: str) -> Selection:
    """Compare one area more, and show all that are compared."""
    return replace(selection.comparing(area), part=BESIDE)


CHOOSE: dict[str, Choose] = {KEY: opening, COMPARE: comparing}


def _field(label: str, example: str, key: str, store: Store, selection: Selection) -> None:
    st.text_input(
        label,
        key=key,
        placeholder=example,
        on_change=_go,
        args=(key, store, selection),
        width=360,
    )


def _is_full(key: str, area: str | None, selection: Selection) -> bool:
    """Say whether an area would be one too many to compare."""
    known = area is None or area in selection.compare
    return key == COMPARE and not known and len(selection.compare) >= COMPARED


def _answer(typed: str, key: str, store: Store, selection: Selection) -> str:
    """Say why nothing was found for what is typed, with the areas that it may mean as links."""
    area, said = _found(typed, store, selection)
    said = FULL if _is_full(key, area, selection) else said
    meant = [] if area else [c for c in offered(typed, store.vintage) if c in store.names]
    full = len(selection.compare) >= COMPARED and key == COMPARE
    links = "" if full else "".join(_link(c, key, store, selection) for c in meant)
    choices = f'<p class="chips"><span>Choose:</span>{links}</p>' if links else ""
    return f'<p class="notice" role="alert">{escape(said)}</p>{choices}' if said else ""


def _link(code: str, key: str, store: Store, selection: Selection) -> str:
    there = filters.here(CHOOSE[key](selection, code))
    return f'<a href="{escape(there)}">{escape(store.names[code])}</a>'


def _found(typed: str, store: Store, selection: Selection) -> tuple[str | None, str]:
    regions = store.authorities[selection.region_column].cast(pl.String).unique()
    return find(typed, store.vintage, regions.to_list())


def _go(key: str, store: Store, selection: Selection) -> None:
    """Go where what was found leads, and empty the field; leave in it what finds nothing."""
    area, _ = _found(st.session_state[key], store, selection)
    if area is not None and not _is_full(key, area, selection):
        st.session_state[key] = ""
        filters.go(CHOOSE[key](selection, area))
