"""Inspector days that visits took, added up once for all choices alike."""

from collections.abc import Sequence
from datetime import date

import polars as pl

from dashboard.measures import chosen_records
from dashboard.measures.record_counts import by_kind, of_visits
from dashboard.measures.selection import Selection
from dashboard.measures.store import Store


def in_weeks(store: Store, selection: Selection, weeks: Sequence[date]) -> tuple[float, int]:
    """Add up the inspector days of visits in some weeks, and count the visits that have them."""
    rows = chosen_records.within(by_week(store), store, selection)
    of_weeks = rows.filter(pl.col("week").is_in(list(weeks)))
    return float(of_weeks["days"].sum()), int(of_weeks["visits"].sum())


def by_week(store: Store) -> pl.DataFrame:
    """Add up inspector days by kind and week: days, and the visits that have them."""

    def counted() -> pl.DataFrame:
        known = of_visits(store).filter(pl.col("inspector_days").is_not_null())
        week = store.records["calendar"].lazy().select("week", started_on="day")
        dated = known.join(week, on="started_on", validate="m:1")
        days = pl.col("inspector_days").sum().round(6)  # whatever the order they are added in
        return by_kind(dated, "week", days=days, visits=pl.len())

    return store.once("inspector days", counted)
