"""The settings by how long ago anyone was last on site, and those never seen."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from dashboard.measures import chosen_records, record_counts
from dashboard.measures.cached import cached
from dashboard.measures.definitions.register import LAST_SEEN
from dashboard.measures.plain import rows_at
from dashboard.measures.selection import Selection
from dashboard.measures.store import Store

SHOWN = 15


SEEN = pl.col("days").is_not_null()


LISTED = (
    *("urn", "setting_type", "authority", "last_grade", "last_inspected_on"),
    *("last_on_site", "seen_by", "days", "registered_on"),
)


@dataclass(frozen=True)
class Listed:
    """The first rows of a list of settings, how many it has in all, and whether they were seen."""

    rows: pl.DataFrame
    all_of: int
    is_seen: bool


@cached
def longest_ago(store: Store, selection: Selection) -> Listed:
    """List the settings whose last day on site is known, longest unseen first."""
    return _first(store, selection, is_seen=True)


@cached
def never(store: Store, selection: Selection) -> Listed:
    """List the settings with no visit on site on record, longest registered first."""
    return _first(store, selection, is_seen=False)


def _first(store: Store, selection: Selection, is_seen: bool) -> Listed:
    """Look only through the first settings of each kind: no others can be among the first."""
    if not store.tells(LAST_SEEN, selection):
        return Listed(listed(store, selection).clear(), 0, is_seen)
    rows = chosen_records.within(_told(store, is_seen), store, selection)
    shown = rows_at(rows, np.argsort(rows["place"].to_numpy())[:SHOWN])
    counted = record_counts.in_scope(store, selection, "seen", SEEN)
    all_of = sum(n for seen, n in counted[["seen", "numerator"]].rows() if seen == is_seen)
    return Listed(shown[[*LISTED]], all_of, is_seen)


def _told(store: Store, is_seen: bool) -> pl.DataFrame:
    """Give the rows of `first_of_each_kind` with what is known of the settings, once for all."""

    def told() -> pl.DataFrame:
        rows = chosen_records.with_settings(first_of_each_kind(store, is_seen), store)
        return _in_order(rows).sort("kind", "place").select("kind", "place", *LISTED).collect()

    return store.once(f"{'seen' if is_seen else 'never seen'}, as listed", told)


def first_of_each_kind(store: Store, is_seen: bool) -> pl.DataFrame:
    """List the settings of each kind unseen longest, or registered longest of those never seen.

    As in `days_on_site`, with their place among all. Only those unseen for as long as these are
    put in order: of a million, 0.8 to 0.1 s of CPU.
    """

    def listed() -> pl.DataFrame:
        seen = chosen_records.last_seen(store).filter(SEEN.eq(is_seen))
        if is_seen:
            seen = seen.filter(pl.col("days") >= pl.col("days").top_k(SHOWN).min().over("kind"))
        known = chosen_records.days_on_site(store).columns
        ordered = _in_order(seen).with_row_index("place").select(*known, "place")
        first = ordered.group_by("kind", maintain_order=True).head(SHOWN)
        return first.sort("kind", maintain_order=True).collect()

    return store.once("unseen longest" if is_seen else "never seen", listed)


def listed(store: Store, selection: Selection) -> pl.DataFrame:
    """List the settings in scope for a choice, longest unseen first, those never seen last.

    `days` is since the last day on site; `seen_by` says what that was. Both are blank for a
    setting that nobody is known to have been to.
    """
    return _in_order(chosen_records.seen(store, selection).lazy()).select(LISTED).collect()


def _in_order(seen: pl.LazyFrame) -> pl.LazyFrame:
    """Put settings in order, those unseen longest first, and say how each was last seen."""
    at_inspection = (
        (pl.col("last_on_site") == pl.col(day)).fill_null(False)
        for day in ("last_inspected_on", "inspected")
    )
    how = (
        pl.when(pl.any_horizontal(at_inspection))
        .then(pl.lit("full inspection"))
        .otherwise(pl.lit("visit"))
    )
    seen_by = pl.when(pl.col("days").is_not_null()).then(how)
    told = seen.with_columns(authority="la_name", seen_by=seen_by)
    last_first = [True, False, False]
    return told.sort("days", "registered_on", "urn", descending=last_first, nulls_last=True)
