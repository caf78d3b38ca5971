"""Summary: are we seeing the settings we most need to see?"""

from collections.abc import Sequence

from dashboard.figures import downloads, findings, results, tables, tiles, words
from dashboard.measures.definitions.coverage import VISITS
from dashboard.measures.selection import Selection
from dashboard.store import Store
from dashboard.ui import filters, parts
from dashboard.views import panels

QUESTION = "Are we seeing the settings we most need to see?"


def page(store: Store, selection: Selection, notices: Sequence[str]) -> None:
    """Lay out the answer, four figures, the visits of each week and the regions."""
    with parts.panel() as top:
        top.lead("Summary", QUESTION, findings.summary(store, selection))
        top.html(filters.showing(store, selection, notices))
        top.html(tables.tiles(tiles.summary(store, selection)))
    filters.strip(store, selection)
    left, right = parts.columns(2)
    with left:
        weeks(store, selection)
    with right:
        panels.regions(results.by_region(store.as_counted, selection), store, selection)


@parts.part
def weeks(store: Store, selection: Selection) -> None:
    """Show the visits of each week as columns."""
    rows = results.week_totals(store, selection)
    finding = findings.weeks(rows, store, selection)
    where = words.area_name(selection.area, store)
    with parts.panel() as shown:
        shown.finding(finding, f"Visits started each week to {words.noun(selection)}, {where}")
        if rows["numerator"].sum():
            shown.html(tables.columns(rows, f"{finding}. The table below has every week."))
        shown.source(store)
        shown.download(
            "download_weeks",
            downloads.download(
                store, selection, VISITS, rows, ["week", "numerator"], "visits a week"
            ),
        )
