"""Read words: ours whatever their capitals or dashes, theirs as mapping.toml puts them."""

import re
from collections.abc import Mapping

import polars as pl

from dashboard.records.values import text
from dashboard.records.values.column import Column
from dashboard.records.words import JUDGEMENTS

DASHES = re.compile("[\u2010\u2011\u2012\u2013\u2014\u2015\u2212]")
QUOTES = re.compile("['\"\u2018\u2019\u201c\u201d\u02bc`´]")


def folded(word: str) -> str:
    """Reduce a word to the form in which spellings are compared."""
    return " ".join(QUOTES.sub("", DASHES.sub("-", word)).casefold().split())


def read(column: Column, kind: pl.Enum, theirs: Mapping[str, str]) -> None:
    """Put a column's words into ours; each spelling is looked at once."""
    column.values = column.values.cast(pl.String)
    text.read(column)
    ours = {folded(word): word for word in kind.categories}
    mapped = {folded(word): ours.get(folded(meant)) for word, meant in theirs.items()}
    meaning: dict[str, str | None] = {}
    for word in column.values.unique().drop_nulls():
        own = word if word in ours.values() else mapped.get(folded(word)) or ours.get(folded(word))
        meaning[word] = own
    texts = column.values
    unknown = [word for word, own in meaning.items() if own is None]
    _say(column, meaning, mapped)
    if unknown:
        graded = [word for word in unknown if column.name == "outcome" and _is_grade(word)]
        others = [word for word in unknown if word not in graded]
        column.refuse(
            texts.is_in(graded), "visit-graded", "is a judgement, and a visit is not graded", texts
        )
        column.refuse(texts.is_in(others), "word-unknown", "is not a known word", texts)
    column.values = texts.replace_strict(
        list(meaning), list(meaning.values()), default=None, return_dtype=kind
    )


def _say(column: Column, meaning: dict[str, str | None], mapped: Mapping[str, str | None]) -> None:
    """Note each spelling that was put into another."""
    for word, own in sorted(meaning.items()):
        if own is not None and own != word:
            check = "word-mapped" if folded(word) in mapped else "word-spelling"
            column.note(check, column.values == word, f'"{word}" is read as "{own}"')


def _is_grade(word: str) -> bool:
    return folded(word) in {folded(grade) for grade in JUDGEMENTS}
