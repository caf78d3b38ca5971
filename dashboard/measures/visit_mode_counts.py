"""Visits on site, remote or both and of each kind, as n of N, and in each week."""

from collections.abc import Mapping

import polars as pl

from dashboard.measures import graded_inspections, weekly
from dashboard.measures.cached import cached
from dashboard.measures.definitions.coverage import VISITS
from dashboard.measures.results import divide
from dashboard.measures.selection import Selection
from dashboard.measures.status import Status
from dashboard.measures.store import Store
from dashboard.records import words as w
from dashboard.settings import Settings


@cached
def by_mode(store: Store, selection: Selection) -> pl.DataFrame:
    """Give the visits on site, remote and both, out of all: name, numerator, denominator, value."""
    found = dict(store.ask(VISITS, selection, ["mode"]).select("mode", "numerator").iter_rows())
    names = [mode for mode in (*w.MODES, w.NOT_RECORDED) if mode != w.NOT_RECORDED or mode in found]
    return of_all({name: found.get(name, 0) for name in names})


@cached
def by_kind(store: Store, selection: Selection) -> pl.DataFrame:
    """Give the visits of each kind that was made, most first, out of all: columns of `by_mode`."""
    counts = graded_inspections.visits_by_type(store, selection)
    made = sorted(((n, kind) for kind, n in counts.items() if n), key=lambda each: -each[0])
    return of_all({kind: n for n, kind in made})


def of_all(counts: Mapping[str, int]) -> pl.DataFrame:
    """Give counts out of all of them: name, numerator, denominator, value and status."""
    kinds = {"name": pl.String, "numerator": pl.Int64}
    rows = pl.DataFrame([*counts.items()], schema=kinds, orient="row")
    counted = rows.with_columns(denominator=pl.col("numerator").sum()).lazy()
    shares = divide(counted).collect(engine="in-memory")
    few = pl.col("denominator") < Settings.percentage_from
    return shares.with_columns(
        status=pl.when(few).then(pl.lit(Status.FEW.value)).otherwise(pl.lit(Status.SHOWN.value))
    )


COLUMNS = {"on_site": "On site", "remote": "Remote", "both": "Both", "unknown": w.NOT_RECORDED}
"""The columns of a table by week, and the mode that each counts."""


@cached
def by_week(store: Store, selection: Selection) -> pl.DataFrame:
    """Give the visits of every week of the period in each mode: week, then a column for each.

    Visits whose mode is not recorded have a column only where there are any.
    """
    found = store.ask(VISITS, selection, ["week", "mode"]).with_columns(pl.col("mode").cast(str))
    weeks = pl.DataFrame({"week": weekly.weeks_of(store, selection)}, schema={"week": pl.Date})
    for column, mode in COLUMNS.items():
        made = found.filter(pl.col("mode") == mode).select(
            "week", pl.col("numerator").alias(column)
        )
        weeks = weeks.join(made, on="week", how="left", maintain_order="left")
    filled = weeks.with_columns(pl.col(*COLUMNS).fill_null(0))
    return filled if filled["unknown"].sum() else filled.drop("unknown")


def any_mode(rows: pl.DataFrame) -> bool:
    """Say whether any visit's mode is recorded."""
    return bool(rows.filter(pl.col("name") != w.NOT_RECORDED)["numerator"].sum())
