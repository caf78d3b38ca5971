"""Data and downloads: can I trust this, and can I have it?"""

from collections.abc import Sequence

import streamlit as st

from dashboard.figures import downloads, quality, results, tables, words
from dashboard.measures.selection import Selection
from dashboard.reconciliation import checks
from dashboard.settings import PACKAGE
from dashboard.store import Store
from dashboard.ui import filters, parts
from dashboard.views.panels import N_OF_N

QUESTION = "Can I trust this, and can I have it?"
METHOD = (PACKAGE / "text" / "method.md").read_text(encoding="utf-8")


def page(store: Store, selection: Selection, notices: Sequence[str]) -> None:
    """Lay out the checks, the rows, the fields, the downloads, the definitions and the method."""
    made = checks(store)
    parts.lead("Data and downloads", QUESTION, quality.answer(store, made))
    reconciled = quality.checks_rows(made)
    parts.finding("What should be equal, and is it?", "All England, since the latest start")
    st.html(tables.plain(reconciled, ["Check", "One side", "The other", "Equal"], "Checks"))
    rows(store)
    fields = quality.field_rows(quality.completeness(store))
    parts.finding("How complete the records are", "Rows in which each field is recorded")
    heads = ["Field", "Recorded", "In words", "What a blank does"]
    st.html(tables.plain(fields, heads, "Completeness of each field", "words"))
    files(store, selection, notices)
    parts.finding("What each figure means", "Every measure, as the command also names it")
    heads = ["Measure", "Definition", "Unit", "Name"]
    st.html(tables.plain(quality.definition_rows(), heads, "Definitions of the measures", "words"))
    st.markdown(METHOD)


def rows(store: Store) -> None:
    """Show what became of every row that was read."""
    parts.finding("What became of every row", "Rows read, used and set aside, by table")
    heads = ["Table", "Read", "Used", "Set aside", "Why"]
    st.html(tables.plain(quality.account_rows(store), heads, "Rows by table", "words"))
    parts.download("download_set_aside", quality.set_aside_file(store))


def files(store: Store, selection: Selection, notices: Sequence[str]) -> None:
    """Offer the main tables for what the filters leave."""
    parts.finding("Take the tables away", "As CSV, for what the filters leave")
    filters.showing(store, selection, notices)
    filters.strip(store, selection)
    measure, around = results.coverage_measure(selection), results.around(selection)
    areas = results.by_authority(store, selection)
    regions, types = results.by_region(store, selection), results.by_type(store, selection)
    offered = (
        ("by authority", around, areas, ["la_code", "la_name", "region"]),
        ("by region", selection.anywhere(), regions, ["name"]),
        ("by type and region", selection, types, ["setting_type", "region"]),
    )
    for name, chosen, table, keys in offered:
        where = words.place(chosen.area, store)
        parts.note(f"{words.opening(words.counted(selection))} visited in {where}, {name}:")
        columns = [*keys, *N_OF_N]
        asked = downloads.download(store, chosen, measure, table, columns, f"visited {name}")
        parts.download(f"download_{words.slug(name)}", asked)
