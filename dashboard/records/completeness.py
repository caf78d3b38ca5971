"""How far each field that may be blank is filled in, and what a blank does to the figures."""

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from dashboard.records.model import TABLES, Records
from dashboard.records.words import RESIDENTIAL
from dashboard.settings import Settings

ASSURANCE = "Assurance visit"
GOOD, CARE, UNUSABLE, ABSENT = "Good", "Use with care", "Do not use", "Not available"
NAMED = 3
"""Rows without a field that are named one by one."""
FIELDS = (
    ("settings", "sector", "the sector", "the sector filter leaves these out"),
    (
        "settings",
        "last_grade",
        "the prior judgement",
        "the prior judgement filter leaves these out",
    ),
    ("settings", "registered_on", "the day of registration", "these count as open from the start"),
    ("settings", "places", "the number of places", "these add nothing to registered places"),
    ("visits", "selection_basis", "the reason for the visit", "these count as not recorded"),
    ("visits", "mode", "how the visit was made", "these count as neither on site nor remote"),
    ("visits", "ended_on", "the last day of the visit", "the first day stands for the last"),
    ("visits", "outcome", "the outcome", "these say nothing of concerns found or not found"),
)
"""Fields that may be blank: table, column, what to call it, and what a blank does."""


@dataclass(frozen=True)
class Field:
    """How complete one field is: the rows in which it is recorded, of those that could have it.

    `blank` are the keys of the first rows that could have it and do not.
    """

    table: str
    name: str
    called: str
    recorded: int
    rows: int
    effect: str
    blank: tuple[str, ...] = ()

    @property
    def verdict(self) -> str:
        """Say in words how far the field can be relied on."""
        if not self.rows:
            return "No rows"
        if not self.recorded:
            return ABSENT
        share = self.recorded / self.rows
        if share >= Settings.complete_from:
            return GOOD
        return CARE if share >= Settings.usable_from else UNUSABLE


def completeness(records: Records) -> tuple[Field, ...]:
    """Count for each field that may be blank how many rows have it."""
    return tuple(
        _field(records[table], table, name, called, effect)
        for table, name, called, effect in FIELDS
        if table in records
    )


def _field(rows: pl.DataFrame, table: str, name: str, called: str, effect: str) -> Field:
    able = rows.filter(COULD_HAVE[name]()) if name in COULD_HAVE else rows
    key = TABLES[table].primary_key()[0]
    blank = able.filter(pl.col(name).is_null())[key].head(NAMED)
    return Field(table, name, called, able[name].count(), able.height, effect, tuple(blank))


COULD_HAVE: dict[str, Callable[[], pl.Expr]] = {
    "places": lambda: pl.col("setting_type").cast(pl.String).is_in(RESIDENTIAL),
    "outcome": lambda: pl.col("published_on").is_not_null() & (pl.col("visit_type") == ASSURANCE),
}
"""Which rows could have a field, for those that not every row could have."""
