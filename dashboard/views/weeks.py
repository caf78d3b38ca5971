"""Coverage over time: the visits of each week, and the share reached by the end of each."""

from dashboard.figures import arriving, charts, downloads, findings, results, tables, words
from dashboard.measures.definitions.coverage import VISITS
from dashboard.measures.selection import Selection
from dashboard.store import Store
from dashboard.ui import parts


def show(store: Store, selection: Selection) -> None:
    """Show visits by week and reason, and the share reached by the end of each week."""
    made(store, selection)
    reached(store, selection)


@parts.part
def made(store: Store, selection: Selection) -> None:
    """Show the visits of each week by reason, and which weeks are still arriving."""
    rows, where = results.by_week(store, selection), words.area_name(selection.area, store)
    finding, late = findings.weeks(rows, store, selection), arriving.marked(store, selection)
    with parts.panel() as shown:
        shown.finding(finding, f"Visits to {words.noun(selection)} by week and reason, {where}")
        if rows["numerator"].sum():
            shown.chart("weeks", charts.visits_by_week(rows, late), finding)
            shown.html(tables.by_week(rows, late))
            shown.note(arriving.note(store, selection))
        shown.source(store)
        columns = ["week", "selection_basis", "numerator"]
        shown.download(
            "download_weeks",
            downloads.download(store, selection, VISITS, rows, columns, "visits by week"),
        )


@parts.part
def reached(store: Store, selection: Selection) -> None:
    """Show how the share visited has grown, beside England's."""
    measure = results.coverage_measure(selection)
    rows = results.reached_by_week(store, selection)
    england = results.reached_by_week(store, selection.anywhere()) if selection.area else None
    finding = findings.reached(rows, store, selection)
    title = f"{words.opening(words.counted(selection))} visited by the end of each week, %"
    with parts.panel() as shown:
        shown.finding(finding, title)
        if rows["value"].null_count() < rows.height:
            name = words.area_name(selection.area, store)
            start = words.first_day(selection, store)
            whole = store.scope.label
            drawn = charts.reached_by_week(rows, england, name, start, whole)
            shown.chart("reached", drawn, finding)
            shown.html(tables.reached(rows))
        shown.source(store, "out of the settings in scope on the day of the figures")
        columns = ["by", "numerator", "denominator", "value"]
        shown.download(
            "download_reached",
            downloads.download(store, selection, measure, rows, columns, "visited by week"),
        )
