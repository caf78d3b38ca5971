"""The services of an authority itself, and the visits to them."""

from dataclasses import replace

import polars as pl

from dashboard.measures import chosen_records
from dashboard.measures.cached import cached
from dashboard.measures.definitions.coverage import VISITS
from dashboard.measures.narrowing import OF_VISITS
from dashboard.measures.selection import Selection
from dashboard.measures.store import Store
from dashboard.records import words as w

COLUMNS = ("authority", "visit_type", "started_on", "selection_basis", "mode", "published_on")


def services(store: Store, selection: Selection) -> pl.DataFrame:
    """List the own services of the authorities in the area, one for each, by name."""
    return _services(store, _themselves(selection))


@cached
def _services(store: Store, themselves: Selection) -> pl.DataFrame:
    return chosen_records.settings_of(store, themselves).sort("la_name")


def _themselves(selection: Selection) -> Selection:
    return Selection(selection.area, w.LOCAL_AUTHORITY, regions=selection.regions)


def _made(selection: Selection) -> Selection:
    """Give the choice of the authorities themselves and of the visits to them."""
    chosen = {each.name: getattr(selection, each.name) for each in OF_VISITS}
    return replace(_themselves(selection), **chosen)


def are_told_of(store: Store, selection: Selection) -> bool:
    """Say whether the records tell of the visits to authorities that a choice leaves."""
    return store.tells(VISITS, _made(selection))


def visits(store: Store, selection: Selection) -> pl.DataFrame:
    """List the visits to the authorities themselves that the records hold, latest first.

    Columns: authority, visit_type, started_on, selection_basis, mode, published_on (blank where
    not published by the day of the figures).
    """
    return _visits(store, _made(selection))


@cached
def _visits(store: Store, chosen: Selection) -> pl.DataFrame:
    rows = chosen_records.in_any_order(every_visit(store), store, chosen)
    left = chosen_records.chosen(rows, store, chosen)
    out = pl.when(pl.col("published_on") <= store.as_at).then(pl.col("published_on"))
    told = chosen_records.told(left, store, *COLUMNS[1:])
    return told.with_columns(published_on=out).select(COLUMNS)


def every_visit(store: Store) -> pl.DataFrame:
    """List the visits to authorities themselves in the order of `visits`: kind and visit.

    Once for all choices: sorting those of a region cost 45 ms of CPU at ten million visits.
    """

    def listed() -> pl.DataFrame:
        own = Selection(setting_type=w.LOCAL_AUTHORITY)
        rows = chosen_records.within(chosen_records.visits(store), store, own)
        rows = rows.filter(pl.col("started_on") <= store.as_at)
        told = chosen_records.told(rows, store, "visit_id", "started_on")
        each = pl.concat([rows.select("kind", "visit"), told], how="horizontal")
        ordered = each.sort("started_on", "authority", "visit_id", descending=[True, False, False])
        return ordered.select("kind", "visit")

    return store.once("visits to authorities", listed)
