"""What visits that found serious concerns led to, in words."""

import polars as pl

from dashboard.measures import Store, pathway
from dashboard.measures.definitions.found import SERIOUS_CONCERNS
from dashboard.wording import words


def days(count: float) -> str:
    """Write a number of days, rounded half up: 35.5 is 36."""
    said = words.number(count)
    return f"{said} day{'' if said == '1' else 's'}"


def median_said(rows: pl.DataFrame) -> str:
    """Say the median wait of those that got there, if any did; `rows` are those of `explained`."""
    middle = rows["wait_days"].median()
    return f" The median of these waits is {days(middle)}." if isinstance(middle, float) else ""


def headline(visits: pl.DataFrame, store: Store) -> str:
    """Say how many visits found serious concerns, and how many were followed by what."""
    if SERIOUS_CONCERNS.numerator.table not in store.cube.tables:
        return "No visits are in these records, so what followed them is not known"
    if visits.is_empty():
        return "No published letter of a visit in the period states serious concerns"
    again = visits["revisited_on"].count()
    acted = visits.filter(pathway.APPLIES)["issued_on"].count()
    if visits.height == 1:
        both = ["a re-visit"] * again + ["an action"] * acted
        after = f"followed by {words.listed(both)}" if both else "with no re-visit or action so far"
        return f"Serious concerns on 1 visit, {after}"
    found, seen, issued = (words.number(n) for n in (visits.height, again, acted))
    return f"Serious concerns on {found} visits: a re-visit followed {seen} and an action {issued}"


def text(rows: pl.DataFrame) -> list[tuple[str, float, tuple[str, ...]]]:
    """Write each step as a table shows it: its name, its share for a bar, and its figures."""
    return [
        (row["step"], row["numerator"] / max(row["denominator"], 1), _figures(row))
        for row in rows.iter_rows(named=True)
    ]


def counts(row: dict) -> str:
    """Write how many visits got to a step of those that could have, if any could."""
    if not row["numerator"]:
        return f"0 of {words.number(row['denominator'])}" if row["denominator"] else "none"
    return words.n_of_n(row["numerator"], row["denominator"])


def _figures(row: dict) -> tuple[str, ...]:
    if not row["numerator"]:
        return counts(row), "none", "none", row["wait_counted"]
    ends = dict.fromkeys(words.number(row[name]) for name in ("shortest_days", "longest_days"))
    span = " to ".join(ends)
    return counts(row), days(row["median_days"]), span, row["wait_counted"]
