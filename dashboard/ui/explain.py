"""Explain a number: one control at the foot of every page, which opens what stands behind a figure.

Nothing is worked out until it is asked for. What was asked for is in the address, so that a link
opens the same explanation again.
"""

from collections.abc import Mapping
from dataclasses import replace
from html import escape
from urllib.parse import urlencode

import streamlit as st

from dashboard.figures.explained import sentences, tables
from dashboard.figures.explained.figure import Figure
from dashboard.figures.explained.offers import offered
from dashboard.figures.explained.worked import Worked
from dashboard.measures.behind import Behind, behind
from dashboard.measures.behind.rules import needs
from dashboard.measures.known import Told
from dashboard.measures.selection import Selection
from dashboard.store import Store
from dashboard.ui import address, parts
from dashboard.ui.notices import NotKnownError
from dashboard.ui.run import Run, current, running

NAME, KEY = "Explain a number", "explained"
CHOOSE = "choose"
"""Stands in the address until a figure is chosen."""

TITLE = "Every figure of this page, for what the filters leave"
NOTHING = "This page counts nothing for these records and filters"


def control(store: Store, selection: Selection, asked: str | None) -> None:
    """Offer to explain every figure that a store was asked, and explain that of the address."""
    if not current().drawn:
        unseen(store, selection, asked)
        return
    if asked is None:
        st.button(NAME, key="explain", on_click=_go, args=(CHOOSE,))
        return
    figures = offered(tuple(store.asked or ()), store, selection)
    with parts.panel() as shown:
        shown.finding(NAME, TITLE if figures else NOTHING)
        if asked not in (CHOOSE, *figures):
            shown.html(f'<p class="notice" role="alert">{escape(unknown(asked))}</p>')
        shown.draw()
        _offer(figures, asked, store, selection)
        if asked in figures:
            explain(shown, figures[asked], asked, store, selection)
        st.button("Close the explanation", key="explain_close", on_click=_go, args=(None,))


def unseen(store: Store, selection: Selection, asked: str | None) -> None:
    """Lay out what explains a figure for its files, where nobody sees the control.

    A figure that the page does not have is a NotKnownError.
    """
    if asked in (None, CHOOSE):
        return
    figures = offered(tuple(store.asked or ()), store, selection)
    if asked not in figures:
        raise NotKnownError(unknown(asked))
    with parts.panel() as shown:
        explain(shown, figures[asked], asked, store, selection)


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


def explain(
    shown: parts.Panel, figure: Figure, key: str, store: Store, selection: Selection
) -> None:
    """Show what a figure means, what it comes to and the records behind it."""
    again = f"?{urlencode(link(key, store, selection))}"
    shown.html(tables.facts(sentences.facts(figure, store, selection, again)))
    found = behind_it(figure, store)
    if found is None:
        return
    with running(_own(current(), key)):
        records(shown, figure, found, store, selection)
        shown.draw()


def behind_it(figure: Figure, store: Store) -> Behind | None:
    """Give the records behind a figure; None where the records do not hold what it counts."""
    if isinstance(figure, Worked):
        return figure.found()
    period = store.period(figure.selection.since, figure.selection.until)
    told = Told(figure.measure, store.cube, period, (), figure.where)
    if not told.standing.is_known:
        return None
    return behind(figure.measure, store.records, store.as_at, period, figure.where, told.only)


def _own(run: Run, key: str) -> Run:
    """Give a run whose files are of the explanation; on a screen they are not the page's tables."""
    query = "&".join(filter(None, [run.query, f"{address.EXPLAIN}={key}"]))
    return replace(run, query=query, offers={} if run.drawn else run.offers)


def records(
    shown: parts.Panel, figure: Figure, found: Behind, store: Store, selection: Selection
) -> None:
    """Show the records that count, those that do not and why, and offer both as files."""
    label = figure.label(figure.selection, store)
    if found.counted.height:
        shown.finding(sentences.counted(figure, found), label)
        shown.html(tables.counted(found, f"Records behind: {label}"))
        shown.note(" ".join(filter(None, [tables.more(found), sentences.NO_NAMES])))
        shown.source(store)
        shown.download("download_explained", tables.counted_file(figure, found, store, selection))
    else:
        shown.note(f"{sentences.counted(figure, found)}.")
    shown.finding(sentences.left_out(found), "Records looked at that do not count in the figure")
    if found.left_out.height:
        shown.html(tables.left_out(figure, found, f"Left out of: {label}"))
    shown.note(sentences.set_aside(store, sorted(needs(figure.measure.numerator.table))))
    shown.source(store)
    if found.left_out.height:
        shown.download(
            "download_left_out_of_it", tables.left_out_file(figure, found, store, selection)
        )
