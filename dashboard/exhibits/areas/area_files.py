"""The tables of an area's profile as files, each with what it counts and what it leaves aside."""

from dataclasses import replace

import polars as pl

from dashboard.exhibits.download import Download, download
from dashboard.measures import Measure, Selection, Store
from dashboard.measures.definitions.coverage import VISITS
from dashboard.wording import filtered


def file(
    store: Store,
    selection: Selection,
    rows: pl.DataFrame,
    name: str,
    measure: str,
    definition: str,
    *counted: Measure,
) -> Download:
    """Describe a table: what is measured, what that means, and what its rows count, if not visits.

    It has all columns of its rows.
    """
    made = download(
        store, selection, (counted or (VISITS,))[0], rows, rows.columns, name, *counted[1:]
    )
    return made.saying(measure=measure, definition=definition)


def of_all_visits(
    store: Store, selection: Selection, rows: pl.DataFrame, name: str, measure: str, definition: str
) -> Download:
    """Describe a table of inspection load, which counts all visits whatever the filters."""
    made = file(store, selection.without_visits(), rows, name, measure, definition)
    free = filtered.unlimited(selection)
    said = made.saying(filters=f"{made.facts['filters']}; {free}") if free else made
    return replace(said, unlimited=free or said.unlimited)
