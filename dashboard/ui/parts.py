"""Small parts that pages are laid out from; all text is escaped before it is shown.

What gives text back is HTML, for `write` to show together.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import wraps
from html import escape
from typing import Any, ParamSpec

import streamlit as st

from dashboard.figures import held, pictures, tables, words
from dashboard.figures.downloads import Download, Draw, Offer
from dashboard.measures.trust import WithheldError
from dashboard.store import Store
from dashboard.ui.run import current

FORMS = {"ods": "ODS", "xlsx": "Excel"}
"""The forms of a workbook, by the ending of its file."""

PICTURES = {"svg": "SVG", "png": "PNG"}
"""The forms of a picture, by the ending of its file."""

NO_FILES = "Files are not part of your access."
"""Stands where there would be a link to a file."""

Asked = ParamSpec("Asked")


class Panel:
    """Pieces shown one below the other, those of HTML together: each element costs a message."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._said = ("", "")
        self._tabled = False

    def html(self, piece: str) -> None:
        """Show a piece of HTML whose text is escaped already."""
        self._tabled = self._tabled or "<table" in piece
        self._pieces.append(f'<div class="piece">{piece}</div>')

    def lead(self, title: str, question: str, answer: str) -> None:
        """Open a page: its name, the question it answers, and the answer."""
        self.html(
            f'<div class="lead"><h1>{escape(title)}</h1><p class="question">{escape(question)}</p>'
            f'<p class="answer">{escape(answer)}</p></div>'
        )

    def finding(self, sentence: str, title: str, said: bool = False) -> None:
        """Head a picture with what it shows and, below, its statistical title, if not said yet."""
        self._said = (sentence, title)
        if said:
            return
        self._tabled = False
        self.html(
            f'<h2 class="finding">{escape(sentence)}</h2><p class="title">{escape(title)}</p>'
        )

    def note(self, text: str) -> None:
        """Say something small in passing, if there is anything to say."""
        if text:
            self.html(f'<p class="note">{escape(text)}</p>')

    def source(self, store: Store, *more: str, origin: str = "") -> None:
        """Close a picture with where it is from (the records, if not said) and its day."""
        said = [
            f"Source: {origin or words.source(store)}",
            f"as at {words.day(store.as_at)}",
            *more,
        ]
        self.note("; ".join(said) + ".")

    def chart(self, key: str, figure: Callable[[], Any], finding: str) -> None:
        """Draw a Plotly figure in our own look, with its finding as the text alternative."""
        if not current().drawn:
            return
        self.draw()
        config = {"displayModeBar": False, "responsive": True}
        st.plotly_chart(figure(), key=key, theme=None, config=config, alt=finding)

    def download(self, key: str, asked: Download, draw: Draw | None = None) -> None:
        """Offer a table as files, written when they are asked for: exactly what was shown.

        They are links rather than buttons: these cost nothing to send beside the rest of a panel.
        What the page draws can be taken as a picture too, which `draw` draws.
        """
        run, name = current(), key.removeprefix("download_").replace("_", "-")
        offer = run.offers[name] = Offer(*self._said, asked, draw)
        if "care" in asked.facts:
            self.note(f"{words.opening(asked.facts['care'])}.")
        self.note(f"{words.opening(asked.unlimited)}." if asked.unlimited else "")
        if not run.drawn and not self._tabled and asked.height:
            self.html(tables.as_text(asked.table, self._said[1]))
            self._tabled = False
        count = asked.height
        rows = {0: "no rows", 1: "1 row"}.get(count, f"{words.number(count)} rows")
        size = f"about {words.number(max(round(asked.size / 1000), 1))} kB"
        said = {"csv": f"Download this table (CSV, {rows}, {size})"} | FORMS
        if not run.files:
            return
        drawn = f"; as a picture: {links(name, PICTURES)}" if pictures.drawing(offer) else ""
        self.html(f'<p class="files">{links(name, said)}{drawn}</p>')

    def draw(self) -> None:
        """Send the HTML that has come together so far."""
        if self._pieces and current().drawn:
            st.html("".join(self._pieces))
        elif self._pieces:
            current().pieces.extend(self._pieces)
        self._pieces.clear()


def links(name: str, forms: dict[str, str]) -> str:
    """Write links to a file of this page, one for each form; none for who may take no files."""
    run = current()
    if not run.files:
        return NO_FILES
    return ", ".join(
        f'<a href="{escape(run.file(f"{name}.{form}"))}" download>{said}</a>'
        for form, said in forms.items()
    )


def columns(count: int) -> list[AbstractContextManager[Any]]:
    """Lay what follows side by side, where it is drawn."""
    if current().drawn:
        return [*st.columns(count, gap="large")]
    return [nullcontext() for _ in range(count)]


@contextmanager
def panel() -> Iterator[Panel]:
    """Open a panel; what is left of its HTML is shown when it closes."""
    opened = Panel()
    yield opened
    opened.draw()


def part(show: Callable[Asked, None]) -> Callable[Asked, None]:
    """Let a part of a page say so where one of its figures is held back, and show no other.

    Neither its table nor its file is offered then; the rest of the page stays.
    """

    @wraps(show)
    def shown(*args: Asked.args, **kwargs: Asked.kwargs) -> None:
        try:
            show(*args, **kwargs)
        except WithheldError as withheld:
            instead_of(withheld)

    return shown


def instead_of(withheld: WithheldError) -> None:
    """Show why a figure is held back, in the place of what would have shown it."""
    current().held.append(held.sentence(withheld))
    with panel() as instead:
        instead.html(held.notice(withheld))
