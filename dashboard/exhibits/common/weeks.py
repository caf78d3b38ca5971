"""The visits of each week, whatever their reason."""

from dashboard.exhibits import download
from dashboard.exhibits.common import arriving, week_headlines
from dashboard.exhibits.exhibit import Exhibit, WeekTotals
from dashboard.measures import Selection, Store, choice, week_completeness, weekly
from dashboard.measures.definitions.coverage import VISITS
from dashboard.wording import words


def made(store: Store, selection: Selection) -> Exhibit:
    """Give the visits of each week."""
    rows = weekly.week_totals(store, selection)
    said, where = (
        week_headlines.weeks(rows, store, selection),
        choice.area_name(selection.area, store),
    )
    late, any_made = week_completeness.marked(store, selection), bool(rows["numerator"].sum())
    return Exhibit(
        "weeks",
        said,
        f"Visits started each week to {words.noun(selection)}, {where}",
        (WeekTotals(rows, f"{said}. The table below has every week.", late),) if any_made else (),
        download.download(store, selection, VISITS, rows, ["week", "numerator"], "visits a week"),
        (arriving.note(store, selection),) if any_made else (),
    )
