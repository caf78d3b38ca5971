"""Panels that more than one page shows."""

from html import escape

import polars as pl

from dashboard.figures import downloads, findings, results, tables, words
from dashboard.measures.selection import Selection
from dashboard.store import Store
from dashboard.ui import parts

N_OF_N = ["numerator", "denominator", "value", "status"]


def more(address: str, words: str) -> str:
    """Lead to the page that has the rest; without an address there is nothing to show."""
    return (
        f'<p class="files"><a href="{escape(address)}">{escape(words)}</a></p>' if address else ""
    )


@parts.part
def regions(rows: pl.DataFrame, store: Store, selection: Selection) -> None:
    """Show how far each region has been visited, as a table with a bar in each row."""
    measure = results.coverage_measure(selection)
    kind = "Ofsted region" if selection.regions == 8 else "statistical region"
    title = f"{words.opening(words.counted(selection))} visited, % of those in scope, by {kind}"
    england = store.ask(measure, selection.anywhere())["value"][0]
    with parts.panel() as shown:
        shown.finding(findings.regions(rows, selection), title)
        asked = (words.opening(kind), "Visited of in scope", england)
        own = results.region_of(store, selection)
        shown.html(tables.bars(rows, title, *asked, store.scope.label, own))
        shown.source(store, f"{words.period(selection, store)}, all of {store.scope.label}")
        shown.download(
            "download_regions",
            downloads.download(
                store, selection.anywhere(), measure, rows, ["name", *N_OF_N], "visited by region"
            ),
        )
