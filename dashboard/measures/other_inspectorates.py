"""Visits by other inspectorates, where the records hold any: made, and planned."""

from collections.abc import Mapping

import polars as pl

from dashboard.measures.inspection_load import Letter
from dashboard.measures.selection import Selection
from dashboard.measures.store import Store
from dashboard.records.model import empty

TABLE = "other_visits"


def supplied(store: Store) -> bool:
    """Say whether the records hold other inspectorates' visits, even if there were none."""
    return TABLE in store.records


def made(store: Store, selection: Selection, column: str) -> pl.DataFrame:
    """Give the visits made up to the end of the period, as `load.lettered` gives our own."""
    day, last = pl.col("started_on"), selection.until or store.as_at
    return _by_week(_located(store).filter(day.is_between(store.starts[0].day, last)), column)


def booked(store: Store) -> pl.DataFrame:
    """List the visits after the day of the figures, as they were known on that day.

    Columns: started_on, ended_on, week, la_code and the two regions.
    """
    return _located(store).filter(
        pl.col("started_on") > store.as_at, pl.col("recorded_on") <= store.as_at
    )


def booked_by_week(store: Store, column: str) -> pl.DataFrame:
    """Give the visits booked in each week, as `load.lettered` gives our own."""
    return _by_week(booked(store), column)


def explained(store: Store, where: Mapping[str, str]) -> pl.DataFrame:
    """List the visits made by others to an area, as `behind` lists our own; they have no URN."""
    made = _located(store).filter(
        pl.col("started_on") <= store.as_at,
        *(pl.col(column).cast(pl.String) == word for column, word in where.items()),
    )
    return made.select(
        urn=pl.lit("none"),
        setting_type=pl.lit("not a setting"),
        authority="la_name",
        region=pl.col("region").cast(pl.String),
        started_on="started_on",
        visit_type=pl.format("visit by {}", "inspectorate"),
    )


def _located(store: Store) -> pl.DataFrame:
    """Give each visit its week and the regions of its authority."""
    areas = store.authorities.select("la_code", "la_name", "region", "statistical_region")
    dated = store.records["calendar"].select("day", "week")
    return (
        store.records.get(TABLE, empty(TABLE))
        .join(areas, on="la_code", how="inner", validate="m:1")
        .join(dated, left_on="started_on", right_on="day", how="inner", validate="m:1")
    )


def _by_week(rows: pl.DataFrame, column: str) -> pl.DataFrame:
    counted = rows.group_by(pl.col(column).cast(pl.String).alias("place"), "week").agg(
        visits=pl.len().cast(pl.Int64)
    )
    marked = counted.select("place", "week", pl.lit(Letter.OTHER.value).alias("letter"), "visits")
    return marked.sort("place", "week")
