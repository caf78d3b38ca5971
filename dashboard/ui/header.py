"""The line at the top of every page and the one at its foot: what these figures are."""

from collections.abc import Sequence
from datetime import timedelta
from html import escape

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from dashboard.figures import words
from dashboard.settings import PACKAGE, Settings
from dashboard.store import Store
from dashboard.ui import assets

STYLE = assets.address(PACKAGE / "ui" / "page.css")
MODES = {"internal": "Internal", "share": "Safe to share", "public": "Public"}


def navigation(pages: Sequence[StreamlitPage], current: StreamlitPage) -> None:
    """Link to every page, carrying the filters along; the current one is marked."""
    with st.container(horizontal=True, key="navigation", vertical_alignment="center"):
        st.html('<p class="service">Assurance visits</p>', width="content")
        for page in pages:
            with st.container(key="here" if page is current else None, width="content"):
                st.page_link(page, query_params=dict(st.query_params), width="content")


def top(store: Store) -> None:
    """Say what kind of figures these are, their day, the next update and who may see them."""
    parts = [
        "Management information, not official statistics",
        f"Figures as at {store.as_at:%A} {words.day(store.as_at)}",
    ]
    if store.illustrative:
        parts.append("Illustrative records: the visits shown are invented")
    else:
        parts.append(store.source)
    parts.append(MODES[Settings().mode])
    items = "".join(f"<li>{escape(part)}</li>" for part in parts)
    st.html(f'<style>@import url("{STYLE}");</style><ul class="standing">{items}</ul>')


def foot(store: Store) -> None:
    """Repeat at the foot where the figures are from, and give the licence of the areas."""
    lines = [
        f"Source: {words.source(store)}. Snapshot {store.name}.",
        "Areas: Office for National Statistics licensed under the Open Government Licence v.3.0. "
        "Contains OS data © Crown copyright and database right 2024. Boundaries simplified and "
        "dissolved.",
        *store.notes,
    ]
    st.html('<footer class="foot">' + "".join(f"<p>{escape(x)}</p>" for x in lines) + "</footer>")


def next_update(store: Store) -> str:
    """Say when the next figures are due."""
    return words.day(store.as_at + timedelta(days=Settings().refresh_days))
