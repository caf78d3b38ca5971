"""The things that figures count, one row each, with all that the rules ask of them.

This is written from what the records say of themselves and shares nothing with the cube, so that
counting its rows is a second way to every figure.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from dashboard.measures.last_on_site import last_on_site
from dashboard.measures.measure import Period
from dashboard.measures.scope import with_sizes
from dashboard.records import words
from dashboard.records.model import Records, empty

BLANKS = ("sector", "last_grade", "size", "selection_basis", "reason", "mode", "outcome")
"""Columns whose blank is a word of its own."""


@dataclass(frozen=True)
class Days:
    """The days that decide what counts: the first and last of the period, and of the figures."""

    first: date
    last: date
    as_at: date


def days_of(period: Period, as_at: date) -> Days:
    """Give the days of a period: its last week may not be over on the day of the figures."""
    return Days(period.since, min(period.last_week + timedelta(days=6), as_at), as_at)


def settings(records: Records, days: Days) -> pl.DataFrame:
    """Give every setting of the register, whenever it was open.

    With it: its authority, its first visit in the period (`first_visit_on`, and why), the first
    whose letter is out by the day of the figures (`reported_on`), whether it was `ever_visited`,
    the first action in force on that day, and when anyone was `last_on_site`.
    """
    seen = records.get("visits", empty("visits"))
    found = last_on_site(records["settings"], seen, days.as_at).select(
        "urn", "last_on_site", last_seen="band"
    )
    for more in (_register(records), _first_visits(records, days), _first_actions(records, days)):
        found = found.join(more, on="urn", how="left", validate="1:1")
    return found.with_columns(week=_week("first_visit_on"))


def visits(records: Records, days: Days) -> pl.DataFrame:
    """Give every visit, whenever it was made, with its setting and the working days it waited.

    `published_on` is blank unless the letter was out by the day of the figures; `days` run from
    the last day of the visit to then, or to the day of the figures while it waits, and are blank
    where the calendar lacks either day. `is_first` marks the first visit in the period to each
    setting.
    """
    out = pl.when(pl.col("published_on") <= days.as_at).then(pl.col("published_on"))
    made = records["visits"].with_columns(
        published_on=out, over=pl.coalesce("ended_on", "started_on")
    )
    until = made["published_on"].fill_null(days.as_at)
    waited = _working_days(records["calendar"], made["over"], until)
    first = _first_in_period(made, days)["visit_id"]
    return _of_settings(made.with_columns(days=waited), records).with_columns(
        week=_week("started_on"), is_first=pl.col("visit_id").is_in(first.implode())
    )


def mentions(records: Records, days: Days) -> pl.DataFrame:
    """Give each theme that a visit's letter mentions on a side, once however often it does."""
    said = records["findings"].select("visit_id", "theme", "side").unique(maintain_order=True)
    return said.join(visits(records, days), on="visit_id", how="inner", validate="m:1")


def actions(records: Records, days: Days) -> pl.DataFrame:
    """Give every action, whenever it was issued, with its setting."""
    del days
    return _of_settings(records["actions"], records)


THINGS: Mapping[str, Callable[[Records, Days], pl.DataFrame]] = {
    "settings": settings,
    "visits": visits,
    "mentions": mentions,
    "actions": actions,
}


def _register(records: Records) -> pl.DataFrame:
    areas = records["local_authorities"].select(
        "la_code", "region", "statistical_region", authority="la_name"
    )
    register = records["settings"].drop("recorded_on", "last_inspected_on", strict=False)
    return _blanks_in_words(with_sizes(register)).join(
        areas, on="la_code", how="left", validate="m:1"
    )


def _of_settings(events: pl.DataFrame, records: Records) -> pl.DataFrame:
    register = _register(records).drop("places")
    told = _blanks_in_words(events.drop("recorded_on", strict=False))
    return told.join(register, on="urn", how="inner", validate="m:1")


def _blanks_in_words(table: pl.DataFrame) -> pl.DataFrame:
    named = [column for column in BLANKS if column in table.columns]
    return table.with_columns(pl.col(named).cast(pl.String).fill_null(words.NOT_RECORDED))


def _first_visits(records: Records, days: Days) -> pl.DataFrame:
    """Give the first visit in the period to each setting that had any visit at all."""
    days_of_it = {"first_visit_on": pl.Date, "reported_on": pl.Date}
    schema = {"urn": pl.String, "ever_visited": pl.Boolean} | days_of_it
    told = ("visit_type", "selection_basis", "reason")
    if "visits" not in records:
        return pl.DataFrame(schema=schema | dict.fromkeys(told, pl.String))
    made = _blanks_in_words(records["visits"]).with_columns(pl.col("visit_type").cast(pl.String))
    known = made.select("urn").unique(maintain_order=True).with_columns(ever_visited=True)
    own = _first_in_period(made, days).select("urn", *told, first_visit_on="started_on")
    out = _first_in_period(made.filter(pl.col("published_on") <= days.as_at), days)
    reported = out.select("urn", reported_on="started_on")
    return known.join(own, on="urn", how="left", validate="1:1").join(
        reported, on="urn", how="left", validate="1:1"
    )


def _first_in_period(made: pl.DataFrame, days: Days) -> pl.DataFrame:
    """Keep for each setting its first visit in the period."""
    within = made.filter(pl.col("started_on").is_between(days.first, days.last))
    return within.sort("started_on", "visit_id").unique("urn", keep="first", maintain_order=True)


def _first_actions(records: Records, days: Days) -> pl.DataFrame:
    """Give the first action in force on the day of the figures for each setting that has one."""
    if "actions" not in records:
        kinds = {"urn": pl.String, "issued_on": pl.Date, "action_type": pl.String}
        return pl.DataFrame(schema=kinds)
    held = records["actions"].filter(
        pl.col("issued_on") <= days.as_at,
        pl.col("ended_on").is_null() | (pl.col("ended_on") > days.as_at),
    )
    first = held.sort("issued_on", "action_id").unique("urn", keep="first", maintain_order=True)
    return first.select("urn", "issued_on", pl.col("action_type").cast(pl.String))


def _week(column: str) -> pl.Expr:
    """Give the Monday of a day."""
    return pl.col(column) - pl.duration(days=pl.col(column).dt.weekday() - 1)


def _working_days(calendar: pl.DataFrame, begun: pl.Series, until: pl.Series) -> pl.Series:
    """Count the working days after one day up to another; blank where the calendar lacks one."""
    working = calendar.filter("working")["day"].sort()
    counted = working.search_sorted(until, "right").cast(pl.Int64) - working.search_sorted(
        begun, "right"
    ).cast(pl.Int64)
    there = begun.is_in(calendar["day"].implode()) & until.is_in(calendar["day"].implode())
    return pl.DataFrame({"days": counted, "there": there}).select(
        pl.when("there").then("days").alias("days")
    )["days"]
