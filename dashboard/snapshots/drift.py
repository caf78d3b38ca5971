"""How the columns of a refresh differ from those of the last one: blanks, one value, other words.

A column that was shifted, mapped to another word or filled down gives rows that are all in order
by themselves. It shows beside the last snapshot only: in how many rows the column is recorded, and
how often each of its words is used. Rows of what happened since are left out of the comparison.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

import polars as pl

from dashboard.records.issues import Issue
from dashboard.records.model import COMING, EVENTS, TABLES, UNTOLD, Records
from dashboard.settings import Limits

FOLLOWS = {"calendar": ("week", "month")}
"""Columns that follow from the key of their row, and say nothing more."""


@dataclass(frozen=True)
class Column:
    """What one column holds: rows, those in which it is recorded, and how often each word is used.

    A date is counted by its year; other kinds than dates and words have none. `only` is the value
    that all of them have.
    """

    rows: int
    recorded: int
    only: str | None = None
    words: Mapping[str, int] = field(default_factory=dict)


Profile = dict[str, dict[str, Column]]
"""For each table its columns, but for keys."""


def profile(records: Records, day: date) -> Profile:
    """Count what the columns hold in the rows of what had happened by a day."""
    found: Profile = {}
    for name in TABLES:
        if name in records:
            table, event = records[name], EVENTS.get(name)
            rows = table.filter(pl.col(event).fill_null(day) <= day) if event else table
            left_out = {*TABLES[name].primary_key(), UNTOLD, *FOLLOWS.get(name, ())}
            named = set(TABLES[name].column_names()) - left_out
            found[name] = {c: _column(rows[c], name) for c in table.columns if c in named}
    return found


def _column(values: pl.Series, table: str) -> Column:
    recorded = values.drop_nulls()
    least, most = recorded.min(), recorded.max()
    return Column(
        len(values),
        len(recorded),
        str(least) if len(recorded) and least == most else None,
        _words(recorded, moves=values.name in COMING.get(table, ())),
    )


def _words(values: pl.Series, moves: bool) -> dict[str, int]:
    """Count the words of a column, or its years; those of days that come or move on do not stay."""
    if values.dtype == pl.Date and not moves:
        values = values.dt.year()
    elif not isinstance(values.dtype, pl.Enum | pl.Boolean):
        return {}
    counted = values.value_counts().with_columns(pl.col(values.name).cast(pl.String))
    return dict(counted.sort(values.name).iter_rows())


def as_dict(found: Profile) -> dict[str, dict[str, Any]]:
    """Give a profile as a manifest holds it."""
    return {
        table: {name: asdict(column) for name, column in columns.items()}
        for table, columns in found.items()
    }


Pair = tuple[str, Column, Column]
"""What to call a column, and what it held in the last snapshot and holds now."""


def beside(last: Mapping[str, Mapping[str, Any]], now: Profile, few: int) -> Iterator[Pair]:
    """Put each column of a manifest's profile beside itself now, where both have enough rows."""
    for table, columns in last.items():
        for name, then in columns.items():
            held = now.get(table, {}).get(name)
            if held and min(held.rows, then["rows"]) >= few:
                yield f"{name} of {table}", Column(**then), held


def blanks(pair: Pair, limits: Limits) -> str | None:
    """Find a column that is blank much more often."""
    name, then, now = pair
    if then.recorded / then.rows - now.recorded / now.rows <= limits.blanker:
        return None
    return (
        f"{name} is recorded in {now.recorded} of {now.rows} rows; in the last snapshot it was in "
        f"{then.recorded} of {then.rows}"
    )


def one_value(pair: Pair, limits: Limits) -> str | None:
    """Find a column whose values differed and are all the same now."""
    name, then, now = pair
    if now.only is None or now.recorded < limits.few or then.recorded < 2 or then.only is not None:
        return None
    return f'Every {name} is "{now.only}" ({now.recorded} rows); in the last snapshot they differed'


def words(pair: Pair, limits: Limits) -> str | None:
    """Find a column in which other words are used than before, and the one that moved furthest."""
    name, then, now = pair
    if now.only is not None or not then.words or not now.words:
        return None
    if min(then.recorded, now.recorded) < limits.few:
        return None
    moved = {
        word: now.words.get(word, 0) / now.recorded - then.words.get(word, 0) / then.recorded
        for word in {*then.words, *now.words}
    }
    if sum(map(abs, moved.values())) / 2 <= limits.drift:
        return None
    word = max(sorted(moved), key=lambda one: abs(moved[one]))
    return (
        f'{now.words.get(word, 0)} of {now.recorded} {name} are "{word}"; in the last snapshot '
        f"{then.words.get(word, 0)} of {then.recorded} were"
    )


def encodings(issues: Iterable[Issue]) -> dict[str, str]:
    """Give for each file that is not plain UTF-8 how it was read."""
    return {f.file: f.said for f in issues if f.check == "encoding-changed"}


def written_otherwise(
    last: Mapping[str, Any], files: Iterable[str], now: dict[str, str]
) -> list[str]:
    """Say which files of the last snapshot come in another encoding: someone saved them again."""
    plain = "It is in UTF-8 without a mark."
    return [
        f"{file} is in another encoding than last time, as if another program had saved it: "
        f"{now.get(file, plain)} Look at its dates."
        for file in files
        if file in last["hashes"] and now.get(file) != last["encodings"].get(file)
    ]
