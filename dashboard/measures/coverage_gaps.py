"""The groups of settings least and most visited, and whether chance explains it."""

import polars as pl

from dashboard.measures import graded_inspections, results
from dashboard.measures.cached import cached
from dashboard.measures.measure import Measure
from dashboard.measures.selection import Selection
from dashboard.measures.status import Status
from dashboard.measures.store import Store
from dashboard.records import words as w
from dashboard.settings import Settings

GROUPS = {
    "size": "Size",
    "sector": "Sector",
    "last_grade": "Prior judgement",
    "region": "Region",
}
"""What coverage is compared by, in the order shown."""


NO_PLACES = "No places registered"


@cached
def rows(store: Store, selection: Selection) -> pl.DataFrame:
    """Give coverage for every group of each kind, least visited first, where there are two or more.

    By prior judgement only where no visit gave it. Columns: kind, name, numerator, denominator,
    value, status.
    """
    measure, left_out = results.coverage_measure(selection), set()
    if graded_inspections.gave_judgements(store, selection.of(measure)):
        left_out = {"last_grade"}
    kinds = [kind for kind in GROUPS if kind not in left_out]
    parts = [_of_kind(kind, measure, store, selection) for kind in kinds]
    return pl.concat([part for part in parts if part.height > 1] or [parts[0].head(0)])


def _of_kind(kind: str, measure: Measure, store: Store, selection: Selection) -> pl.DataFrame:
    column = selection.region_column if kind == "region" else kind
    found = store.ask(measure, selection, [column]).filter(pl.col("denominator") > 0)
    name = pl.col(column).cast(pl.String)
    if kind == "size":
        name = name.replace(w.NOT_RECORDED, NO_PLACES)
    named = found.select("numerator", "denominator", "value", kind=pl.lit(GROUPS[kind]), name=name)
    return (
        results.with_status(named, Status.UNVISITED)
        .select("kind", "name", "numerator", "denominator", "value", "status")
        .sort("value", "name", nulls_last=True)
    )


def compared(found: pl.DataFrame) -> pl.DataFrame:
    """Keep the groups with enough settings to compare, of the kinds that have two such."""
    enough = found.filter(
        pl.col("denominator") >= Settings.percentage_from,
        pl.col("value").is_not_null(),
        pl.col("name") != w.NOT_RECORDED,
    )
    return enough.filter(pl.len().over("kind") > 1)


def gaps(found: pl.DataFrame) -> pl.DataFrame:
    """Give the least and the most visited group of each kind, widest gap first."""
    ends = compared(found).group_by("kind", maintain_order=True)
    columns = ("name", "numerator", "denominator", "value")
    wide = ends.agg(
        *(pl.col(c).first().name.prefix("least_") for c in columns),
        *(pl.col(c).last().name.prefix("most_") for c in columns),
    )
    return wide.with_columns(gap=pl.col("most_value") - pl.col("least_value")).sort(
        "gap", descending=True, maintain_order=True
    )
