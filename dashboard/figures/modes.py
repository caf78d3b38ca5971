"""Visits on site, remote or both, as n of N."""

import polars as pl

from dashboard.figures import words
from dashboard.figures.results import Status
from dashboard.measures.definitions.coverage import VISITS
from dashboard.measures.measure import divide
from dashboard.measures.selection import Selection
from dashboard.records import words as w
from dashboard.settings import Settings
from dashboard.store import Store


def by_mode(store: Store, selection: Selection) -> pl.DataFrame:
    """Give the visits on site, remote and both, out of all: name, numerator, denominator, value."""
    found = dict(store.ask(VISITS, selection, ["mode"]).select("mode", "numerator").iter_rows())
    names = [mode for mode in (*w.MODES, w.NOT_RECORDED) if mode != w.NOT_RECORDED or mode in found]
    rows = pl.DataFrame({"name": names, "numerator": [found.get(name, 0) for name in names]})
    counted = rows.with_columns(denominator=pl.col("numerator").sum()).lazy()
    shares = divide(counted).collect(engine="in-memory")
    few = pl.col("denominator") < Settings().percentage_from
    return shares.with_columns(
        status=pl.when(few).then(pl.lit(Status.FEW.value)).otherwise(pl.lit(Status.SHOWN.value))
    )


def any_mode(rows: pl.DataFrame) -> bool:
    """Say whether any visit's mode is recorded."""
    return bool(rows.filter(pl.col("name") != w.NOT_RECORDED)["numerator"].sum())


def sentence(rows: pl.DataFrame) -> str:
    """Say how many visits were on site, remote and both."""
    first, *others = rows.iter_rows(named=True)
    counts, _, share = words.n_of_n(first["numerator"], first["denominator"]).partition(" (")
    rate = f" ({share}" if share else ""
    rest = [f"{words.number(row['numerator'])} {row['name'].lower()}" for row in others]
    return f"{counts} visits were {first['name'].lower()}{rate}, {words.listed(rest)}"


def why_none(store: Store, selection: Selection) -> str:
    """Say why nothing is shown of how visits were made."""
    if words.only(store.ask(VISITS, selection))[0]:
        return "Whether visits were on site or remote is not in these records."
    return "There is no visit to say it of: on site, remote or both."
