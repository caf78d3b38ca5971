"""What a map shows: for each authority its state and its printed figure."""

from typing import Any

import polars as pl

from dashboard.measures.selection import Selection
from dashboard.settings import Settings
from dashboard.store import Store
from dashboard.wording import words
from dashboard.wording.status import Status

LEGEND = (
    ("0", "0% (none visited yet)"),
    ("1", "Under 20%"),
    ("2", "20 to 39%"),
    ("3", "40 to 59%"),
    ("4", "60% or more"),
    ("few", "Fewer than 5 settings: too few to colour"),
    ("none", "No settings of this type"),
    ("unknown", "Not available"),
)
"""Every state an area can be in, in order; bands are fixed so that weeks can be compared."""


def area_value(row: dict[str, Any]) -> tuple[str, str, int | None, int]:
    """Give one area's state, printed figure, numerator and denominator.

    Bands are cut on the rounded percentage that is printed, so that colour and number agree.
    """
    n, total = row["numerator"], row["denominator"]
    if row["status"] == Status.NONE.value:
        return "none", "none", 0, 0
    if row["status"] == Status.UNKNOWN.value:
        return "unknown", "[x]", None, total
    printed = words.short_share(n, total)
    if row["settings"] < Settings.band_from:
        return "few", printed, n, total
    return band(n, total), printed, n, total


def band(n: int, total: int) -> str:
    """Give the band of a share: 0 for none, then 1 to 4 between the fixed cuts."""
    rounded = words.whole(n / total)
    return "0" if n == 0 else str(1 + sum(rounded >= cut * 100 for cut in Settings.bands))


def region_values(rows: pl.DataFrame) -> dict[str, str]:
    """Give the printed figure of each region that has one."""
    shown = rows.filter(pl.col("denominator") > 0, pl.col("numerator").is_not_null())
    return {
        row["name"]: words.short_share(row["numerator"], row["denominator"])
        for row in shown.iter_rows(named=True)
    }


def title(store: Store, selection: Selection) -> str:
    """Give the map's statistical title."""
    return (
        f"{words.opening(words.counted(selection))} visited, % of those in scope, by local "
        f"authority, {words.period(selection, store)}"
    )
