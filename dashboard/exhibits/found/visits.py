"""How visits were made: on site, remote or both."""

from dashboard.exhibits.exhibit import Bars, Exhibit
from dashboard.exhibits.found.table import table
from dashboard.exhibits.over_time import Columns
from dashboard.figures import arriving, modes
from dashboard.measures.definitions.coverage import VISITS
from dashboard.measures.selection import Selection
from dashboard.store import Store
from dashboard.wording import words


def how(store: Store, selection: Selection) -> Exhibit:
    """Give visits on site, remote and both, or why that cannot be said."""
    rows = modes.by_mode(store, selection)
    if not modes.any_mode(rows):
        return Exhibit("how-we-visited", notes=(modes.why_none(store, selection),))
    columns = ("name", "numerator", "denominator", "value")
    return Exhibit(
        "how-we-visited",
        modes.sentence(rows),
        f"Visits to {words.noun(selection)}, by how they were made",
        (Bars(rows, "How", "Of all visits"),),
        table(store, selection, rows, "how we visited", VISITS, columns),
        (),
        (words.period(selection, store),),
    )


def by_week(store: Store, selection: Selection) -> Exhibit | None:
    """Give the visits of each week by how they were made."""
    if not modes.any_mode(modes.by_mode(store, selection)):
        return None
    rows = modes.by_week(store, selection)
    names = {name: modes.COLUMNS[name] for name in rows.columns[1:]}
    return Exhibit(
        "how-by-week",
        modes.under_restrictions(rows, store, selection),
        f"Visits to {words.noun(selection)} each week, by how they were made",
        (Columns(rows, names, arriving.marked(store, selection)),),
        table(store, selection, rows, "how by week", VISITS, rows.columns),
        (arriving.note(store, selection),),
        (words.period(selection, store),),
    )
