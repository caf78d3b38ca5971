"""What happened in the last complete week."""

from dashboard.exhibits.common import arriving
from dashboard.exhibits.exhibit import Exhibit, Words
from dashboard.exhibits.summary import last_week
from dashboard.measures import Selection, Store, week_completeness
from dashboard.measures.definitions.coverage import VISITS


def last(store: Store, selection: Selection) -> Exhibit | None:
    """Give what happened in the last complete week, if one is complete."""
    if not week_completeness.complete(store, selection, VISITS):
        return None
    rows = last_week.rows(store, selection)
    return Exhibit(
        "week",
        last_week.headline(rows, store, selection),
        last_week.title(store, selection),
        (Words(last_week.text(rows), last_week.HEADINGS),) if rows.height else (),
        last_week.file(rows, store, selection),
        (last_week.ELSEWHERE, arriving.why_long_ago(store, selection)),
    )
