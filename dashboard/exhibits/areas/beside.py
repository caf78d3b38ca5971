"""An area beside others: coverage and inspection load, and the calendar of visits."""

import polars as pl

from dashboard.exhibits.areas import (
    area_files,
    comparators,
    comparison,
    inspection_load,
    load_explained,
    visit_calendar,
    weeks_ahead,
)
from dashboard.exhibits.exhibit import Calendar, Exhibit, Places
from dashboard.measures import Selection, Store, area_load, choice, comparator_areas
from dashboard.wording import words


def others(store: Store, selection: Selection) -> Exhibit:
    """Give coverage and load beside similar authorities, or of the parts of a larger area."""
    rows = comparison.rows(store, selection, comparator_areas.beside(store.as_counted, selection))
    return Exhibit(
        "beside",
        comparison.headline(rows, store, selection),
        f"{words.opening(words.counted(selection))} visited, and inspection load, side by side",
        (Places(rows, selection),),
        area_files.file(store, selection, rows, "similar and other areas"),
        (comparators.HOW,) if selection.is_authority else (),
    )


def load_calendar(store: Store, selection: Selection) -> Exhibit | None:
    """Give the calendar of visits, and what lies ahead, where the records hold visits."""
    if not area_load.known(store):
        return None
    around = comparator_areas.beside(store.as_counted, selection)
    rows, rated = (
        each.rows(store, selection, around) for each in (visit_calendar, inspection_load)
    )
    key = visit_calendar.key(store, selection.area is not None)
    return Exhibit(
        "load",
        inspection_load.headline(rated, store, selection),
        f"Inspection load: visits each week, {choice.area_name(selection.area, store)}",
        (_calendar(store, rows),),
        area_files.of_load(store, selection, rows),
        (key, inspection_load.DEFINITION, weeks_ahead.sentence(store, selection)),
        results=load_explained.of_load(store, selection, inspection_load.whole(rated, selection)),
    )


def _calendar(store: Store, rows: pl.DataFrame) -> Calendar:
    marks_busy = rows["busy"].count() > 0
    return Calendar(
        rows,
        visit_calendar.state_ahead(store, rows),
        visit_calendar.restrictions_of(store, rows),
        visit_calendar.letters_said(store, marks_busy),
    )
