"""Serious concerns as n of N with a likely range, each reason for a visit by itself.

Prioritised and sampled visits are never added into one rate.
"""

from datetime import date

import polars as pl

from dashboard.measures import Selection, Status, Store, choice, weekly
from dashboard.measures.cached import cached
from dashboard.measures.serious_concerns import (
    NO_PARTS,
    Parts,
    Row,
    counted_parts,
    rows_of,
    side_by_side,
    visited_of,
)
from dashboard.records import words as w
from dashboard.settings import Settings, sunday
from dashboard.wording import words

KINDS = {
    w.PRIORITISED: "prioritised assurance visits",
    w.SAMPLED: "sampled assurance visits",
    w.OTHER: "assurance visits for another reason",
    w.NOT_RECORDED: "assurance visits whose reason is not recorded",
}
WEEKS = 4
COLUMNS = ("numerator", "denominator", "value", "low", "high", "waiting", "status")


@cached
def by_weeks(store: Store, selection: Selection) -> pl.DataFrame:
    """Give them for each four weeks of the period, from the first with an assurance visit."""
    weeks = weekly.weeks_of(store, selection)
    first, last = choice.days(selection, store)
    names: dict[date, str] = {}
    for place in range(0, len(weeks), WEEKS):
        four = weeks[place : place + WEEKS]
        span = words.span(max(four[0], first), min(sunday(four[-1]), last))
        names |= dict.fromkeys(four, span)
    named: dict[tuple[str, ...], Parts] = {}
    for (basis, week), counts in counted_parts(store, selection, "week").items():
        sums = named.get((basis, names[week]), NO_PARTS)
        named[basis, names[week]] = tuple(map(sum, zip(sums, counts, strict=True)))
    rows = rows_of(named, tuple(dict.fromkeys(names.values())))
    visited = visited_of(rows)
    begun = next((place for place, row in enumerate(rows) if row["name"] in visited), len(rows))
    return side_by_side([_half_out(row) for row in rows[begun:]])


def _half_out(row: Row) -> Row:
    """Leave a rate and its range only where half of the letters or more are published."""
    most_out = row["denominator"] >= Settings.usable_from * row["visits"]
    if row["status"] != Status.SHOWN or most_out:
        return row
    return row | {"value": None, "low": None, "high": None, "status": Status.HALF.value}


def figure(row: dict) -> str:
    """Write n of N, with the percentage and its likely range where there are enough."""
    counts, share = words.counts_and_share(row["numerator"], row["denominator"])
    return f"{counts} ({share}, {range_of(row)})" if share else counts


def range_of(row: dict) -> str:
    """Write the likely range of a rate: "likely range 10 to 14%"."""
    return f"likely range {words.percents(row['low'], row['high'])}"
