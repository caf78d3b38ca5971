"""What happened in the last complete week."""

from dashboard.exhibits.exhibit import Exhibit
from dashboard.exhibits.written import Words
from dashboard.figures import arriving, week
from dashboard.measures.selection import Selection
from dashboard.store import Store


def last(store: Store, selection: Selection) -> Exhibit:
    """Give what happened in the last complete week."""
    rows = week.rows(store, selection)
    return Exhibit(
        "week",
        week.headline(rows, store, selection),
        week.title(store, selection),
        (Words(week.text(rows), week.HEADINGS),) if rows.height else (),
        week.file(rows, store, selection),
        (week.ELSEWHERE, arriving.why_long_ago(store, selection)),
    )
