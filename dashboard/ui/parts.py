"""Small parts that pages are laid out from; all text is escaped before it is shown."""

from html import escape
from typing import Any

import streamlit as st

from dashboard.figures import words
from dashboard.figures.downloads import Download
from dashboard.files import csv
from dashboard.store import Store


def lead(title: str, question: str, answer: str) -> None:
    """Open a page: its name, the question it answers, and the answer."""
    st.html(
        f'<div class="lead"><h1>{escape(title)}</h1><p class="question">{escape(question)}</p>'
        f'<p class="answer">{escape(answer)}</p></div>'
    )


def finding(sentence: str, title: str) -> None:
    """Head a picture with what it shows and, below, its statistical title."""
    st.html(f'<h2 class="finding">{escape(sentence)}</h2><p class="title">{escape(title)}</p>')


def note(text: str) -> None:
    """Say something small in passing."""
    st.html(f'<p class="note">{escape(text)}</p>')


def source(store: Store, *more: str) -> None:
    """Close a picture with where it is from and the day of its figures."""
    parts = [f"Source: {words.source(store)}", f"as at {words.day(store.as_at)}", *more]
    note("; ".join(parts) + ".")


def download(key: str, asked: Download) -> None:
    """Offer a table as a file, written when it is asked for: exactly what was shown."""
    rows = "1 row" if asked.table.height == 1 else f"{words.number(asked.table.height)} rows"
    st.download_button(
        f"Download this table (CSV, {rows})",
        data=lambda: csv.to_csv(asked.table, asked.facts),
        file_name=asked.file_name,
        mime="text/csv",
        key=key,
        on_click="ignore",
    )


def chart(key: str, figure: Any, finding: str) -> None:
    """Draw a Plotly figure in our own look, with its finding as the text alternative."""
    config = {"displayModeBar": False, "responsive": True}
    st.plotly_chart(figure, key=key, theme=None, config=config, alt=finding)
