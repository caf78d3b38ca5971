"""The calendar that comes with the dashboard: worked out by rule, so that no year is its last."""

from collections.abc import Sequence
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
    """List the bank holidays of some years: those that are shipped, or worked out beyond them.

    The package that works them out takes an eighth of a second of CPU to import.
    """
    listed: list[date] = _listed("bank_holidays")["day"].to_list()
    if listed[0].year <= first and last <= listed[-1].year:
        return [day for day in listed if first <= day.year <= last]
    return bank_holidays(range(first, last + 1))


def bank_holidays(years: Sequence[int]) -> list[date]:
    """Work out the bank holidays in England of some years. Source: the package `holidays`."""
    from holidays import country_holidays

    return sorted(country_holidays("GB", subdiv="ENG", years=years))


def _listed(name: str) -> pl.DataFrame:
    return pl.read_csv(shipped("data") / f"{name}.csv", try_parse_dates=True)


def _closures() -> dict[date, str]:
    """Read the programme's closures: each of their days, and why."""
    listed = _listed("closures").select("first", "last", "reason")
    return {
        day: reason
        for first, last, reason in listed.iter_rows()
        for day in pl.date_range(first, last, eager=True)
    }
