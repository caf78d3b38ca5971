"""Actions issued and ended, and those in force, by kind, week, region and setting type."""

from collections.abc import Sequence

import polars as pl

from dashboard.measures import enforcement_powers, weekly
from dashboard.measures.cached import cached
from dashboard.measures.definitions.enforcement import (
    ACTIONS_ENDED,
    ACTIONS_IN_FORCE,
    ACTIONS_ISSUED,
    SETTINGS_RESTRICTED,
)
from dashboard.measures.kinds import types_of
from dashboard.measures.measure import Measure
from dashboard.measures.selection import Selection
from dashboard.measures.shape import TYPES
from dashboard.measures.status import Status
from dashboard.measures.store import Store
from dashboard.records import words as w

BY_KIND = (ACTIONS_IN_FORCE, ACTIONS_ISSUED, ACTIONS_ENDED)


BY_WEEK = (ACTIONS_ISSUED, ACTIONS_ENDED)


BY_PLACE = (ACTIONS_IN_FORCE, SETTINGS_RESTRICTED)


NOT_APPLICABLE = "[z] not applicable"


ALL_ACTIONS, ALL_TYPES = "All actions", "All setting types"


def _beside(
    store: Store, selection: Selection, measures: Sequence[Measure], groups: pl.DataFrame
) -> pl.DataFrame:
    """Put measures side by side for every group, a group without any as 0."""
    (by,) = groups.columns
    for measure in measures:
        asked = store.ask(measure, selection, [by]).select(by, numerator="numerator")
        found = asked.rename({"numerator": measure.name})
        groups = groups.join(found, on=by, how="left", maintain_order="left", validate="1:1")
    return groups.with_columns(pl.exclude(by).fill_null(0))


def _with_total(
    rows: pl.DataFrame,
    name: str,
    store: Store,
    selection: Selection,
    measures: Sequence[Measure],
) -> pl.DataFrame:
    """Name the rows and end them with the measures asked as a whole."""
    named = rows.rename({rows.columns[0]: "name"}).with_columns(pl.col("name").cast(pl.String))
    whole = {m.name: [enforcement_powers.count(store, selection, m)] for m in measures}
    total = pl.DataFrame({"name": [name]} | whole, schema=named.schema)
    return pl.concat([named, total])


@cached
def by_kind(store: Store, selection: Selection) -> pl.DataFrame:
    """Count each kind of action: in force, issued and ended; all of them last."""
    kinds = pl.DataFrame({"action_type": w.ACTION_TYPES}, schema_overrides=_typed("action_type"))
    rows = _beside(store, selection, BY_KIND, kinds)
    return _with_total(rows, ALL_ACTIONS, store, selection, BY_KIND)


@cached
def by_week(store: Store, selection: Selection) -> pl.DataFrame:
    """Count actions issued and ended in every week of the period."""
    weeks = pl.DataFrame({"week": weekly.weeks_of(store, selection)}, schema=_typed("week"))
    return _beside(store, selection, BY_WEEK, weeks)


@cached
def by_region(store: Store, selection: Selection) -> pl.DataFrame:
    """Count what is in force in every region of England, in the regions' own order: no ranking."""
    chosen, column = selection.anywhere(), selection.region_column
    regions = store.authorities.select(column).unique().sort(column)
    rows = _beside(store, chosen, BY_PLACE, regions)
    return _with_total(rows, store.scope.label, store, chosen, BY_PLACE)


@cached
def by_type(store: Store, selection: Selection) -> pl.DataFrame:
    """Count what is in force for every setting type; blank where the powers do not apply."""
    wanted = list(types_of(store, selection.setting_type))
    if selection.setting_type == w.ALL_PROVIDERS:
        wanted.append(w.LOCAL_AUTHORITY)
    types = pl.DataFrame({"setting_type": wanted}, schema=_typed("setting_type"))
    rows = _beside(store, selection, BY_PLACE, types)
    kind = pl.col("setting_type").cast(pl.String)
    inapplicable = kind.is_in(enforcement_powers.INSPECTED_ONLY) & (
        pl.col(ACTIONS_IN_FORCE.name) == 0
    )
    names = [measure.name for measure in BY_PLACE]
    known = rows.with_columns(pl.when(~inapplicable).then(pl.col(*names)))
    if known.height > 1:
        known = _with_total(known, ALL_TYPES, store, selection, BY_PLACE)
    else:
        known = known.select(kind.alias("name"), *names)
    blank = pl.col(ACTIONS_IN_FORCE.name).is_null()
    word = pl.when(blank).then(pl.lit(NOT_APPLICABLE)).otherwise(pl.lit(Status.SHOWN.value))
    return known.with_columns(status=word)


def _typed(column: str) -> dict:
    return {column: TYPES[column]}


def is_drawn(rows: pl.DataFrame) -> bool:
    """Say whether any week has anything to draw."""
    return bool(sum(rows[measure.name].sum() for measure in BY_WEEK))
