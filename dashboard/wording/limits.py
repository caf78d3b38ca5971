"""What a choice limits visits by and the records do not tell."""

from datetime import date

from dashboard.measures import Selection, Store
from dashboard.measures.definitions.coverage import VISITS
from dashboard.measures.judged_inadequate import first_recorded
from dashboard.measures.standing import types_of
from dashboard.wording.dates import day


def untold(selection: Selection, store: Store) -> list[str]:
    """List what visits are limited by and the records do not tell: "the reason for the visit"."""
    every = selection.without_visits()
    chosen = [(each, getattr(selection, each.name)) for each in selection.of_visits]
    return [
        each.limit
        for each, word in chosen
        if store.tells(VISITS, every) and not store.tells(VISITS, every.changed(each.name, word))
    ]


def register_ends(selection: Selection, store: Store) -> date | None:
    """Give the last day for which the settings chosen are listed, where that is before the day."""
    reach = store.cube.reach
    spans = (reach.of("settings", kind) for kind in types_of(selection.setting_type, reach))
    last = max((span.last for span in spans if span and span.last), default=None)
    return last if last and last < store.as_at else None


def visits_known_from(selection: Selection, store: Store) -> date | None:
    """Give the day from which visits are told of, or else that of the first one recorded."""
    visits = store.records.get("visits")
    if visits is None or visits.is_empty():
        return None
    return visits_begin(selection, store) or first_recorded(store)


def visits_before(selection: Selection, store: Store) -> str:
    """Say before which day visits are not in the records, or that none is."""
    first = visits_known_from(selection, store)
    if first is None:
        return "No visit is in these records."
    return f"Visits before {day(first)} are not in these records."


def visits_begin(selection: Selection, store: Store) -> date | None:
    """Give the first day on which visits to the settings chosen are told of, if there is one."""
    reach = store.cube.reach
    spans = (reach.of("visits", kind) for kind in types_of(selection.setting_type, reach))
    return min((span.first for span in spans if span and span.first), default=None)
