"""The visits to an area by all inspectorates over the last complete weeks."""

from datetime import date

import polars as pl

from dashboard.measures import (
    inspection_load,
    other_inspectorates,
    week_completeness,
)
from dashboard.measures.cached import cached
from dashboard.measures.definitions.coverage import VISITS
from dashboard.measures.selection import Selection
from dashboard.measures.store import Store
from dashboard.records import words as w
from dashboard.settings import Settings

WEEKS = Settings.load_weeks


def known(store: Store) -> bool:
    """Say whether the records hold visits at all."""
    return VISITS.numerator.table in store.cube.tables


def of_all(store: Store, selection: Selection, setting_type: str) -> Selection:
    """Give a choice of all visits to a kind of setting, as far back as they are counted."""
    first = store.starts[0].day
    until = selection.until if selection.until and selection.until >= first else None
    return Selection(setting_type=setting_type, since=first, until=until, regions=selection.regions)


def made(store: Store, selection: Selection, column: str) -> pl.DataFrame:
    """Give the visits made to every place in every week: place, week, letter, visits.

    Other inspectorates' visits are among them where the records hold any.
    """
    return _made(store, without_type(selection), column)


def without_type(selection: Selection) -> Selection:
    """Give what load depends on: the end of the period, and which regions are places."""
    return Selection(until=selection.until, regions=selection.regions)


@cached
def _made(store: Store, selection: Selection, column: str) -> pl.DataFrame:
    own, provided = (
        store.ask(VISITS, of_all(store, selection, kind), [column, "week", "visit_type"])
        for kind in (w.LOCAL_AUTHORITY, w.ALL_PROVIDERS)
    )
    ours = inspection_load.lettered(own, provided, column)
    return pl.concat([ours, other_inspectorates.made(store, selection, column)])


def complete_weeks(store: Store, selection: Selection) -> list[date]:
    """List the last complete weeks of the period, at most as many as load is added up over."""
    chosen = of_all(store, selection, w.ALL_PROVIDERS)
    return week_completeness.complete(store, chosen, VISITS)[-WEEKS:]
