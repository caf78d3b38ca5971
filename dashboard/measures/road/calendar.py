"""Working days and working weeks, from the calendar of the records.

They are the same for every choice, and listed once for each period: there are few.
"""

from datetime import date, timedelta

import polars as pl

from dashboard.measures.store import Store

LOOK_AHEAD = timedelta(days=550)
"""About eighteen months: further ahead nothing is projected."""


def weeks(store: Store, first: date, last: date) -> pl.DataFrame:
    """List the working weeks of a period that are over: week (Monday) and its working `days`.

    Only working days from `first` count. A week without any is no working week, and a week with
    a working day after `last` is not over.
    """

    def listed() -> pl.DataFrame:
        working = store.records["calendar"].filter("working", pl.col("day") >= first)
        over = pl.col("day").max() <= last
        counted = working.sort("day").group_by("week", maintain_order=True)
        return counted.agg(days=pl.len(), over=over).filter("over").drop("over")

    return store.once(f"working weeks over {first} {last}", listed)


def since(store: Store, over: pl.DataFrame, day: date) -> int:
    """Count the working days up to a day that come after the last of some weeks that are over."""
    last = over["week"].max()
    if not isinstance(last, date):
        return 0
    first = last + timedelta(days=7)

    def counted() -> int:
        gone = pl.col("day").is_between(first, day)
        return store.records["calendar"].filter("working", gone).height

    return store.once(f"working days from {first} to {day}", counted)


def ahead(store: Store, after: date) -> list[date]:
    """List the working days after a day, as far ahead as the calendar and the outlook go."""

    def listed() -> list[date]:
        to_come = pl.col("day").is_between(after, after + LOOK_AHEAD, closed="right")
        return store.records["calendar"].filter("working", to_come)["day"].sort().to_list()

    return store.once(f"working days after {after}", listed)
