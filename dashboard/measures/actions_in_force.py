"""The actions in force on the day, one row each, and the settings with more than one."""

from datetime import date

import polars as pl

from dashboard.measures import chosen_records, results
from dashboard.measures.cached import cached
from dashboard.measures.definitions.coverage import SETTINGS
from dashboard.measures.definitions.enforcement import ACTIONS_IN_FORCE, SETTINGS_RESTRICTED
from dashboard.measures.selection import Selection
from dashboard.measures.status import Status
from dashboard.measures.store import Store

LISTED = (
    "urn",
    "setting_type",
    "authority",
    "action_type",
    "issued_on",
    "review_on",
    "days_open",
)


def covers_day(store: Store) -> pl.Expr:
    """Say whether an action is in force on the day of the figures."""
    ended = pl.col("ended_on")
    return (pl.col("issued_on") <= store.as_at) & (ended.is_null() | (ended > store.as_at))


@cached
def listed(store: Store, selection: Selection) -> pl.DataFrame:
    """List the actions in force for a choice, longest first."""
    return (
        chosen_records.within(_all(store), store, selection)
        .with_columns(days_open=(pl.lit(store.as_at) - pl.col("issued_on")).dt.total_days())
        .sort("days_open", "urn", "action_id", descending=[True, False, False])
        .select(LISTED)
    )


@cached
def by_authority(store: Store, selection: Selection) -> pl.DataFrame:
    """Count the actions in force in every authority of the region chosen, or of England.

    Columns: la_code, la_name, region, settings (in scope), actions_in_force and
    settings_with_actions, all 0 where there are none, and status.
    """
    chosen = results.around(selection)
    areas = store.authorities.select("la_code", "la_name", region=chosen.region_column)
    rows = areas if chosen.area is None else areas.filter(pl.col("region") == chosen.area)
    for measure in (SETTINGS, ACTIONS_IN_FORCE, SETTINGS_RESTRICTED):
        found = store.ask(measure, chosen, ["la_code"])
        counted = found.select("la_code", pl.col("numerator").alias(measure.name))
        rows = rows.join(counted, on="la_code", how="left", maintain_order="left", validate="1:1")
    counted = rows.with_columns(pl.exclude("la_code", "la_name", "region").fill_null(0))
    n, settings = pl.col(ACTIONS_IN_FORCE.name), pl.col(SETTINGS.name)
    zero = (
        pl.when(settings > 0).then(pl.lit(Status.ZERO.value)).otherwise(pl.lit(Status.NONE.value))
    )
    return counted.with_columns(
        status=pl.when(n > 0).then(pl.lit(Status.SHOWN.value)).otherwise(zero)
    )


def _all(store: Store) -> pl.DataFrame:
    """List all actions in force, each with its authority, by the kind of the setting."""

    def found() -> pl.DataFrame:
        actions = store.records["actions"].filter(covers_day(store))
        return chosen_records.placed(actions, store)

    return store.once("in force", found)


def longest(rows: pl.DataFrame) -> int:
    """Give the days that the longest action has been in force."""
    return rows["days_open"][0]


def several(rows: pl.DataFrame) -> pl.DataFrame:
    """List the settings with more than one action in force, those with most first."""
    held = rows.group_by("urn", "setting_type", "authority", maintain_order=True).agg(
        actions=pl.len().cast(pl.Int64),
        held=pl.col("action_type").cast(pl.String).str.join("; "),
        days_open=pl.col("days_open").max(),
    )
    return held.filter(pl.col("actions") > 1).sort(
        "actions", "days_open", "urn", descending=[True, True, False]
    )


def due(rows: pl.DataFrame, until: date) -> pl.DataFrame:
    """List the actions whose review is due by a day or already past, soonest first."""
    return rows.filter(pl.col("review_on") <= until).sort("review_on", "urn")
