"""The records behind the inspection load of an area."""

from dataclasses import replace

import polars as pl

from dashboard.exhibits.areas import inspection_load
from dashboard.exhibits.explained.worked import Worked, figure, marked
from dashboard.measures import area_load, choice, needs, other_inspectorates
from dashboard.measures.behind import Behind, behind
from dashboard.measures.definitions.coverage import VISITS
from dashboard.measures.measure import NOWHERE, Count, Measure
from dashboard.measures.selection import Selection
from dashboard.measures.store import Store


def of_load(store: Store, selection: Selection, count: int | None) -> tuple[Worked, ...]:
    """Give the visits to an area in the last complete weeks, of any type, if they are known."""
    weeks = area_load.complete_weeks(store, selection)
    if count is None or not weeks:
        return ()
    measure = Measure(
        name="inspection_load",
        needs=needs.VISITS,
        label=f"Inspection load in {inspection_load.span(weeks)}",
        unit="visits",
        definition=inspection_load.DEFINITION,
        numerator=Count("visits", "visits"),
        above="visits",
        sensitive=True,
        leaves=NOWHERE,
    )
    chosen = Selection(area=selection.area, until=selection.until, regions=selection.regions)

    def found() -> Behind:
        every = Selection(area=selection.area, regions=selection.regions).where()
        where = {column: word for column, word in every.items() if column != "setting_type"}
        period = store.period(store.starts[0].day, area_load.of_all(store, selection, "").until)
        made = behind(VISITS, store.records, store.as_at, period, where)
        rows = made.rows if made else pl.DataFrame()
        theirs = other_inspectorates.explained(store, where)
        both = pl.concat([rows, theirs], how="diagonal_relaxed") if theirs.height else rows
        within = pl.col("started_on").dt.truncate("1w").is_in(weeks)
        return Behind(marked(both, within, pl.lit("not in the last complete weeks")), False)

    where = choice.area_name(selection.area, store)
    told = (
        f"{where}, every setting type, visits in {inspection_load.span(weeks)}; "
        "other filters change nothing"
    )
    return (replace(figure(measure, chosen, count, None, found), filters=told),)
