"""An area beside others: coverage and inspection load, and the calendar of visits."""

import polars as pl

from dashboard.exhibits.exhibit import Calendar, Exhibit, Places
from dashboard.figures.areas import ahead, calendar, comparison, files, load, places
from dashboard.figures.explained import worked
from dashboard.measures.selection import Selection
from dashboard.store import Store
from dashboard.wording import words


def others(store: Store, selection: Selection) -> Exhibit:
    """Give coverage and load beside similar authorities, or of the parts of a larger area."""
    rows = comparison.rows(store, selection, places.beside(store.as_counted, selection))
    return Exhibit(
        "beside",
        comparison.headline(rows, store, selection),
        f"{words.opening(words.counted(selection))} visited, and inspection load, side by side",
        (Places(rows, selection),),
        files.file(store, selection, rows, "similar and other areas"),
        tuple(filter(None, (_far(store, selection), places.HOW * selection.is_authority))),
    )


def _far(store: Store, selection: Selection) -> str:
    return places.far(store, str(selection.area)) if selection.is_authority else ""


def load_calendar(store: Store, selection: Selection) -> Exhibit:
    """Give the calendar of visits, and what lies ahead."""
    around = places.beside(store.as_counted, selection)
    rows, rated = (each.rows(store, selection, around) for each in (calendar, load))
    key = calendar.key(store, selection.area is not None)
    known = load.known(store)
    return Exhibit(
        "load",
        load.headline(rated, store, selection),
        f"Inspection load: visits each week, {words.area_name(selection.area, store)}",
        (_calendar(store, rows),) if known else (),
        files.of_load(store, selection, rows),
        (*((key, load.DEFINITION) if known else ()), ahead.sentence(store, selection)),
        results=worked.of_load(store, selection, load.whole(rated, selection)),
    )


def _calendar(store: Store, rows: pl.DataFrame) -> Calendar:
    marks_busy = rows["busy"].count() > 0
    return Calendar(
        rows,
        calendar.state_ahead(store, rows),
        calendar.restrictions_of(store, rows),
        calendar.letters_said(store, marks_busy),
    )
