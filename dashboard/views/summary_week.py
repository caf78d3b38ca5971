"""Panels of the Summary: the visits of each week, the last week and what to look at."""

from functools import partial

from dashboard.figures import (
    arriving,
    downloads,
    findings,
    look,
    results,
    tables,
    week,
    words,
)
from dashboard.measures.definitions.coverage import VISITS
from dashboard.measures.selection import Selection
from dashboard.store import Store
from dashboard.ui import filters, parts


@parts.part
def happened(store: Store, selection: Selection) -> None:
    """Show what happened in the last full week."""
    rows, title = week.rows(store, selection), week.title(store, selection)
    with parts.panel() as shown:
        shown.finding(week.finding(rows, store, selection), title)
        if rows.height:
            shown.html(tables.plain(week.text(rows), week.HEADINGS, title, "words"))
        shown.note(week.ELSEWHERE)
        shown.source(store)
        shown.download("download_week", week.file(rows, store, selection))


@parts.part
def next_to_see(store: Store, selection: Selection) -> None:
    """List what to look at, each with a link that keeps the filters."""
    found, title = look.items(store, selection), look.title(store, selection)
    with parts.panel() as shown:
        shown.finding(look.finding(found), title)
        shown.html(look.table(found, partial(_address, selection)))
        shown.source(store)
        shown.download("download_look", look.file(found, store, selection))


def _address(selection: Selection, item: look.Item) -> str:
    chosen = selection.changed("area", item.area or selection.area)
    return filters.link(item.page, chosen.changed("part", item.part))


@parts.part
def weeks(store: Store, selection: Selection) -> None:
    """Show the visits of each week as columns."""
    rows = results.week_totals(store, selection)
    finding = findings.weeks(rows, store, selection)
    where = words.area_name(selection.area, store)
    with parts.panel() as shown:
        shown.finding(finding, f"Visits started each week to {words.noun(selection)}, {where}")
        if rows["numerator"].sum():
            late = arriving.marked(store, selection)
            shown.html(tables.columns(rows, f"{finding}. The table below has every week.", late))
            shown.note(arriving.note(store, selection))
        shown.source(store)
        shown.download(
            "download_weeks",
            downloads.download(
                store, selection, VISITS, rows, ["week", "numerator"], "visits a week"
            ),
        )
