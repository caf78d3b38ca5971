"""Coverage of every setting type in every region, with their totals."""

from collections.abc import Sequence

import polars as pl

from dashboard.measures import choice
from dashboard.measures.cached import cached
from dashboard.measures.definitions.coverage import SETTINGS
from dashboard.measures.kinds import types_of
from dashboard.measures.plain import COUNTED, Schema, add_up, share_of
from dashboard.measures.results import coverage_measure, regions_of, status_of
from dashboard.measures.selection import Selection
from dashboard.measures.status import Status
from dashboard.measures.store import Store
from dashboard.records import words as w


@cached
def by_type(store: Store, selection: Selection) -> pl.DataFrame:
    """Give coverage for every setting type and region, with their totals.

    Rows in display order: each type the filters leave, then their total; local authorities last,
    never added to providers. Columns: setting_type, region (the whole area's total first),
    numerator, denominator, value, status.
    """
    wanted = types_of(store, selection.setting_type)
    rows = _types(store, selection, wanted)
    if len(wanted) > 1:
        rows += _together(rows, selection.setting_type)
    if selection.setting_type == w.ALL_PROVIDERS:
        own = selection.changed("setting_type", w.LOCAL_AUTHORITY)
        rows += _types(store, own, (w.LOCAL_AUTHORITY,))
    kinds = dict.fromkeys(kind for kind, *_ in rows)
    told = {k: store.tells(SETTINGS, selection.changed("setting_type", k)) for k in kinds}
    shown = [
        (kind, region, n, total, share_of(n, total), _status(n, total, told[kind]))
        for kind, region, n, total in rows
    ]
    names: Schema = {"setting_type": pl.String, "region": pl.String}
    return pl.DataFrame(shown, schema={**names, **COUNTED, "status": pl.String}, orient="row")


def _status(n: int | None, total: int, is_told: bool) -> str:
    return status_of(n, total, Status.UNVISITED, Status.NONE, is_told)


OfType = tuple[str, str, int | None, int]
"""A setting type, a region or the whole area, and n of N."""


def _types(store: Store, selection: Selection, wanted: Sequence[str]) -> list[OfType]:
    """Give every wanted type in every region of the area, the area's own total before them."""
    column = selection.region_column
    found = store.ask(coverage_measure(selection), selection, ["setting_type", column])
    each = found[["setting_type", column, "numerator", "denominator"]].rows()
    parts = {(kind, region): (n, total or 0) for kind, region, n, total in each}
    whole = choice.area_name(selection.area, store)
    regions = [] if selection.area else [str(region) for region in regions_of(store, column)]
    rows: list[OfType] = []
    for kind in wanted:
        sums = add_up(counts for (of, _), counts in parts.items() if of == kind)
        rows.append((kind, whole, *sums))
        rows += [(kind, region, *parts.get((kind, region), (None, 0))) for region in regions]
    return rows


def _together(rows: Sequence[OfType], name: str) -> list[OfType]:
    """Add up all types in each region, and in the whole area."""
    regions = dict.fromkeys(region for _, region, *_ in rows)
    return [
        (name, region, *add_up((n, total) for _, at, n, total in rows if at == region))
        for region in regions
    ]
