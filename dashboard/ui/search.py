"""A field that finds an area by its name, in any spelling, or by its code."""

from html import escape

import polars as pl
import streamlit as st

from dashboard.areas.search import find
from dashboard.measures.selection import Selection
from dashboard.measures.store import Store
from dashboard.ui import filters

KEY = "find_area"


def field(store: Store, selection: Selection) -> None:
    """Show the field; what is found goes into the address, and what is not is said below."""
    typed = st.text_input(
        "Find an area by name or code",
        key=KEY,
        placeholder="For example Hull, BCP or E10000016",
        on_change=_go,
        args=(store, selection),
        width=420,
    )
    _, said = _found(typed or "", store, selection)
    if said:
        st.html(f'<p class="notice" role="alert">{escape(said)}</p>')


def _found(typed: str, store: Store, selection: Selection) -> tuple[str | None, str]:
    regions = store.authorities[selection.region_column].cast(pl.String).unique()
    return find(typed, store.vintage, regions.to_list())


def _go(store: Store, selection: Selection) -> None:
    """Open what was found, and empty the field; leave in it what finds nothing."""
    area, _ = _found(st.session_state[KEY], store, selection)
    if area is not None:
        st.session_state[KEY] = ""
        filters.go(selection.changed("area", area))
