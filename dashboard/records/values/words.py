"""Read words: ours whatever their capitals or dashes, theirs as mapping.toml puts them."""

from collections.abc import Mapping

import polars as pl

from dashboard.records.values import text
from dashboard.records.values.column import Column
from dashboard.records.words import JUDGEMENTS, folded


def read(column: Column, kind: pl.Enum, theirs: Mapping[str, str]) -> None:
    """Put a column's words into ours; each spelling is looked at once."""
    column.values = column.values.cast(pl.String)
    text.read(column)
    ours = {folded(word): word for word in kind.categories}
    blank_out(column, theirs)
    mapped = {folded(word): ours.get(folded(meant)) for word, meant in theirs.items() if meant}
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


def replace(column: Column, theirs: Mapping[str, str]) -> None:
    """Put what a source says into what its mapping says it means, before it is read."""
    column.values = column.values.cast(pl.String)
    text.read(column)
    blank_out(column, theirs)
    mapped = {folded(word): meant for word, meant in theirs.items() if meant}
    said = column.values.unique().drop_nulls()
    meaning = {word: mapped[folded(word)] for word in said if folded(word) in mapped}
    _say(column, meaning, mapped)
    column.values = column.values.replace(meaning)


def blank_out(column: Column, theirs: Mapping[str, str]) -> None:
    """Make null what a mapping says is a blank, and note each spelling."""
    blanks = {folded(word) for word, meant in theirs.items() if not meant}
    for word in column.values.unique().drop_nulls().sort():
        if folded(word) in blanks:
            column.note("word-mapped", column.values == word, f'"{word}" is read as blank')
            column.values = column.values.replace(word, None)


def _say(
    column: Column, meaning: Mapping[str, str | None], mapped: Mapping[str, str | None]
) -> None:
    """Note each spelling that was put into another."""
    for word, own in sorted(meaning.items()):
        if own is not None and own != word:
            check = "word-mapped" if folded(word) in mapped else "word-spelling"
            column.note(check, column.values == word, f'"{word}" is read as "{own}"')


def _is_grade(word: str) -> bool:
    return folded(word) in {folded(grade) for grade in JUDGEMENTS}
