"""How visits were made: on site, remote or both."""

from dashboard.figures import (
    arriving,
    counts,
    modes,
    tables,
    words,
)
from dashboard.measures.definitions.coverage import VISITS
from dashboard.measures.selection import Selection
from dashboard.store import Store
from dashboard.ui import parts
from dashboard.views.letters import close


@parts.part
def how(store: Store, selection: Selection) -> None:
    """Show visits on site, remote and both."""
    rows = modes.by_mode(store, selection)
    if not modes.any_mode(rows):
        with parts.panel() as shown:
            shown.note(modes.why_none(store, selection))
        return
    title = f"Visits to {words.noun(selection)}, by how they were made"
    with parts.panel() as shown:
        shown.finding(modes.sentence(rows), title)
        shown.html(tables.bars(rows, title, "How", "Of all visits", None))
        columns = ["name", "numerator", "denominator", "value"]
        close(shown, "how we visited", store, selection, rows, columns, VISITS)
        weekly = modes.by_week(store, selection)
        title = f"Visits to {words.noun(selection)} each week, by how they were made"
        shown.finding(modes.under_restrictions(weekly, store, selection), title)
        drawn = {name: modes.COLUMNS[name] for name in weekly.columns[1:]}
        shown.html(counts.weeks(weekly, drawn, title, arriving.marked(store, selection)))
        shown.note(arriving.note(store, selection))
        close(shown, "how by week", store, selection, weekly, weekly.columns, VISITS)
