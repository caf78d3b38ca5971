"""What must hold for a thing to count: for each cube table a phrase and an expression for each.

The phrase names the fault: it is what a reader sees for a record that was left out. Rules are
looked at in order, so the first that is broken is the reason given.
"""

from collections.abc import Callable, Mapping

import polars as pl

from dashboard.measures.behind.things import Days
from dashboard.settings import Settings

Rules = dict[str, pl.Expr]
STANDARD = Settings.publication_days


def of_table(table: str, kind: str, days: Days) -> Rules:
    """Give the rules of what a table counts of some things."""
    made = OF_VISITS.get(table) if kind == "visits" else None
    return (made or TABLES[table])(days)


def _open(days: Days) -> Rules:
    joined, left = pl.col("registered_on"), pl.col("closed_on")
    return {
        "joined the register after the day of the figures": joined.is_null()
        | (joined <= days.as_at),
        "left the register by the day of the figures": left.is_null() | (left > days.as_at),
    }


def _reached(days: Days) -> Rules:
    return _open(days) | {
        "no visit in these records": pl.col("ever_visited").fill_null(False),
        "no visit in the period, only before or after it": pl.col("first_visit_on").is_not_null(),
    }


def _reported(days: Days) -> Rules:
    return _reached(days) | {
        "no letter of a visit in the period published yet": pl.col("reported_on").is_not_null()
    }


def _then(days: Days) -> Rules:
    joined, left = pl.col("registered_on"), pl.col("closed_on")
    return {
        "joined the register after the start": joined.is_null() | (joined <= days.first),
        "left the register by the start": left.is_null() | (left > days.first),
    }


def _moved(column: str, did: str) -> Callable[[Days], Rules]:
    def rules(days: Days) -> Rules:
        day = pl.col(column)
        return {
            f"no day on which it {did}": day.is_not_null(),
            f"{did} by the start": day > days.first,
            f"{did} after the day of the figures": day <= days.as_at,
        }

    return rules


def _restricted(days: Days) -> Rules:
    del days
    return {"no action in force on the day of the figures": pl.col("issued_on").is_not_null()}


def _within(column: str, what: str) -> Callable[[Days], Rules]:
    def rules(days: Days) -> Rules:
        return {
            f"{what} before the period": pl.col(column) >= days.first,
            f"{what} after the period": pl.col(column) <= days.last,
        }

    return rules


_visits = _within("started_on", "the visit started")


def _known(days: Days) -> Rules:
    return _visits(days) | {
        "a day of it is not in the calendar": pl.col("days").is_not_null(),
    }


def _letters(days: Days) -> Rules:
    return _known(days) | {"letter not yet published": pl.col("published_on").is_not_null()}


def _waiting(days: Days) -> Rules:
    return _known(days) | {"letter published": pl.col("published_on").is_null()}


def _first_visits(days: Days) -> Rules:
    return (
        _visits(days)
        | _open(days)
        | {"not the first visit in the period to its setting": pl.col("is_first")}
    )


def _ended(days: Days) -> Rules:
    still = {"no day on which it ended": pl.col("ended_on").is_not_null()}
    return still | _within("ended_on", "it ended")(days)


def _in_force(days: Days) -> Rules:
    ended = pl.col("ended_on")
    return {
        "issued after the day of the figures": pl.col("issued_on") <= days.as_at,
        "no longer in force on the day of the figures": ended.is_null() | (ended > days.as_at),
    }


TABLES: Mapping[str, Callable[[Days], Rules]] = {
    "open": _open,
    "then": _then,
    "joined": _moved("registered_on", "joined the register"),
    "left": _moved("closed_on", "left the register"),
    "sight": _open,
    "reached": _reached,
    "reported": _reported,
    "restricted": _restricted,
    "visits": _visits,
    "letters": _letters,
    "waiting": _waiting,
    "findings": _letters,
    "actions": _within("issued_on", "issued"),
    "ended": _ended,
    "in_force": _in_force,
}
"""For each table that a measure counts, the rules of what it counts."""

OF_VISITS = {"reached": _first_visits}
"""The rules where a count of settings is a part of visits: each setting by its first visit."""

COLUMNS: Mapping[tuple[str, str], Rules] = {
    ("visits", "published"): {"letter not yet published": pl.col("published_on").is_not_null()},
    ("letters", "in_time"): {f"took over {STANDARD} working days": pl.col("days") <= STANDARD},
    ("waiting", "overdue"): {f"not over {STANDARD} working days yet": pl.col("days") > STANDARD},
}
"""What more must hold for a column of a table."""

ADDS = {"places": pl.col("places").fill_null(0), "days": pl.col("days")}
"""What one thing adds to a column; to every other it adds 1."""

WEEKS = {"reported": "reported_on", "actions": "issued_on", "ended": "ended_on"}
"""The day whose week counts, where a thing has several."""

ELSEWHERE = {
    "last_grade": "the register has another last judgement for it, or none",
    "last_seen": "last seen at another time",
    "week": "in another week",
    "visit_type": "another kind of visit",
    "selection_basis": "made for another reason",
    "reason": "something else lay behind it",
    "mode": "made in another way",
    "outcome": "its letter does not state that",
    "action_type": "another kind of action",
    "theme": "about another theme",
    "side": "on another side",
}
"""What to say of a thing that a limit of the figure leaves out."""
