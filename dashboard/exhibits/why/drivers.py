"""What lay behind the reasons for visits, and what to bear in mind of what they found."""

import polars as pl

from dashboard.measures import results
from dashboard.measures.cached import cached
from dashboard.measures.definitions.coverage import VISITS
from dashboard.measures.measure import divide
from dashboard.measures.selection import Selection
from dashboard.measures.status import Status
from dashboard.measures.store import Store
from dashboard.records import words as w
from dashboard.wording import words
from dashboard.wording.together import together

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


def priorities(rows: pl.DataFrame) -> str:
    """Say what most often lay behind the visits that were prioritised."""
    own = rows.filter(pl.col("selection_basis") == w.PRIORITISED)
    stated = own.filter(pl.col("name") != w.NOT_RECORDED)
    if own.is_empty():
        return "No visit was prioritised"
    if stated.is_empty():
        return "What lay behind the prioritised visits is not recorded"
    most = stated.filter(pl.col("numerator") == pl.col("numerator").max())
    names = together([name[0].lower() + name[1:] for name in most["name"]])
    figure = words.n_of_n(most["numerator"][0], most["denominator"][0])
    if most.height == 1:
        return f"The most common reason to prioritise a visit was {names}: {figure}"
    return f"The most common reasons to prioritise a visit were {names}: {figure} each"
