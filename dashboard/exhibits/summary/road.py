"""How far both tracks had come by the end of each month, and what they need."""

from dashboard.exhibits.exhibit import Exhibit
from dashboard.exhibits.over_time import Months
from dashboard.exhibits.written import Link
from dashboard.figures.road import sentences, small
from dashboard.figures.road.tracks import tracks
from dashboard.measures.definitions.coverage import COVERAGE
from dashboard.measures.selection import Selection
from dashboard.store import Store


def months(store: Store, selection: Selection) -> Exhibit | None:
    """Give what each track had reached by the end of each month, where there is enough to say."""
    store.prove(COVERAGE, selection)
    rows, found = small.rows(store, selection), tracks(store, selection)
    if rows.is_empty():
        return None
    return Exhibit(
        "road",
        sentences.rates(found, store),
        small.title(rows),
        (Months(rows, found), Link("See the road to full inspections", "road", selection)),
        small.file(rows, store, selection),
    )
