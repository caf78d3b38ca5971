"""A release as a value, and as the JSON that it is kept in: what it tells, and what it rests on."""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, is_dataclass
from datetime import date
from functools import cache
from itertools import repeat
from typing import Any, get_args, get_origin, get_type_hints

from dashboard.disclosure.counts import Row

_kinds = cache(get_type_hints)


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
    """Write a value, or a dataclass as plain values, the same way each time."""
    return (json.dumps(value, ensure_ascii=False, indent=1, default=_plain) + "\n").encode()


def _plain(value: Any) -> Any:
    return asdict(value) if is_dataclass(value) and not isinstance(value, type) else str(value)


def read(kind: Any, told: Any) -> Any:
    """Read a value of a kind (dataclass, tuple, mapping, day) as `as_json` wrote it."""
    origin, parts = get_origin(kind), get_args(kind)
    if isinstance(kind, type) and is_dataclass(kind):
        kinds = _kinds(kind)
        return kind(**{name: read(kinds[name], one) for name, one in told.items()})
    if kind is date:
        return date.fromisoformat(told)
    if origin is tuple:
        every = repeat(parts[0]) if parts[-1] is Ellipsis else parts
        return tuple(map(read, every, told))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {name: read(parts[1], one) for name, one in told.items()}
    return told
