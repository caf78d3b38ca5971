"""Coverage over time: the visits of each week, and the share reached by the end of each."""

import polars as pl

from dashboard.exhibits import download
from dashboard.exhibits.common import arriving, visited, week_headlines
from dashboard.exhibits.exhibit import Exhibit, Reached, ReasonsByWeek
from dashboard.measures import Selection, Store, choice, results, week_completeness, weekly
from dashboard.measures.definitions.coverage import VISITS
from dashboard.records import words as w
from dashboard.wording import words


def made(store: Store, selection: Selection) -> Exhibit:
    """Give the visits of each week, by reason where any has one, and which are still arriving."""
    rows, where = weekly.by_week(store, selection), choice.area_name(selection.area, store)
    stated = rows.filter(pl.col("selection_basis") != w.NOT_RECORDED)["numerator"].sum()
    if not stated:
        return visited.weeks(store, selection)
    columns = ["week", "selection_basis", "numerator"]
    drawn = ReasonsByWeek(rows, week_completeness.unfinished(store, selection))
    return Exhibit(
        "weeks",
        week_headlines.weeks(rows, store, selection),
        f"Visits to {words.noun(selection)} by week and reason, {where}",
        (drawn,),
        download.download(store, selection, VISITS, rows, columns, "visits by week"),
        (arriving.note(store, selection),),
    )


def reached(store: Store, selection: Selection) -> Exhibit:
    """Give how the share visited has grown, beside that of all there is."""
    measure, rows = results.coverage_measure(selection), weekly.reached_by_week(store, selection)
    beside = weekly.reached_by_week(store, selection.anywhere()) if selection.area else None
    name, start = choice.area_name(selection.area, store), choice.first_day(selection, store)
    columns = ["by", "numerator", "denominator", "value"]
    late = week_completeness.unfinished(store, selection)
    drawn = Reached(rows, beside, name, start, store.scope.label, late)
    return Exhibit(
        "reached",
        week_headlines.reached(rows, store, selection),
        f"{words.opening(words.counted(selection))} visited by the end of each week, %",
        (drawn,) if rows["value"].null_count() < rows.height else (),
        download.download(store, selection, measure, rows, columns, "visited by week"),
        source=("out of the settings in scope on the day of the figures",),
    )
