"""Small parts that pages are laid out from; all text is escaped before it is shown.

What gives text back is HTML, for `write` to show together.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from typing import Any

import streamlit as st

from dashboard.figures import words
from dashboard.figures.downloads import Download
from dashboard.files import csv
from dashboard.store import Store


class Panel:
    """Pieces shown one below the other, those of HTML together: each element costs a message."""

    def __init__(self) -> None:
        self._pieces: list[str] = []

    def html(self, piece: str) -> None:
        """Show a piece of HTML whose text is escaped already."""
        self._pieces.append(f'<div class="piece">{piece}</div>')

    def lead(self, title: str, question: str, answer: str) -> None:
        """Open a page: its name, the question it answers, and the answer."""
        self.html(
            f'<div class="lead"><h1>{escape(title)}</h1><p class="question">{escape(question)}</p>'
            f'<p class="answer">{escape(answer)}</p></div>'
        )

    def finding(self, sentence: str, title: str) -> None:
        """Head a picture with what it shows and, below, its statistical title."""
        self.html(
            f'<h2 class="finding">{escape(sentence)}</h2><p class="title">{escape(title)}</p>'
        )

    def note(self, text: str) -> None:
        """Say something small in passing."""
        self.html(f'<p class="note">{escape(text)}</p>')

    def source(self, store: Store, *more: str) -> None:
        """Close a picture with where it is from and the day of its figures."""
        said = [f"Source: {words.source(store)}", f"as at {words.day(store.as_at)}", *more]
        self.note("; ".join(said) + ".")

    def chart(self, key: str, figure: Any, finding: str) -> None:
        """Draw a Plotly figure in our own look, with its finding as the text alternative."""
        self.draw()
        config = {"displayModeBar": False, "responsive": True}
        st.plotly_chart(figure, key=key, theme=None, config=config, alt=finding)

    def download(self, key: str, asked: Download) -> None:
        """Offer a table as a file, written when it is asked for: exactly what was shown."""
        self.draw()
        rows = "1 row" if asked.table.height == 1 else f"{words.number(asked.table.height)} rows"
        st.download_button(
            f"Download this table (CSV, {rows})",
            data=lambda: csv.to_csv(asked.table, asked.facts),
            file_name=asked.file_name,
            mime="text/csv",
            key=key,
            on_click="ignore",
        )

    def draw(self) -> None:
        """Send the HTML that has come together so far."""
        if self._pieces:
            st.html("".join(self._pieces))
            self._pieces.clear()


@contextmanager
def panel() -> Iterator[Panel]:
    """Open a panel; what is left of its HTML is shown when it closes."""
    opened = Panel()
    yield opened
    opened.draw()
