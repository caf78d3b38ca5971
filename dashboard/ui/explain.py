"""Explain a number: one control at the foot of every page, which opens what stands behind a figure.

Nothing is worked out until it is asked for. What was asked for is in the address, so that a link
opens the same explanation again.
"""

from collections.abc import Mapping
from dataclasses import replace
from html import escape
from urllib.parse import urlencode

import streamlit as st

from dashboard.exhibits.explained.figure import Figure
from dashboard.exhibits.explained.offers import offered
from dashboard.measures.selection import Selection
from dashboard.measures.store import Store
from dashboard.render.explanation import explanation
from dashboard.render.leading import Links
from dashboard.render.pieces import headline, piece
from dashboard.render.read import Read
from dashboard.ui import address
from dashboard.ui.notices import NotKnownError

NAME, KEY = "Explain a number", "explained"
CHOOSE = "choose"
"""Stands in the address until a figure is chosen."""

TITLE = "Every figure of this page, for what the filters leave"
NOTHING = "This page counts nothing for these records and filters"


def control(store: Store, selection: Selection, asked: str | None, links: Links) -> None:
    """Offer to explain every figure that a store was asked, and explain that of the address."""
    if asked is None:
        st.button(NAME, key="explain", on_click=_go, args=(CHOOSE,))
        return
    figures = offered(tuple(store.asked or ()), store, selection)
    said = headline(NAME, TITLE if figures else NOTHING)
    if asked not in (CHOOSE, *figures):
        said += piece(f'<p class="notice" role="alert">{escape(unknown(asked))}</p>')
    st.html(said)
    _offer(figures, asked, store, selection)
    if asked in figures:
        st.html("".join(explained(figures[asked], asked, store, selection, links).pieces))
    st.button("Close the explanation", key="explain_close", on_click=_go, args=(None,))


def unseen(store: Store, selection: Selection, asked: str | None, links: Links) -> Read:
    """Give what explains a figure to be read, and for its files.

    A figure that the page does not have is a NotKnownError.
    """
    if asked in (None, CHOOSE):
        return Read()
    figures = offered(tuple(store.asked or ()), store, selection)
    if asked not in figures:
        raise NotKnownError(unknown(asked))
    return explained(figures[asked], asked, store, selection, links)


def unknown(asked: str) -> str:
    """Say that a link asks for a figure that the page does not have."""
    return (
        f'This link explains a figure that this page does not have ("{asked}"), at least for what '
        "the filters leave. Choose one from the list."
    )


def _go(key: str | None) -> None:
    """Change in the address which figure is explained, and nothing else."""
    if key is None:
        st.query_params.pop(address.EXPLAIN, None)
    else:
        st.query_params[address.EXPLAIN] = key


def _offer(figures: Mapping[str, Figure], asked: str, store: Store, selection: Selection) -> None:
    st.session_state[KEY] = asked if asked in figures else None
    st.selectbox(
        "Figure",
        tuple(figures),
        key=KEY,
        index=None,
        placeholder="Choose a figure, or type a part of its name",
        format_func=lambda key: figures[key].label(selection, store),
        on_change=lambda: _go(st.session_state[KEY] or CHOOSE),
    )


def link(key: str, store: Store, selection: Selection) -> dict[str, str]:
    """Give the address that opens an explanation again: the filters, the day and the figure."""
    return address.write(selection) | {address.AS_AT: str(store.as_at), address.EXPLAIN: key}


def explained(figure: Figure, key: str, store: Store, selection: Selection, links: Links) -> Read:
    """Explain a figure; its files are of the explanation, which their address names."""
    again = f"?{urlencode(link(key, store, selection))}"
    query = "&".join(filter(None, [links.query, f"{address.EXPLAIN}={key}"]))
    return explanation(figure, store, selection, again, replace(links, query=query))
