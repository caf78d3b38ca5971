"""Find which table of a source is which of ours, and all that a mapping has to say of it."""

from dataclasses import dataclass, field, replace
from pathlib import Path

import dataframely as dy
import polars as pl

from dashboard.records.guessing import days
from dashboard.records.guessing.columns import Columns, Meanings, assign, words_of
from dashboard.records.guessing.headings import resembles
from dashboard.records.guessing.hints import KEYED, NAMES, VERSIONS
from dashboard.records.guessing.seen import Seen, look
from dashboard.records.model import TABLES
from dashboard.records.sources.mapping import ISO
from dashboard.records.values.day_forms import swap

NAMED = 1.0
"""What the name of a file or a sheet may add to the columns that are found in it."""


@dataclass(frozen=True)
class Guess:
    """What is taken to be one of our tables: where it lies, its columns, words and dates.

    `doubt` is why day and month may be swapped: nothing tells, cells are in both orders, or only
    other tables of the source tell.
    """

    table: str
    seen: Seen
    columns: Columns
    words: Meanings = field(default_factory=dict)
    dates: str | None = None
    doubt: str | None = None
    version: str | None = None

    @property
    def lacking(self) -> tuple[str, ...]:
        """Name the columns that are needed and were not found."""
        schema = TABLES[self.table].columns()
        return tuple(c for c in schema if not schema[c].nullable and c not in self.columns.headings)

    @property
    def dated(self) -> dict[str, pl.Series]:
        """Give the columns of days that hold some."""
        schema = TABLES[self.table].columns()
        held = {c: self.seen.columns[h] for c, h in self.columns.headings.items()}
        return {c: said for c, said in held.items() if _is_dated(schema[c]) and said.count()}

    @property
    def unread(self) -> dict[str, pl.Series]:
        """Give for each column of days the cells that the form of the dates does not read."""
        form, typed = self.dates or ISO, self.seen.typed
        found = {c: days.unread(said, form, typed) for c, said in self.dated.items()}
        return {column: said for column, said in found.items() if len(said)}

    @property
    def swappable(self) -> str | None:
        """Give a day that is another one where day and month are swapped."""
        if self.doubt is None or self.dates is None:
            return None
        texts = pl.concat([said.alias("") for said in self.dated.values()]).drop_nulls()
        return days.swappable(texts, self.dates)

    @property
    def unused(self) -> tuple[str, ...]:
        """Name the headings that are taken for none of our columns."""
        used = {*self.columns.headings.values(), self.version}
        return tuple(heading for heading in self.seen.columns if heading not in used)


def guess(source: Path) -> tuple[list[Guess], list[Seen]]:
    """Guess which tables of a folder or a file are ours; those that are none come second.

    What bears the name of one of the other tables is read without a guess.
    """
    left, found = look(source), list[Guess]()
    known: frozenset[str] = frozenset()
    for table in KEYED:
        tried = [(seen, assign(table, seen, known)) for seen in left]
        fits = [_fit(table, seen, columns) for seen, columns in tried]
        if not any(fits):
            continue
        seen, columns = tried[fits.index(max(fits))]
        found.append(_guessed(table, seen, columns))
        left = [other for other in left if other is not seen]
        if table == "settings" and "urn" in columns.headings:
            known = frozenset(seen.columns[columns.headings["urn"]].drop_nulls())
    return _in_one_order(found), [seen for seen in left if Path(seen.file).stem not in TABLES]


def _fit(table: str, seen: Seen, columns: Columns) -> float:
    """Say how well a table fits one of ours; 0 where a column that is needed is missing.

    The register may lack one: without it there is nothing to correct.
    """
    schema = TABLES[table].columns()
    lacking = [c for c in schema if not schema[c].nullable and c not in columns.headings]
    if len(lacking) > (1 if table == "settings" else 0) or not columns.headings:
        return 0.0
    called = f"{Path(seen.file).stem} {seen.sheet or ''}"
    return columns.total - len(lacking) + NAMED * resembles(called, (table, *NAMES[table]))


def _guessed(table: str, seen: Seen, columns: Columns) -> Guess:
    words = words_of(seen, table, columns.headings)
    guess = Guess(table, seen, columns, words, version=_version(table, seen, columns))
    values = [*guess.dated.values()]
    form, doubt = days.form_of(values) if values else (None, None)
    return replace(guess, dates=form, doubt=doubt)


def _in_one_order(found: list[Guess]) -> list[Guess]:
    """Give day and month the order of the other tables where nothing of a table itself tells."""
    told = {days.order(guess.dates) for guess in found if guess.dates and not guess.doubt} - {None}
    if len(told) != 1:
        return found
    return [_as_others(guess, *told) if guess.doubt == days.EITHER else guess for guess in found]


def _as_others(guess: Guess, order: str | None) -> Guess:
    form = guess.dates or ISO
    turned = form if days.order(form) == order else swap(form)
    return replace(guess, dates=turned, doubt=days.OTHERS)


def _is_dated(column: dy.Column) -> bool:
    return isinstance(column, dy.Date)


def _version(table: str, seen: Seen, columns: Columns) -> str | None:
    """Name the column that tells which of two rows is later, where two rows have one key."""
    keys = [columns.headings.get(column, "") for column in TABLES[table].primary_key()]
    if len(keys) != 1 or keys[0] not in seen.columns:
        return None
    if not seen.columns[keys[0]].drop_nulls().is_duplicated().any():
        return None
    unused = [heading for heading in seen.columns if heading not in columns.headings.values()]
    likely = {heading: resembles(heading, VERSIONS) for heading in unused}
    best = max(likely, key=lambda heading: likely[heading], default=None)
    return best if best and likely[best] > 0.5 else None
