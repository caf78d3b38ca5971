"""A release as a value, and as the JSON that it is kept in: what it tells, and what it rests on."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from dashboard.disclosure.counts import Row
from dashboard.disclosure.rounding import Rounded
from dashboard.disclosure.system import By, Day


@dataclass(frozen=True)
class Shown:
    """One column of a table: its label, its definition, and the counts that it is made of."""

    label: str
    definition: str
    series: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """One table of a release. `is_full` says that it is coverage, which is not rounded."""

    page: str
    name: str
    title: str
    columns: tuple[Shown, ...]
    is_full: bool


@dataclass(frozen=True)
class Given:
    """A figure as a reader is given it: blank for too few, with the day that it is of."""

    value: int | None
    as_at: date


@dataclass(frozen=True)
class Release:
    """All that may be written of a release, and nothing else: no true count is in it.

    `figures` are by count and place, `coverage` for each area of each level in full.
    """

    as_at: date
    since: date
    few: int
    source: str
    illustrative: bool
    tables: tuple[Table, ...]
    figures: Mapping[str, Mapping[str, Given]]
    coverage: tuple[Row, ...]
    regions: tuple[str, ...]
    contact: str = ""

    @property
    def name(self) -> str:
        """Name the release by its day: there is one of a day at most."""
        return self.as_at.isoformat()


Write = Callable[[Release], Mapping[str, bytes]]
"""Writes every file of a release from what it tells, by the place of each."""

Look = Callable[[Release], Mapping[str, bytes | None]]
"""Writes the files that cost little, and names the others without content."""


def as_json(value: Any) -> bytes:
    """Write a value the same way each time."""
    return (json.dumps(value, ensure_ascii=False, indent=1, default=str) + "\n").encode()


def to_dict(release: Release) -> dict[str, Any]:
    """Write a release as plain values."""
    return asdict(release)


def from_dict(told: Mapping[str, Any]) -> Release:
    """Read a release from plain values."""
    tables = tuple(
        Table(
            table["page"],
            table["name"],
            table["title"],
            tuple(
                Shown(shown["label"], shown["definition"], tuple(shown["series"]))
                for shown in table["columns"]
            ),
            table["is_full"],
        )
        for table in told["tables"]
    )
    figures = {
        name: {
            place: Given(one["value"], date.fromisoformat(one["as_at"]))
            for place, one in places.items()
        }
        for name, places in told["figures"].items()
    }
    return Release(
        date.fromisoformat(told["as_at"]),
        date.fromisoformat(told["since"]),
        told["few"],
        told["source"],
        told["illustrative"],
        tables,
        figures,
        tuple(_row(row) for row in told["coverage"]),
        tuple(told["regions"]),
        told["contact"],
    )


def _row(row: Sequence[Any]) -> Row:
    level, code, name, n, total = row
    return level, code, name, n, total


def day_to_dict(day: Day) -> dict[str, Any]:
    """Write what an audit needs of a release as plain values."""
    return asdict(day)


def day_from_dict(told: Mapping[str, Any]) -> Day:
    """Read what an audit needs of a release from plain values."""
    counts: Mapping[str, By] = told["counts"]
    return Day(
        date.fromisoformat(told["as_at"]),
        date.fromisoformat(told["since"]),
        told["few"],
        counts,
        {
            name: {place: Rounded(**one) for place, one in places.items()}
            for name, places in told["told"].items()
        },
        told["visited"],
    )
