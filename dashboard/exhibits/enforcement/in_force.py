"""The actions in force on the day, one row each, and the settings with more than one.

Records carry a reference number and an authority, never a name or an address.
"""

from datetime import date

import polars as pl

from dashboard.measures import chosen_records, results
from dashboard.measures.cached import cached
from dashboard.measures.definitions.coverage import SETTINGS
from dashboard.measures.definitions.enforcement import ACTIONS_IN_FORCE, SETTINGS_RESTRICTED
from dashboard.measures.selection import Selection
from dashboard.measures.status import Status
from dashboard.measures.store import Store
from dashboard.wording import words

SHOWN = 100
SEVERAL = "Settings with two or more enforcement actions in force on the day of the figures."
FOLLOW_UPS = (
    "These records hold no day by which a follow-up to an action was due, so they cannot say which "
    "follow-ups were late."
)
LISTED = (
    "urn",
    "setting_type",
    "authority",
    "action_type",
    "issued_on",
    "review_on",
    "days_open",
)
NO_DATE = "no date set"
"""Stands for the day of a review that has none."""


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


def where(rows: pl.DataFrame) -> str:
    """Say in how many authorities actions are in force, without ranking them."""
    there = rows.filter(pl.col("settings") > 0)
    some = there.filter(pl.col(ACTIONS_IN_FORCE.name) > 0).height
    count = int(rows[ACTIONS_IN_FORCE.name].sum())
    if not count:
        return "No action is in force in any authority"
    are = "1 action is" if count == 1 else f"{words.number(count)} actions are"
    return f"{are} in force, in {words.number(some)} of {words.number(there.height)} authorities"


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


def headline_due(rows: pl.DataFrame, until: date, day: date) -> str:
    """Say how many actions need a review by a day, and how many reviews are past."""
    past = rows.filter(pl.col("review_on") < day).height
    if rows.is_empty():
        return f"No action in force has a review due by {words.day(until)}"
    are = "1 action in force is" if rows.height == 1 else f"{rows.height:,} actions in force are"
    over = f", {words.number(past)} of them already past" if past else ""
    return f"{are} due for review by {words.day(until)}{over}"


def headline(rows: pl.DataFrame) -> str:
    """Say for how long the actions have been in force."""
    if rows.is_empty():
        return "No action is in force"
    most, least = rows["days_open"][0], rows["days_open"][-1]
    are = "1 action is" if rows.height == 1 else f"{words.number(rows.height)} actions are"
    span = f"{most:,}" if most == least else f"{least:,} to {most:,}"
    ending = f"{span} day{'' if most == 1 else 's'}"
    return f"{are} in force, {'all ' if most == least and rows.height > 1 else ''}for {ending}"


def headline_several(settings: pl.DataFrame) -> str:
    """Say how many settings have more than one action in force."""
    if settings.is_empty():
        return "No setting has more than one action in force"
    have = "setting has" if settings.height == 1 else "settings have"
    return f"{words.number(settings.height)} {have} more than one action in force"


def text(rows: pl.DataFrame, store: Store) -> list[list[str]]:
    """Write the first rows as a table shows them; a review date that is over says so."""
    return [
        [
            row["urn"],
            row["setting_type"],
            row["authority"],
            row["action_type"],
            words.day(row["issued_on"]),
            _review(row, store),
            words.number(row["days_open"]),
        ]
        for row in rows.head(SHOWN).iter_rows(named=True)
    ]


def _review(row: dict, store: Store) -> str:
    if row["review_on"] is None:
        return NO_DATE
    return words.day(row["review_on"]) + (" (past)" if row["review_on"] < store.as_at else "")


def text_several(settings: pl.DataFrame) -> list[list[str]]:
    """Write the settings with more than one action as a table shows them."""
    return [
        [
            row["urn"],
            row["setting_type"],
            row["authority"],
            words.number(row["actions"]),
            row["held"],
            words.number(row["days_open"]),
        ]
        for row in settings.head(SHOWN).iter_rows(named=True)
    ]


def more(rows: pl.DataFrame) -> tuple[str, ...]:
    """Say how many rows are left out of the table on the page, if any."""
    return words.more(rows.height - SHOWN)
