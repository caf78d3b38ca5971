"""Readiness: what is still to be done before full inspections start, each as n of N."""

import polars as pl

from dashboard.figures import tables, words
from dashboard.figures.enforcement import file_of
from dashboard.figures.road import readiness
from dashboard.measures.definitions.coverage import COVERAGE, SETTINGS
from dashboard.measures.definitions.letters import WAITING
from dashboard.measures.definitions.readiness import NEVER_INSPECTED
from dashboard.measures.measure import Measure
from dashboard.measures.selection import Selection
from dashboard.store import Store
from dashboard.ui import parts


def panels(store: Store, selection: Selection) -> None:
    """Show the four counts, each with its table and its file."""
    letters(store, selection)
    never(store, selection)
    unseen(store, selection)
    ages(store, selection)


@parts.part
def letters(store: Store, selection: Selection) -> None:
    """Show the letters that are not published yet."""
    rows = readiness.waiting(store, selection)
    finding = readiness.left(rows, "have no published letter yet", of="visits to ")
    unit = "Not yet published of visits"
    show("letters", WAITING, "", rows, finding, unit, store, selection)


@parts.part
def never(store: Store, selection: Selection) -> None:
    """Show the settings that have never had a full inspection."""
    rows = readiness.never(store, selection)
    finding = readiness.left(rows, "have never had a full inspection")
    show("never", NEVER_INSPECTED, "", rows, finding, "Of in scope", store, selection)


@parts.part
def unseen(store: Store, selection: Selection) -> None:
    """Show the settings that nobody has seen since routine inspections were suspended."""
    rows = readiness.unseen(store, selection)
    since = words.day(store.starts[0].day)
    finding = readiness.left(rows, f"have not been seen since {since}")
    means = readiness.unseen_means(store)
    show("unseen", COVERAGE, means, rows, finding, "Not seen of in scope", store, selection)


@parts.part
def show(
    name: str,
    measure: Measure,
    means: str,
    rows: pl.DataFrame,
    finding: str,
    unit: str,
    store: Store,
    selection: Selection,
) -> None:
    """Show one count for both tracks and for each type, as bars of a table."""
    means = means or measure.definition
    with parts.panel() as shown:
        shown.finding(finding, means)
        if readiness.is_counted(rows):
            shown.html(tables.bars(rows, finding, "Settings", unit, None))
        shown.source(store)
        table = rows.drop("whole")
        file = file_of(store, selection, (measure,), table, f"readiness {name}", means)
        shown.download(f"download_{name}", file)


@parts.part
def ages(store: Store, selection: Selection) -> None:
    """Show how old the last full inspections are."""
    rows = readiness.ages(store, selection)
    title = "Settings in scope by the age of their last full inspection, on the day of the figures"
    with parts.panel() as shown:
        shown.finding(readiness.old(rows), title)
        headings = readiness.age_headings(rows)
        listed = tables.plain(readiness.age_texts(rows), headings, title)
        shown.html(f'<div class="figures">{listed}</div>')
        shown.source(store)
        file = file_of(store, selection, (SETTINGS,), rows, "readiness ages", title)
        shown.download("download_ages", file)
