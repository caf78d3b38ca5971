"""Fairness of coverage: every authority on one line, and the groups least and most visited."""

from dashboard.figures import downloads, fairness, results, strip
from dashboard.measures.selection import Selection
from dashboard.store import Store
from dashboard.ui import parts
from dashboard.views.panels import N_OF_N


def show(store: Store, selection: Selection) -> None:
    """Lay out the groups, then every authority."""
    groups(store, selection)
    authorities(store, selection)


@parts.part
def groups(store: Store, selection: Selection) -> None:
    """Show coverage by size, sector, prior judgement and region, and the gap in each."""
    measure, rows = results.coverage_measure(selection), fairness.rows(store, selection)
    overall = store.ask(measure, selection)["value"][0]
    title = fairness.title(rows, store, selection)
    with parts.panel() as shown:
        shown.finding(fairness.finding(rows, store, selection), title)
        shown.html(fairness.table(rows, overall, selection, store))
        shown.note(fairness.MEANT)
        shown.source(store)
        columns = ["kind", "name", *N_OF_N]
        shown.download(
            "download_groups",
            downloads.download(store, selection, measure, rows, columns, "visited by group"),
        )


@parts.part
def authorities(store: Store, selection: Selection) -> None:
    """Show every authority as a dot on one line of coverage."""
    measure, rows = results.coverage_measure(selection), strip.rows(store, selection)
    england = store.ask(measure, selection.anywhere())["value"][0]
    finding, title = strip.finding(rows, selection), strip.title(store, selection)
    with parts.panel() as shown:
        shown.finding(finding, title)
        if strip.drawn(rows).height:
            shown.chart("strip", strip.figure(rows, england, selection, store.scope.label), finding)
        shown.note(strip.note(rows, selection))
        shown.html(strip.table(rows, title))
        shown.source(store, f"all of {store.scope.label}")
        columns = ["la_code", "la_name", "region", *N_OF_N]
        shown.download(
            "download_strip",
            downloads.download(
                store, selection.anywhere(), measure, rows, columns, "all authorities"
            ),
        )
