"""The tables as they were known on a day, cut from one truth that is made once."""

from datetime import date
from functools import cache

import polars as pl

from dashboard.illustrative.arrival import recorded, versions
from dashboard.illustrative.attributes import settings
from dashboard.illustrative.authority_visits import authority_visits
from dashboard.illustrative.days import FIRST, LAST, calendar
from dashboard.illustrative.enforcement import REVIEW, actions
from dashboard.illustrative.findings import findings
from dashboard.illustrative.published import assumed, published
from dashboard.illustrative.register import areas
from dashboard.illustrative.visits import provider_visits
from dashboard.records.check import RecordsError
from dashboard.records.model import TABLES, Records, empty
from dashboard.settings import shipped


def records(as_at: date) -> Records:
    """Give the tables as known at 9am on a day from FIRST to LAST.

    A report is unknown until published, an end or a closure until it has come, a record until it
    was made; mistakes show until they were put right.
    """
    if not FIRST <= as_at <= LAST:
        raise RecordsError(
            f"The illustrative records have no {as_at:%-d %B %Y}: choose a day from "
            f"{FIRST:%-d %B %Y} to {LAST:%-d %B %Y}."
        )
    known = {
        name: table.filter(
            pl.col("from_day") <= as_at,
            pl.col("until_day").is_null() | (pl.col("until_day") > as_at),
        )
        for name, table in truth().items()
    }
    cut = {name: _unseen(table, as_at) for name, table in known.items()}
    cut["actions"] = _reviewed(cut["actions"], as_at)
    return {name: _shaped(name, cut[name]) for name in TABLES if name in cut}


def removals() -> pl.DataFrame:
    """List the records that were entered twice, and the day on which each was removed again."""
    held = truth()["visits"]
    kept = held.filter(pl.col("until_day").is_null())
    gone = held.join(kept, on="visit_id", how="anti")
    return gone.select("visit_id", removed_on="until_day").sort("visit_id")


@cache
def truth() -> Records:
    """Make everything that is known by the last day, each version of a record with its days."""
    register = settings()
    visits = recorded(
        pl.concat([provider_visits(register), authority_visits(register)], how="diagonal")
    )
    joined = pl.col("registered_on")
    made = {
        "settings": register.with_columns(recorded_on=joined),
        "visits": versions(visits),
        "actions": actions(register, visits),
        "findings": findings(visits).with_columns(from_day="published_on"),
        "milestones": _milestones(),
        "local_authorities": areas(),
        "calendar": calendar(),
        "control_totals": published("totals").with_columns(from_day="day"),
    }
    return {name: _dated(table) for name, table in made.items()}


def _milestones() -> pl.DataFrame:
    """Read the milestones, each with the day from which it was known to come."""
    listed = pl.read_csv(shipped("data") / "milestones.csv", try_parse_dates=True)
    return listed.join(assumed("announced"), on="name", how="left", maintain_order="left").rename(
        {"announced_on": "from_day"}
    )


def _dated(table: pl.DataFrame) -> pl.DataFrame:
    """Say from and until when each row is known: from its recording, else from the first day."""
    absent = [c for c in ("recorded_on", "from_day", "until_day") if c not in table.columns]
    dated = table.with_columns(pl.lit(None, pl.Date).alias(c) for c in absent)
    early = pl.col("recorded_on") <= FIRST
    return dated.with_columns(
        from_day=pl.coalesce("from_day", "recorded_on", pl.lit(FIRST)),
        recorded_on=pl.when(~early).then("recorded_on"),
    )


def _unseen(table: pl.DataFrame, as_at: date) -> pl.DataFrame:
    """Blank what has not come yet."""
    columns = [c for c in ("ended_on", "published_on", "closed_on") if c in table.columns]
    cut = table.with_columns(pl.when(pl.col(c) <= as_at).then(c).alias(c) for c in columns)
    if "outcome" not in cut.columns:
        return cut
    return cut.with_columns(outcome=pl.when(pl.col("published_on").is_not_null()).then("outcome"))


def _reviewed(actions: pl.DataFrame, as_at: date) -> pl.DataFrame:
    """Put off the review of each restriction in force until its next one falls due."""
    age = (pl.coalesce("ended_on", pl.lit(as_at)) - pl.col("issued_on")).dt.total_days()
    rounds = ((age - 1) // REVIEW).clip(0)
    return actions.with_columns(review_on=pl.col("review_on") + pl.duration(days=rounds * REVIEW))


def _shaped(name: str, table: pl.DataFrame) -> pl.DataFrame:
    """Give a table the columns and words of its class, in the order of its key."""
    schema = TABLES[name]
    given = [c for c in schema.column_names() if c in table.columns]
    full = table.select(given).with_columns(
        pl.lit(None).alias(c) for c in schema.column_names() if c not in given
    )
    return full.select(schema.column_names()).cast(empty(name).schema).sort(schema.primary_key())
