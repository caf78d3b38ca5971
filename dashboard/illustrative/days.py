"""Working days of the inspectorate, by the calendar that travels with the dashboard."""

from datetime import date
from functools import cache

import numpy as np
import polars as pl
from numpy.typing import NDArray

from dashboard.illustrative.chance import Floats
from dashboard.records.calendar import own_calendar

FIRST = date(2020, 9, 7)
OPENS = date(2020, 12, 7)
LAST = date(2021, 3, 31)
YEAR = date(2020, 4, 1)
BEGINS = date(2020, 9, 1)
LAST_VISIT = date(2021, 3, 30)
"""The last day on which a visit can start and still be known at 9am on the last day."""

Days = NDArray[np.datetime64]


def calendar() -> pl.DataFrame:
    """Give the calendar as at the last day."""
    return own_calendar(LAST)


@cache
def inspectors() -> np.busdaycalendar:
    """Give the calendar of working days in the form that counts fast."""
    closed = calendar().filter(~pl.col("working"), pl.col("day").dt.weekday() < 6)
    return np.busdaycalendar(holidays=closed["day"].to_numpy().astype("datetime64[D]"))


def days(column: pl.Series) -> Days:
    """Give a column of dates as numpy days."""
    return column.to_numpy().astype("datetime64[D]")


def later(start: Days, number: NDArray[np.int64] | int) -> Days:
    """Give the working day that many working days after a day."""
    return np.busday_offset(start, number, roll="forward", busdaycal=inspectors())


def between(start: Days | date, end: Days | date, chance: Floats) -> Days:
    """Choose a working day from start up to, not including, end."""
    first = np.broadcast_to(np.asarray(start, "datetime64[D]"), chance.shape)
    number = np.busday_count(first, np.asarray(end, "datetime64[D]"), busdaycal=inspectors())
    return later(first, np.floor(chance * np.maximum(number, 1)).astype(np.int64))


def mondays() -> tuple[date, ...]:
    """Give the days on which a snapshot is made: each Monday, and the last day."""
    weeks = calendar()["week"].unique().sort()
    return (*weeks.filter(weeks.is_between(FIRST, LAST)), LAST)
