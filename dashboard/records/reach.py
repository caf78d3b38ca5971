"""What records reach: for each thing they tell of and kind of setting, from which day to which.

Outside of it a figure is not known, which is never the same as 0.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from dashboard.records import words


@dataclass(frozen=True)
class Span:
    """The first and the last day on which records tell; a blank has no such end."""

    first: date | None = None
    last: date | None = None

    def as_list(self) -> list[str | None]:
        """Give both days as text, for a manifest."""
        return [day.isoformat() if day else None for day in (self.first, self.last)]


ALWAYS = Span()
Spans = Mapping[str, Span]
"""The span of each setting type; one that is absent is not known."""


@dataclass(frozen=True)
class Reach:
    """For each thing told of (`words.TOLD_OF`), the setting types that are reached and when.

    `stated` are the things of which a file or an extract says itself what is reached; of the others
    the rows tell.
    """

    spans: Mapping[str, Spans]
    stated: frozenset[str] = frozenset()
    ends: Mapping[str, Mapping[str, date]] = field(default_factory=dict)
    """The day after which a thing is not told of a type, whatever its rows show."""

    def of(self, told: str, kind: str) -> Span | None:
        """Give the span of one thing for a setting type, or None where it is not known."""
        return self.spans.get(told, {}).get(kind)

    def kinds(self, told: str) -> tuple[str, ...]:
        """List the setting types of which a thing is told, in their order."""
        return tuple(kind for kind in words.SETTING_TYPES if kind in self.spans.get(told, {}))

    def as_dict(self) -> dict[str, Any]:
        """Give it as text, for a manifest."""
        spans = {
            told: {kind: span.as_list() for kind, span in kinds.items()}
            for told, kinds in self.spans.items()
        }
        return {"spans": spans, "stated": sorted(self.stated)}


def from_dict(said: Mapping[str, Any]) -> Reach:
    """Read what `as_dict` wrote."""
    spans = {
        told: {kind: _span(*days) for kind, days in kinds.items()}
        for told, kinds in said["spans"].items()
    }
    return Reach(spans, frozenset(said["stated"]))


def _span(*days: str | None) -> Span:
    return Span(*(date.fromisoformat(day) if day else None for day in days))


EVERYTHING = Reach(
    {told: dict.fromkeys(words.SETTING_TYPES, ALWAYS) for told in words.TOLD_OF},
    frozenset(words.TOLD_OF),
)
"""The reach of records that leave nothing untold, such as those that were made up."""
