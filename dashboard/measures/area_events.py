"""Visits and actions of an area week by week, and those of the period."""

from datetime import date

import polars as pl

from dashboard.measures import choice, chosen_records, enforcement_powers, visits_by_day, weekly
from dashboard.measures.cached import cached
from dashboard.measures.definitions.coverage import VISITS
from dashboard.measures.definitions.enforcement import ACTIONS_ENDED, ACTIONS_ISSUED
from dashboard.measures.measure import Measure
from dashboard.measures.selection import Selection
from dashboard.measures.store import Store
from dashboard.records.model import empty


def measures(store: Store, selection: Selection) -> tuple[Measure, ...]:
    """Give what can be counted: visits, and actions where there can be any."""
    acts = enforcement_powers.recorded(store) and enforcement_powers.applies(selection)
    counted = (VISITS, ACTIONS_ISSUED, ACTIONS_ENDED) if acts else (VISITS,)
    return counted if VISITS.numerator.table in store.cube.tables else counted[1:]


@cached
def by_week(store: Store, selection: Selection) -> pl.DataFrame:
    """Count each measure in every week of the period: week, then one column for each."""
    rows = pl.DataFrame({"week": weekly.weeks_of(store, selection)}, schema={"week": pl.Date})
    for measure in measures(store, selection):
        found = store.ask(measure, selection, ["week"])
        counted = found.select("week", numerator="numerator").rename({"numerator": measure.name})
        rows = rows.join(counted, on="week", how="left", maintain_order="left", validate="1:1")
    return rows.with_columns(pl.exclude("week").fill_null(0))


def is_drawn(rows: pl.DataFrame) -> bool:
    """Say whether anything happened in the period."""
    return any(rows[column].sum() for column in rows.columns if column != "week")


def in_period(store: Store, selection: Selection) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Give the visits of the period as the records chosen, and the actions as `_actions` does."""
    days = choice.days(selection, store)
    return visits_by_day.between(store, selection, *days), _between(store, selection, *days)


def latest(store: Store, selection: Selection, most: int) -> tuple[pl.DataFrame, pl.DataFrame, int]:
    """Give of `in_period` the last days on which so much happened, and how much did in all."""
    days = choice.days(selection, store)
    visits, count = visits_by_day.latest(store, selection, *days, most)
    actions = _between(store, selection, *days)
    since = pl.lit(pl.concat([visits["started_on"], actions["day"]]).top_k(most).min())
    return (
        visits.filter(pl.col("started_on") >= since),
        actions.filter(pl.col("day") >= since),
        count + actions.height,
    )


def _between(store: Store, selection: Selection, first: date, last: date) -> pl.DataFrame:
    rows = chosen_records.within(_actions(store), store, selection)
    return rows.filter(pl.col("day").is_between(first, last))


def _actions(store: Store) -> pl.DataFrame:
    """Give each action on the day it was issued, and again on the day it ended, by kind."""

    def found() -> pl.DataFrame:
        placed = chosen_records.placed(acted(store), store)
        return placed.with_columns(pl.col("setting_type").cast(pl.String))

    return store.once("actions in time", found)


def acted(store: Store) -> pl.DataFrame:
    """List what was done by enforcement: one row for each action issued, and one for each ended."""
    actions = store.records.get("actions", empty("actions"))
    kind = pl.col("action_type").cast(pl.String)
    over = pl.col("ended_on") <= store.as_at
    issued = actions.select(
        "urn",
        id="action_id",
        day="issued_on",
        what=pl.format("Issued: {}", kind),
        detail=pl.when(over).then(pl.lit("ended since")).otherwise(pl.lit("in force")),
    )
    ended = actions.filter(over).select(
        "urn",
        id="action_id",
        day="ended_on",
        what=pl.format("Ended: {}", kind),
        detail=pl.format("issued {}", pl.col("issued_on").dt.to_string("%-d %B %Y")),
    )
    return pl.concat([issued, ended])
