"""How far figures can be relied on: the checks that concern them and the fields they depend on.

A measure whose figures failed a check, or depend on a field that is mostly blank, is held back:
asking for it raises `WithheldError`, so that no page can show it by mistake.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from dashboard.measures.measure import Count, Measure, MeasureError
from dashboard.measures.shape import COUNTS, KEYS
from dashboard.records.completeness import CARE, UNUSABLE, Field
from dashboard.records.words import NOT_RECORDED
from dashboard.settings import Settings

Column = tuple[str, str]
"""A table of the cube and a column of its counts."""

FEEDS = {
    "local_authorities": tuple(COUNTS),
    "settings": tuple(COUNTS),
    "visits": ("sight", "reached", "reported", "visits", "letters", "waiting", "findings"),
    "actions": ("actions", "ended", "in_force", "restricted"),
    "findings": ("findings",),
    "calendar": tuple(name for name in COUNTS if "week" in KEYS[name]),
}
"""The tables of the cube that each table of the records goes into."""

COUNTED_FROM: Mapping[Column, str] = {
    ("letters", "days"): "ended_on",
    ("letters", "in_time"): "ended_on",
    ("waiting", "overdue"): "ended_on",
} | {(table, "places"): "places" for table, counts in COUNTS.items() if "places" in counts}
"""Counts that are worked out from a field which may be blank."""


@dataclass(frozen=True)
class Check:
    """One identity: what should be equal, the two sides, and the counts that it concerns."""

    sentence: str
    left: int
    right: int
    touches: frozenset[Column] = frozenset()
    source: str = ""

    @property
    def holds(self) -> bool:
        """Say whether the two sides are equal."""
        return self.left == self.right


class WithheldError(MeasureError):
    """A figure that is held back, because a check of it failed or its field is mostly blank.

    `field` is that field; without one, a check failed. `last` is the figure of the last snapshot
    that was checked: its day, numerator and denominator.
    """

    def __init__(
        self,
        measure: Measure,
        field: Field | None = None,
        last: tuple[date, int, int | None] | None = None,
    ) -> None:
        self.measure, self.field, self.last = measure, field, last
        why = f"{field.called} is mostly not recorded" if field else "a check of it failed"
        told = "We do not show this figure" if field else "We are checking this figure"
        super().__init__(f"{told}: {measure.label.lower()} ({measure.name}), because {why}.")


@dataclass(frozen=True)
class Trust:
    """What was found out about a snapshot when it was opened."""

    checks: tuple[Check, ...] = ()
    fields: tuple[Field, ...] = ()
    aside: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """For each table of the records with rows set aside: how many, and how many were read."""

    @cached_property
    def doubted(self) -> frozenset[Column]:
        """The counts that a failed check concerns."""
        return frozenset().union(*(check.touches for check in self.checks if not check.holds))

    @cached_property
    def holds_back(self) -> bool:
        """Say whether any figure must be held back."""
        return bool(self.doubted) or any(f.verdict == UNUSABLE for f in self.fields)

    def doubts(self, measure: Measure) -> bool:
        """Say whether a check of a measure failed."""
        return not self.doubted.isdisjoint(columns(measure))

    def unusable(self, measure: Measure, split_by: Iterable[str] = ()) -> Field | None:
        """Give the field that makes a measure, or its split, unusable, if one does."""
        return next(self._fields(UNUSABLE, measure, split_by), None)

    def careful(self, measure: Measure, split_by: Iterable[str] = ()) -> list[Field]:
        """List the fields for which a measure, or its split, must be used with care."""
        return list(self._fields(CARE, measure, split_by))

    def _fields(self, verdict: str, measure: Measure, split_by: Iterable[str]) -> Iterator[Field]:
        wanted = {*depends_on(measure), *split_by}
        yield from (f for f in self.fields if f.name in wanted and f.verdict == verdict)

    def lost(self, measure: Measure) -> dict[str, tuple[int, int]]:
        """Give the tables that a measure counts from and that lost many of their rows."""
        tables = {table for table, _ in columns(measure)}
        most = 1 - Settings.complete_from
        return {
            name: (aside, read)
            for name, (aside, read) in self.aside.items()
            if aside > most * read and not tables.isdisjoint(FEEDS.get(name, ()))
        }


def columns(measure: Measure) -> set[Column]:
    """Give the counts that a measure is made of."""
    return {(count.table, count.column) for count in _counts(measure)}


def depends_on(measure: Measure) -> set[str]:
    """Name the fields that may be blank and that a measure depends on, from what it counts."""
    limited = {
        column for count in _counts(measure) for column, word in count.only if word != NOT_RECORDED
    }
    return limited | {COUNTED_FROM[c] for c in columns(measure) if c in COUNTED_FROM}


def _counts(measure: Measure) -> list[Count]:
    return [count for count in (measure.numerator, measure.denominator) if count]


def fed_by(table: str) -> frozenset[Column]:
    """Give every count of the cube that a table of the records goes into."""
    return frozenset((name, column) for name in FEEDS.get(table, ()) for column in COUNTS[name])


def counts_of(*measures: Measure) -> frozenset[Column]:
    """Give the counts that are the numerators of measures: what a check of those concerns."""
    return frozenset((measure.numerator.table, measure.numerator.column) for measure in measures)


def set_aside(accounts: Mapping[str, Mapping[str, Any]]) -> dict[str, tuple[int, int]]:
    """Give for each table that lost rows how many, and how many were read."""
    return {
        name: (account["set_aside"], account["read"])
        for name, account in accounts.items()
        if account["set_aside"]
    }
