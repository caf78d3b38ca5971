"""Visits of a choice between two days, found without looking through those of other days.

All visits lie by kind and day, so that two places for each kind tell how many there are: to look
through those of a region cost 50 ms of CPU at ten million visits, this costs 0.3 ms.
"""

from bisect import bisect_left
from datetime import date, timedelta

import numpy as np
import polars as pl
from numpy.typing import NDArray

from dashboard.measures import chosen_records, setting_kinds
from dashboard.measures.selection import Selection
from dashboard.measures.store import Store

Places = NDArray[np.int64]
EPOCH = date(1970, 1, 1)
"""The day that has the number 0."""


def between(store: Store, selection: Selection, first: date, last: date) -> pl.DataFrame:
    """List the visits from one day to another that all filters leave, as in `visits`."""
    visits = chosen_records.visits(store)
    begin, end = _spans(store, selection, first, last)
    lengths = end - begin
    ahead = begin - (lengths.cumsum() - lengths)
    rows = visits[np.repeat(ahead, lengths) + np.arange(lengths.sum())]
    return chosen_records.chosen(rows, store, selection)


def latest(
    store: Store, selection: Selection, first: date, last: date, most: int
) -> tuple[pl.DataFrame, int]:
    """List the visits of the last days on which there were so many, and count those of the period.

    Filters of visits are asked of each visit, so that all of the period are then listed.
    """
    if selection.of_visits:
        every = between(store, selection, first, last)
        return every, every.height
    days = range((last - first).days)
    back = bisect_left(days, most, key=lambda n: _count(store, selection, last - _days(n), last))
    since = last - _days(back)
    return between(store, selection, since, last), _count(store, selection, first, last)


def _days(count: int) -> timedelta:
    return timedelta(days=count)


def _count(store: Store, selection: Selection, first: date, last: date) -> int:
    begin, end = _spans(store, selection, first, last)
    return int((end - begin).sum())


def _spans(store: Store, selection: Selection, first: date, last: date) -> tuple[Places, Places]:
    """Give for each kind that the filters leave where its visits of some days begin and end."""
    every, kinds = _order(store), setting_kinds.left(store, selection).numbers
    begin, end = ((day - EPOCH).days for day in (first, last))
    return (
        every.searchsorted(kinds * chosen_records.FAR + begin),
        every.searchsorted(kinds * chosen_records.FAR + end, side="right"),
    )


def _order(store: Store) -> Places:
    def found() -> Places:
        visits = chosen_records.visits(store)
        return visits.select(place=chosen_records.kind_and_day())["place"].to_numpy()

    return store.once("places of visits by kind and day", found)
