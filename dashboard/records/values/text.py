"""Read text: without the spaces around it, and blank where a word says so."""

import polars as pl

from dashboard.records.values.column import Column

BLANK_WORDS = (
    *("n/a", "na", "n.a.", "-", "--", "–", "—", "null", "none", "tbc", "tbd", "nan", "nat"),
    *("not known", "not available", "not applicable", "unknown"),
)
ERROR = r"^(#(N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|FIELD!|GETTING_DATA)|Err:\d+)$"
UNSEEN = r"[\p{Cf}]"
AROUND = r"^[\p{Z}\p{Cf}\s]+|[\p{Z}\p{Cf}\s]+$"


def read(column: Column, key: bool = False) -> None:
    """Trim text, refuse a cell's error, and make a word for a blank null."""
    text = column.values
    foreign = (text.str.len_bytes() != text.str.len_chars()).any()
    trimmed = text.str.replace_all(AROUND, "") if foreign else text.str.strip_chars()
    if foreign and key:
        trimmed = trimmed.str.replace_all(UNSEEN, "")
    filled = trimmed.replace("", None)
    blank = text.is_not_null() & filled.is_null()
    column.values = text.set(blank, None) if blank.any() else text
    column.repair("text-spaces", filled, "spaces and invisible signs are taken off")
    if foreign:
        _warn_of_garbled(column)
    errors = filled.str.contains(ERROR)
    if errors.any():
        column.refuse(errors, "cell-error", "is an error", filled)
        filled = filled.set(errors.fill_null(False), None)
        column.values = filled
    blank_words = filled.str.to_lowercase().is_in(BLANK_WORDS).fill_null(False)
    said = filled.filter(blank_words).unique().to_list()
    if said:
        listed = ", ".join(sorted(said))
        column.repair("blank-word", filled.replace(said, [None]), f'read as blank: "{listed}"')


def are_numbers(text: pl.Series) -> bool:
    """Say whether all of some text is whole numbers, with nothing around them, or not there."""
    return text.cast(pl.Int64, strict=False).null_count() == text.null_count()


def read_key(column: Column) -> None:
    """Read a key: text, without the .0 that a spreadsheet may have given a number."""
    if are_numbers(column.values):
        return
    read(column, key=True)
    number = column.values.str.contains(r"^\d+\.0+$")
    if number.any():
        whole = column.values.str.replace(r"^(\d+)\.0+$", "$1")
        column.repair("number-zero", whole, "the .0 is taken off")


def _warn_of_garbled(column: Column) -> None:
    """Warn of text that was once written as UTF-8 and read as Windows-1252."""
    foreign = column.values.str.len_bytes() != column.values.str.len_chars()
    words = [word for word in column.values.filter(foreign).unique() if garbled(word)]
    if words:
        which = column.values.is_in(words).fill_null(False)
        column.note("text-garbled", which, f'letters may have been decoded wrongly: "{words[0]}"')


def garbled(word: str) -> bool:
    """Say whether text is UTF-8 that was decoded as Windows-1252."""
    try:
        return word.encode("cp1252").decode("utf-8") != word
    except UnicodeError:
        return False
