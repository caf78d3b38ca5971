"""Letters followed to the end: those that still wait count for as long as they have waited."""

from dashboard.figures import added_up
from dashboard.figures.kept import kept
from dashboard.measures.followed import Followed, followed
from dashboard.measures.selection import Selection
from dashboard.store import Store
from dashboard.wording import words

DAYS = (10, 20, 30, 40, 60)
MEANING = "Letters that still wait count for as long as they have waited (Kaplan–Meier)."


@kept
def letters(store: Store, selection: Selection) -> Followed:
    """Follow the letters of the visits of the period, in working days from a visit's last day."""
    first, last = words.first_day(selection, store), words.last_day(selection, store)
    return followed(added_up.waits(store, selection, first, last), DAYS)


def by_day(found: Followed) -> str:
    """Say what share is out by each day that enough visits have been followed for."""
    said = [
        f"{words.percent(row['published'])} by day {row['day']} ({words.number(row['at_risk'])} "
        "followed so long)"
        for row in found.curve.iter_rows(named=True)
        if row["published"] is not None and row["at_risk"]
    ]
    return f"Letters out: {words.listed(said)}. {MEANING}" if said else ""
