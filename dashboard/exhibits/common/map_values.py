"""What a map shows: for each authority its state, its printed figure and what it is made of."""

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from dashboard.measures import Selection, Status, Store, results
from dashboard.measures.authority_sample import FRAME, INADEQUATE
from dashboard.measures.cached import cached_as
from dashboard.measures.definitions.enforcement import ACTIONS_IN_FORCE
from dashboard.records import words as w
from dashboard.settings import Settings
from dashboard.wording import words

Value = tuple[str, str, int | None, int | None]
"""The state of an authority, its printed figure, its numerator and its denominator."""
Legend = Sequence[tuple[str, str]]

LEGEND = (
    ("0", "0% (none visited yet)"),
    ("1", "Under 20%"),
    ("2", "20 to 39%"),
    ("3", "40 to 59%"),
    ("4", "60% or more"),
    ("few", "Fewer than 5 settings: too few to colour"),
    ("none", "No settings of this type"),
    ("unknown", "Not known"),
)
"""Every state an area can be in, in order; bands are fixed so that weeks can be compared."""

IN_FORCE = (
    ("3", "One action or more in force"),
    ("0", "No action in force"),
    ("none", "No settings of this type"),
)
REACHED = (("4", "Visited"), ("0", "Not yet visited"), ("unknown", "Not in these records"))
JUDGED = (
    ("4", "Last judged inadequate, visited"),
    ("open", "Last judged inadequate, not yet visited"),
    ("2", "Last judged good or outstanding, sampled"),
    ("rest", "Others"),
    ("unknown", "Judgement not known"),
)


@cached_as(results.around)
def of_areas(store: Store, selection: Selection) -> Mapping[str, Value]:
    """Give our own coverage of every authority of the region chosen, or of England, by code."""
    rows = results.by_authority(store.as_counted, selection)
    return {row["la_code"]: area_value(row) for row in rows.iter_rows(named=True)}


def area_value(row: dict[str, Any]) -> Value:
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


def actions_value(row: dict[str, Any]) -> Value:
    """Give the state of an authority by whether any action is in force, and how many are."""
    n = row[ACTIONS_IN_FORCE.name]
    if row["status"] == Status.NONE.value:
        return "none", "", None, None
    return ("3" if n else "0"), words.number(n), n, None


def reached_value(row: dict[str, Any], said: int) -> Value:
    """Give the state of an authority by whether it was visited; `said` is what it says."""
    state = "unknown" if row["visited"] is None else "4" if row["visited"] else "0"
    return state, "", said, None


def judged_value(row: dict[str, Any], said: int) -> Value:
    """Give the state of an authority by its standing judgement and whether we went.

    Nothing else of a judgement is shown: it is why we go, and nobody is ranked by it.
    """
    grade = row["last_grade"]
    if grade is None or grade == w.NOT_RECORDED:
        state = "unknown"
    elif grade == INADEQUATE:
        state = "4" if row["visited"] else "open"
    else:
        state = "2" if row["sampled"] and grade in FRAME else "rest"
    return state, "", said, None


def in_use(legend: Legend, values: Mapping[str, Value]) -> Legend:
    """Leave of a legend the states that some authority is in."""
    states = {state for state, *_ in values.values()}
    return tuple(entry for entry in legend if entry[0] in states)


def band(n: int, total: int) -> str:
    """Give the band of a share: 0 for none, then 1 to 4 between the fixed cuts."""
    rounded = words.whole(n / total)
    return "0" if n == 0 else str(1 + sum(rounded >= cut * 100 for cut in Settings.bands))


def region_values(rows: pl.DataFrame) -> dict[str, str]:
    """Give the printed figure of each region that has one."""
    return {
        name: words.short_share(n, total)
        for name, n, total in rows[["name", "numerator", "denominator"]].rows()
        if total and n is not None
    }


def title(store: Store, selection: Selection, is_difference: bool = False) -> str:
    """Give the map's statistical title."""
    what = (
        "difference from England in percentage points" if is_difference else "% of those in scope"
    )
    return (
        f"{words.opening(words.counted(selection))} visited, {what}, by local authority, "
        f"{words.period(selection, store)}"
    )
