"""The sentence above each picture of serious concerns, worked out from the same rows."""

import polars as pl

from dashboard.figures import concerns, words
from dashboard.figures.results import Status
from dashboard.records import words as w
from dashboard.settings import Settings

UNTIL_LETTERS = (
    "Letters of the latest visits are still to come, so the last rows hold few, and their rates "
    "will change."
)


def can_compare(rows: pl.DataFrame) -> bool:
    """Say whether any published letter states an outcome."""
    return bool(rows["stated"].sum())


def side_by_side(rows: pl.DataFrame) -> str:
    """Head serious concerns by reason for the visit: n of N of the two that are compared."""
    said = rows.filter(pl.col("selection_basis").is_in(concerns.SIDE_BY_SIDE))
    parts = [
        f"{words.number(n)} of {words.number(total)} {concerns.KINDS[basis]}"
        for basis, n, total in said.select(
            "selection_basis", "numerator", "denominator"
        ).iter_rows()
        if total and n is not None
    ]
    return f"Serious concerns stated at {words.listed(parts)}" if parts else ""


def among(rows: pl.DataFrame, lead: str) -> str:
    """Say among which rows the visits with serious concerns were, in the rows' own order."""
    concern = rows.filter(pl.col("selection_basis") == w.PRIORITISED)
    serious = concern.filter(pl.col("numerator") > 0)
    if not concern["denominator"].sum():
        return "No letter of a visit made because we had concerns is published yet"
    if serious.is_empty():
        return "No published letter of a visit made because we had concerns states serious concerns"
    parts = [
        f"{name.lower()} {words.number(n)}"
        for name, n in serious.select("name", "numerator").iter_rows()
    ]
    count = sum(serious["numerator"])
    visits = "the one visit" if count == 1 else f"the {words.number(count)} visits"
    if serious.height == 1:
        visits = visits if count == 1 else visits.replace("the", "all", 1)
        parts = [serious["name"][0].lower()]
    return f"{lead} {visits} because of concerns that found serious concerns: {words.listed(parts)}"


def over_time(rows: pl.DataFrame) -> str:
    """Say between which rates each four weeks lie, of those whose letters are mostly out."""
    concern = rows.filter(
        pl.col("selection_basis") == w.PRIORITISED,
        pl.col("status") == Status.SHOWN.value,
        pl.col("denominator") >= Settings.usable_from * pl.col("visits"),
    )
    if concern.height < 2:
        return "Too few letters of visits made because we had concerns to compare over time"
    ends = [words.percent(end(concern["value"])) for end in (min, max)]
    rate = ends[0] if ends[0] == ends[1] else f"{ends[0]} to {ends[1]}"
    return (
        f"Serious concerns at {rate} of visits made because we had concerns, in each four weeks "
        "with half of the letters or more published"
    )


def unstated(rows: pl.DataFrame) -> str:
    """Say how many letters that are counted state no outcome, if any."""
    count = int(rows.filter(pl.col("numerator").is_not_null())["unstated"].sum())
    if not count:
        return ""
    have, counts = ("letter has", "counts") if count == 1 else ("letters have", "count")
    return (
        f"{words.number(count)} published {have} no outcome recorded, and {counts} as published "
        "without serious concerns."
    )
