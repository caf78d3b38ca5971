"""Coverage over time: the visits of each week, and the share reached by the end of each."""

from dashboard.exhibits.exhibit import Exhibit
from dashboard.exhibits.over_time import Reached, ReasonsByWeek
from dashboard.figures import arriving, downloads, findings, results, words
from dashboard.measures.definitions.coverage import VISITS
from dashboard.measures.selection import Selection
from dashboard.store import Store


def made(store: Store, selection: Selection) -> Exhibit:
    """Give the visits of each week by reason, and which weeks are still arriving."""
    rows, where = results.by_week(store, selection), words.area_name(selection.area, store)
    any_visit, columns = rows["numerator"].sum(), ["week", "selection_basis", "numerator"]
    drawn = ReasonsByWeek(rows, arriving.marked(store, selection))
    return Exhibit(
        "weeks",
        findings.weeks(rows, store, selection),
        f"Visits to {words.noun(selection)} by week and reason, {where}",
        (drawn,) if any_visit else (),
        downloads.download(store, selection, VISITS, rows, columns, "visits by week"),
        (arriving.note(store, selection),) if any_visit else (),
    )


def reached(store: Store, selection: Selection) -> Exhibit:
    """Give how the share visited has grown, beside that of all there is."""
    measure, rows = results.coverage_measure(selection), results.reached_by_week(store, selection)
    beside = results.reached_by_week(store, selection.anywhere()) if selection.area else None
    name, start = words.area_name(selection.area, store), words.first_day(selection, store)
    columns = ["by", "numerator", "denominator", "value"]
    drawn = Reached(rows, beside, name, start, store.scope.label)
    return Exhibit(
        "reached",
        findings.reached(rows, store, selection),
        f"{words.opening(words.counted(selection))} visited by the end of each week, %",
        (drawn,) if rows["value"].null_count() < rows.height else (),
        downloads.download(store, selection, measure, rows, columns, "visited by week"),
        source=("out of the settings in scope on the day of the figures",),
    )
