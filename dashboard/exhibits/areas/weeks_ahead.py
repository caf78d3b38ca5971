"""What lies ahead: visits booked, as far as the records tell, and the next free weeks."""

from datetime import date

from dashboard.exhibits.areas.inspection_load import visits as count_of
from dashboard.measures import Selection, Store, inspection_load, other_inspectorates
from dashboard.measures.booked_visits import booked, free, inside
from dashboard.measures.cached import cached
from dashboard.wording import words


@cached
def sentence(store: Store, selection: Selection) -> str:
    """Say what is booked, and which full working weeks come next with nothing booked."""
    both = (booked(store), other_inspectorates.booked(store))
    planned = sum(inside(rows, selection).height for rows in both)
    if planned:
        said = f"{words.opening(count_of(planned))} booked after {words.day(store.as_at)}"
    else:
        said = f"No visit after {words.day(store.as_at)} is in these records"
    found = free(store, selection)
    if not found:
        return f"{said}; the calendar of these records goes no further."
    named = words.listed([words.day(week) for week in found])
    begin = "week begins" if len(found) == 1 else "weeks begin"
    return f"{said}. As far as they tell, the next free working {begin} on {named}."


def state(store: Store, week: date) -> str:
    """Say that a week is free, or short: not a full working week."""
    days = store.records["calendar"].filter(week=week)
    return "free" if days["working"].sum() == inspection_load.FULL else "short"
