"""The calendar that comes with the dashboard: worked out by rule, so that no year is its last."""

from datetime import date
from functools import cache

import polars as pl

from dashboard.records.model import empty
from dashboard.settings import shipped

BEGINS = date(2010, 1, 1)
YEARS_AHEAD = 10
"""Full years after the one of the records' day: past every outlook."""
PUBLISHED_TO = date(2027, 12, 31)
"""The last day for which GOV.UK had published bank holidays; later ones are worked out."""
WEEKEND, BANK_HOLIDAY, WORKED_OUT = "weekend", "bank holiday", "bank holiday (worked out)"
LATEST_YEAR = date.max.year - 1


@cache
def own_calendar(as_at: date) -> pl.DataFrame:
    """Give every day from 2010 to ten years past the day of the records, as a calendar table.

    Days off are weekends, bank holidays in England and the programme's closures, the first reason
    of these. Bank holidays beyond the published ones say that they are worked out.
    """
    first = min(BEGINS, as_at.replace(month=1, day=1))
    last = date(min(as_at.year + YEARS_AHEAD, LATEST_YEAR), 12, 31)
    day = pl.col("day")
    holiday = pl.when(day <= PUBLISHED_TO).then(pl.lit(BANK_HOLIDAY)).otherwise(pl.lit(WORKED_OUT))
    reason = pl.coalesce(
        pl.when(day.dt.weekday() > 5).then(pl.lit(WEEKEND)),
        pl.when(day.is_in(_bank_holidays(first.year, last.year))).then(holiday),
        day.replace_strict(_closures(), default=None, return_dtype=pl.String),
    )
    days = pl.DataFrame({"day": pl.date_range(first, last, eager=True)})
    dated = days.with_columns(week=day.dt.truncate("1w"), month=day.dt.month_start())
    return dated.with_columns(working=reason.is_null(), reason=reason).cast(
        empty("calendar").schema
    )


def lay_over(supplied: pl.DataFrame, own: pl.DataFrame) -> pl.DataFrame:
    """Give the days of a source, and our own for every day of which it does not tell."""
    rest = own.join(supplied, on="day", how="anti")
    return pl.concat([supplied.select(own.columns), rest]).sort("day")


def _bank_holidays(first: int, last: int) -> list[date]:
    from holidays import country_holidays  # takes a fifth of a second, which opening does without

    return sorted(country_holidays("GB", subdiv="ENG", years=range(first, last + 1)))


def _closures() -> dict[date, str]:
    """Read the programme's closures: each of their days, and why."""
    listed = pl.read_csv(shipped("data") / "closures.csv", try_parse_dates=True)
    return {
        day: reason
        for first, last, reason in listed.select("first", "last", "reason").iter_rows()
        for day in pl.date_range(first, last, eager=True)
    }
