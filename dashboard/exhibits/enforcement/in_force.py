"""The actions in force on the day, one row each, and the settings with more than one.

Records carry a reference number and an authority, never a name or an address.
"""

from datetime import date

import polars as pl

from dashboard.exhibits.common.columns import SETTING, Columns, day, number
from dashboard.measures.definitions.enforcement import ACTIONS_IN_FORCE
from dashboard.measures.store import Store
from dashboard.wording import words

SHOWN = 100
OF_SEVERAL: Columns = SETTING | {
    "Actions": number("actions"),
    "In force": "held",
    "Days, longest": number("days_open"),
}
"""What is listed of a setting with more than one action in force."""
SEVERAL = "Settings with two or more enforcement actions in force on the day of the figures."
FOLLOW_UPS = (
    "These records hold no day by which a follow-up to an action was due, so they cannot say which "
    "follow-ups were late."
)
NO_DATE = "no date set"
"""Stands for the day of a review that has none."""


def where(rows: pl.DataFrame, whole: str = "") -> str:
    """Say in how many authorities actions are in force, without ranking them.

    `whole` names what the authorities are of, where a reader has chosen only one of them.
    """
    there = rows.filter(pl.col("settings") > 0)
    some = there.filter(pl.col(ACTIONS_IN_FORCE.name) > 0).height
    of = f" of {whole}" if whole else ""
    if not some:
        return f"No action is in force in any authority{of}"
    many = words.number(there.height)
    return f"Actions are in force in {words.number(some)} of {many} authorities{of}"


def headline_due(rows: pl.DataFrame, until: date, day: date) -> str:
    """Say how many actions need a review by a day, and how many reviews are past."""
    past = rows.filter(pl.col("review_on") < day).height
    if rows.is_empty():
        return f"No review is due by {words.day(until)}"
    are = words.many(rows.height, "actions in force are")
    over = f", {words.number(past)} of them already past" if past else ""
    return f"{are} due for review by {words.day(until)}{over}"


def headline(rows: pl.DataFrame) -> str:
    """Say for how long the actions have been in force."""
    if rows.is_empty():
        return "No action is in force"
    most, least = rows["days_open"][0], rows["days_open"][-1]
    are = words.many(rows.height, "actions are")
    span = f"{most:,}" if most == least else f"{least:,} to {most:,}"
    ending = f"{span} day{'' if most == 1 else 's'}"
    return f"{are} in force, {'all ' if most == least and rows.height > 1 else ''}for {ending}"


def headline_several(settings: pl.DataFrame) -> str:
    """Say how many settings have more than one action in force."""
    if settings.is_empty():
        return "No setting has more than one action in force"
    return f"{words.many(settings.height, 'settings have')} more than one action in force"


def columns(store: Store) -> Columns:
    """Say what is listed of an action in force; a review date that is over says so."""
    return SETTING | {
        "Action": "action_type",
        "Issued": day("issued_on"),
        "Next review": lambda row: _review(row, store),
        "Days open": number("days_open"),
    }


def _review(row: dict, store: Store) -> str:
    if row["review_on"] is None:
        return NO_DATE
    return words.day(row["review_on"]) + (" (past)" if row["review_on"] < store.as_at else "")


def more(rows: pl.DataFrame) -> tuple[str, ...]:
    """Say how many rows are left out of the table on the page, if any."""
    return words.more(rows.height - SHOWN)
