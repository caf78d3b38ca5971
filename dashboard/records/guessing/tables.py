"""Find which table of a source is which of ours, and all that a mapping has to say of it."""

from dataclasses import replace
from pathlib import Path

import polars as pl

from dashboard.records.guessing import days
from dashboard.records.guessing.columns import Columns, Meanings, assign, words_of
from dashboard.records.guessing.found import Guess
from dashboard.records.guessing.headings import resembles
from dashboard.records.guessing.hints import KEYED, NAMES, VERSIONS
from dashboard.records.guessing.seen import Seen, look
from dashboard.records.model import TABLES
from dashboard.records.sources.mapping import ISO
from dashboard.records.values.day_forms import moments, swap

NAMED = 1.0
"""What the name of a file or a sheet may add to the columns that are found in it."""


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
            left += _beside(found[0])
    others = [seen for seen in left if Path(seen.file).stem not in TABLES]
    return _in_one_order(_parted(found)), [seen for seen in others if seen.of is None]


def _beside(register: Guess) -> list[Seen]:
    """Give what else stands beside the settings of a table that has many rows for each."""
    urn = register.columns.headings["urn"]
    if not register.seen.columns[urn].drop_nulls().is_duplicated().any():
        return []
    columns = {heading: register.seen.columns[heading] for heading in (urn, *register.unused)}
    return [replace(register.seen, columns=columns, of=register.seen)]


def _parted(found: list[Guess]) -> list[Guess]:
    """Take from the register the columns that are those of a table beside it."""
    beside = next((guess for guess in found if guess.seen.of is not None), None)
    if beside is None:
        return found
    used = {*beside.columns.headings.values()} - {*found[0].columns.headings.values()}
    own = {h: said for h, said in found[0].seen.columns.items() if h not in used}
    return [replace(found[0], seen=replace(found[0].seen, columns=own)), *found[1:]]


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
    values = [_as_text(said, seen.typed) for said in guess.dated.values()]
    form, doubt = days.form_of(values) if any(map(len, values)) else (None, None)
    guess = _by_column(replace(guess, dates=form, doubt=doubt))
    return replace(guess, words={**words, **_endless(guess)})


def _by_column(guess: Guess) -> Guess:
    """Give each column a form of its own where one for all leaves cells that these read."""
    if not guess.unread:
        return guess
    own = {c: days.form_of([_as_text(v, guess.seen.typed)]) for c, v in guess.dated.items()}
    doubts = [doubt for _, doubt in own.values() if doubt]
    forms = {column: form for column, (form, _) in own.items()}
    parted = replace(guess, dates=None, forms=forms, doubt=next(iter(doubts), None))
    left = {c: len(said) / guess.dated[c].count() for c, said in parted.unread.items()}
    is_read = all(share <= 1 - days.MOST for share in left.values())
    less = sum(map(len, parted.unread.values())) < sum(map(len, guess.unread.values()))
    return parted if less and is_read and days.BOTH not in doubts else guess


def _endless(guess: Guess) -> Meanings:
    """Give the cells that stand for no day where a column may be blank: they mean a blank."""
    schema = TABLES[guess.table].columns()
    found = {c: days.endless(said, guess.form(c)) for c, said in guess.unread.items()}
    return {c: dict.fromkeys(ends, "") for c, ends in found.items() if ends and schema[c].nullable}


def _as_text(said: pl.Series, typed: bool) -> pl.Series:
    """Give the days that are text: cells of dates are read whatever form text has."""
    return said.filter(moments(said, ISO)["day"].is_null()) if typed else said


def _in_one_order(found: list[Guess]) -> list[Guess]:
    """Give day and month the order of the other tables where nothing of a table itself tells."""
    told = {days.order(guess.dates) for guess in found if guess.dates and not guess.doubt} - {None}
    if len(told) != 1:
        return found
    return [_as_others(guess, *told) for guess in found]


def _as_others(guess: Guess, order: str | None) -> Guess:
    if guess.doubt != days.EITHER or not guess.dates:
        return guess
    turned = guess.dates if days.order(guess.dates) == order else swap(guess.dates)
    return replace(guess, dates=turned, doubt=days.OTHERS)


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
