"""Tables that are the same for every choice, counted once and written with a snapshot.

Each looks through all visits or settings: at ten million visits the first page of the first reader
took 4.5 s of CPU for them. A snapshot without them, or with those of another method, still opens:
each is then counted when it is first asked for, as it is for a part of the records or another day.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import polars as pl

from dashboard.measures import (
    authority_services,
    booked_visits,
    chosen_records,
    concern_pathways,
    inspector_days,
    judged_inadequate,
    letter_ages,
    letter_counts,
    record_counts,
    setting_kinds,
    unseen_settings,
    week_completeness,
)
from dashboard.measures.store import Store
from dashboard.records.check import RecordsError
from dashboard.records.model import Records

METHOD = 1
"""Raised when a table comes to hold something else, so that one counted before is not used."""
KINDS = "what makes kinds"
FILE = "precomputed_"
"""What the names of their files begin with."""
METHODS = "precomputed"
"""Where a manifest has the method by which its tables were counted."""


@dataclass(frozen=True)
class Table:
    """One such table: how it is counted, and its columns in the order in which they are written.

    Each row is one of `of`, a table of the records; or `counts` name what counts its rows.
    """

    count: Callable[[Store], pl.DataFrame]
    columns: Mapping[str, Any]
    of: str = "visits"
    counts: tuple[str, ...] = ()


def _of(number: Any, *names: str) -> dict[str, Any]:
    return dict.fromkeys(names, number)


_NUMBER, _DAY = partial(_of, pl.UInt32()), partial(_of, pl.Date())
_SEEN = _NUMBER("kind", "setting") | _DAY("inspected", "last_on_site")
_UNSEEN = partial(unseen_settings.first_of_each_kind, is_seen=True)
_NEVER_SEEN = partial(unseen_settings.first_of_each_kind, is_seen=False)
TABLES: dict[str, Table] = {
    "visits": Table(chosen_records.visits, _NUMBER("visit") | _DAY("started_on") | _NUMBER("kind")),
    "days on site": Table(chosen_records.days_on_site, _SEEN, "settings"),
    "unseen longest": Table(_UNSEEN, _SEEN | _NUMBER("place"), "settings"),
    "never seen": Table(_NEVER_SEEN, _SEEN | _NUMBER("place"), "settings"),
    "letters by week": Table(
        letter_counts.letters_by_week,
        _NUMBER("kind") | _DAY("week") | _NUMBER("letters", "serious", "stated"),
        counts=("letters",),
    ),
    "waits": Table(
        letter_counts.all_waits,
        _NUMBER("kind", "stage")
        | _DAY("week")
        | {"days": pl.Int64(), "is_out": pl.Boolean(), "visits": pl.UInt32()},
        counts=("visits",),
    ),
    "letters awaited": Table(
        letter_ages.awaited, _NUMBER("visit") | _DAY("started_on") | _NUMBER("kind") | _DAY("over")
    ),
    "visits that say how": Table(
        record_counts.saying_how, _NUMBER("kind", "unsaid", "said"), counts=("unsaid", "said")
    ),
    "visits to others": Table(
        record_counts.to_others,
        _NUMBER("kind") | _DAY("started_on") | _NUMBER("visits"),
        counts=("visits",),
    ),
    "inspector days": Table(
        inspector_days.by_week,
        _NUMBER("kind") | _DAY("week") | {"days": pl.Float64(), "visits": pl.UInt32()},
        counts=("visits",),
    ),
    judged_inadequate.SINCE: Table(
        judged_inadequate.first_visits, {"urn": pl.String()} | _DAY("visited_on"), "settings"
    ),
    "visits with serious concerns": Table(
        concern_pathways.concerned_visits, _NUMBER("visit") | _DAY("revisited_on")
    ),
    "planned visits": Table(booked_visits.planned, _NUMBER("visit")),
    "shares recorded": Table(
        week_completeness.shares_recorded, _DAY("week") | _of(pl.Int64(), "known_then", "known_now")
    ),
    "visits to authorities": Table(authority_services.every_visit, _NUMBER("kind", "visit")),
}
"""Each by the name under which a store remembers it (`Store.once`)."""


def count(store: Store) -> Records:
    """Count each table of an opened snapshot, by the name of its file."""
    found = {KINDS: setting_kinds.made_of(store)}
    found |= {name: table.count(store) for name, table in TABLES.items()}
    return {_file(name): rows for name, rows in found.items()}


def restore(tables: Records, records: Records, method: int | None) -> Records:
    """Give those tables of a snapshot that are counted today as they were then, by their names.

    RecordsError where one counts more than there is in the records: it is not of these.
    """
    kinds = tables.get(_file(KINDS))
    if method != METHOD or kinds is None or kinds.schema != _kinds_of(records):
        return {}
    there = {name: tables[_file(name)] for name in TABLES if _file(name) in tables}
    found = {
        name: rows for name, rows in there.items() if {**rows.schema} == {**TABLES[name].columns}
    }
    heights = {name: table.height for name, table in records.items()} | {"kinds": kinds.height}
    for name, rows in found.items():
        _prove(name, rows, heights)
    return {KINDS: kinds, **found}


def _file(name: str) -> str:
    return FILE + name.replace(" ", "_")


def _kinds_of(records: Records) -> dict[str, Any]:
    """Give the columns of the table of kinds that settings have today, with the words of today."""
    settings = records["settings"].schema
    return {"kind": pl.UInt32()} | {column: settings.get(column) for column in setting_kinds.PARTS}


def _prove(name: str, rows: pl.DataFrame, heights: Mapping[str, int]) -> None:
    """Refuse a table that counts or points to more than there is."""
    table = TABLES[name]
    counted = sum(int(rows[column].sum()) for column in table.counts) or rows.height
    there = heights.get(table.of, 0)
    points_to = {"kind": "kinds", "visit": "visits", "setting": "settings"}
    beyond = any(
        bool((rows[column] >= heights.get(of, 0)).any())
        for column, of in points_to.items()
        if column in rows.columns
    )
    if counted > there or beyond:
        raise RecordsError(
            f'What was counted beforehand as "{name}" is not of the {there} {table.of} beside it. '
            "Build the snapshot again from its source."
        )
