"""How visits were made: on site, remote or both."""

from dashboard.exhibits.common import arriving
from dashboard.exhibits.download import N_OF_N
from dashboard.exhibits.exhibit import Bars, Columns, Exhibit
from dashboard.exhibits.found import visit_modes
from dashboard.exhibits.found.table import table
from dashboard.measures import Selection, Store, visit_mode_counts, week_completeness
from dashboard.measures.definitions.coverage import VISITS
from dashboard.wording import words


def how(store: Store, selection: Selection) -> Exhibit | None:
    """Give visits on site, remote and both, where that is known of any."""
    rows = visit_mode_counts.by_mode(store, selection)
    if not visit_mode_counts.any_mode(rows):
        return None
    return Exhibit(
        "how-we-visited",
        visit_modes.sentence(rows),
        f"Visits to {words.noun(selection)}, by how they were made",
        (Bars(rows, "How", "Of all visits"),),
        table(store, selection, rows, "how we visited", VISITS, ("name", *N_OF_N)),
        (),
        (words.period(selection, store),),
    )


def by_week(store: Store, selection: Selection) -> Exhibit | None:
    """Give the visits of each week by how they were made, unless they are chosen by it."""
    any_mode = visit_mode_counts.any_mode(visit_mode_counts.by_mode(store, selection))
    if selection.visit_mode or not any_mode:
        return None
    rows = visit_mode_counts.by_week(store, selection)
    names = {name: visit_mode_counts.COLUMNS[name] for name in rows.columns[1:]}
    return Exhibit(
        "how-by-week",
        visit_modes.under_restrictions(rows, store, selection),
        f"Visits to {words.noun(selection)} each week, by how they were made",
        (Columns(rows, names, week_completeness.marked(store, selection)),),
        table(store, selection, rows, "how by week", VISITS, rows.columns),
        (arriving.note(store, selection),),
        (words.period(selection, store),),
    )
