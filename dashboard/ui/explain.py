"""Explain a number: what stands behind a figure, opened over the page from which it is asked for.

Nothing is worked out until it is asked for. What was asked for is in the address, so that a link
opens the same explanation again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from html import escape
from urllib.parse import urlencode

import streamlit as st

from dashboard.exhibits.explained.figure import Figure
from dashboard.exhibits.explained.offers import offered
from dashboard.measures import Selection, Store
from dashboard.measures.questions import Asked
from dashboard.render.explanation import explanation
from dashboard.render.leading import Links
from dashboard.render.pieces import piece
from dashboard.render.read import Read
from dashboard.ui import address, lean
from dashboard.ui.notices import NotKnownError

NAME, KEY = "Explain a number", "explained"
CHOOSE, FIRST = "choose", "first"
"""Stand in the address until a figure is chosen, and for the first figure of an exhibit."""

TITLE_OF = "Every figure of this exhibit, for what the filters leave"
TITLE = "Every figure of this page, for what the filters leave"
NOTHING = "This page counts nothing for these records and filters"


def control(
    store: Store,
    selection: Selection,
    asked: str | None,
    links: Links,
    questions: Sequence[Asked] = (),
) -> None:
    """Offer to explain every figure that a store was asked, and explain that of the address.

    With `questions` only those of an exhibit are offered, the first of them being explained.
    """
    st.button(NAME, key="explain", on_click=_go, args=(CHOOSE,))
    if asked is None:
        return
    figures = offered(tuple(questions or store.asked or ()), store, selection)
    _over_the_page(figures, TITLE_OF if questions else TITLE, store, selection, links)


@st.dialog(NAME, width="large", on_dismiss=lambda: _go(None))
def _over_the_page(
    figures: Mapping[str, Figure], title: str, store: Store, selection: Selection, links: Links
) -> None:
    """Explain the figure that the address names now, with a choice of the others."""
    asked = st.query_params.get(address.EXPLAIN, CHOOSE)
    key = next(iter(figures), asked) if asked == FIRST else asked
    said = f'<p class="title">{escape(title if figures else NOTHING)}</p>'
    if key not in (CHOOSE, *figures):
        said += f'<p class="notice" role="alert">{escape(unknown(key))}</p>'
    lean.html(piece(said))
    _offer(figures, key, store, selection)
    if key in figures:
        lean.html("".join(explained(figures[key], key, store, selection, links).pieces))
    if st.button("Close the explanation", key="explain_close", on_click=_go, args=(None,)):
        st.rerun()


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
        st.query_params.pop(address.OF, None)
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
