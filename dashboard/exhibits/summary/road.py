"""How far both tracks had come by the end of each month, and what they need."""

from dashboard.exhibits.exhibit import Exhibit, Link, Months
from dashboard.exhibits.road import rates
from dashboard.exhibits.summary import road_by_month
from dashboard.measures import Selection, Store
from dashboard.measures.definitions.coverage import COVERAGE
from dashboard.measures.road import by_month
from dashboard.measures.road.tracks import tracks


def months(store: Store, selection: Selection) -> Exhibit | None:
    """Give what each track had reached by the end of each month, where there is enough to say."""
    store.prove(COVERAGE, selection)
    rows, found = by_month.rows(store, selection), tracks(store, selection)
    if rows.is_empty():
        return None
    return Exhibit(
        "road",
        rates.rates(found, store),
        road_by_month.title(rows),
        (Months(rows, found), Link("See the road to full inspections", "road", selection)),
        road_by_month.file(rows, store, selection),
    )
