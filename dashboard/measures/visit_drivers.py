"""What lay behind the reasons for visits, as n of N."""

import polars as pl

from dashboard.measures import results
from dashboard.measures.cached import cached
from dashboard.measures.definitions.coverage import VISITS
from dashboard.measures.results import divide
from dashboard.measures.selection import Selection
from dashboard.measures.status import Status
from dashboard.measures.store import Store
from dashboard.records import words as w

BASES = (w.PRIORITISED, w.OTHER)
"""The reasons for visits with something recorded behind them."""


@cached
def behind(store: Store, selection: Selection) -> pl.DataFrame:
    """Give what lay behind prioritised visits, and behind those for another reason.

    Columns: selection_basis, name (what lay behind), numerator, denominator (all visits for that
    reason), value, status; most visits first, those with nothing recorded last.
    """
    parts = [_behind(store, selection, basis) for basis in BASES]
    return results.with_status(pl.concat(parts), none=Status.NOTHING)


def _behind(store: Store, selection: Selection, basis: str) -> pl.DataFrame:
    total = store.ask(VISITS, selection, selection_basis=basis)["numerator"][0]
    found = store.ask(VISITS, selection, ["reason"], selection_basis=basis)
    blank = pl.col("reason") == w.NOT_RECORDED
    rows = found.filter(pl.col("numerator") > 0).sort(
        blank, "numerator", "reason", descending=[False, True, False]
    )
    return (
        rows.lazy()
        .select(
            selection_basis=pl.lit(basis),
            name=pl.col("reason").cast(pl.String),
            numerator="numerator",
            denominator=pl.lit(total, pl.Int64),
        )
        .pipe(divide)
        .collect(engine="in-memory")
    )
