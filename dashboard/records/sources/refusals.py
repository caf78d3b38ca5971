"""Refuse what a mapping says and cannot mean: each with what to write instead."""

from codecs import lookup
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import dataframely as dy
import polars as pl

from dashboard.records.issues import RecordsError
from dashboard.records.words import folded

LONGEST = 1000
"""Characters that a setting may have."""
EXCEL = "excel"
"""Declares that dates may be a spreadsheet's day numbers."""
SOME_DAY = date(2020, 11, 23)
EXAMPLES = {
    "file": 'file = "homes.csv"',
    "sheet": 'sheet = "Homes"',
    "table": 'table = "inspection.homes"',
    "columns": 'headings below a line of their own, [TABLE.columns], such as urn = "Provider ID"',
    "words": 'words below a line of their own, [TABLE.words.COLUMN], such as PRV = "Private"',
    "dates": 'dates = "%d/%m/%Y"',
    "encoding": 'encoding = "cp1252"',
    "separator": 'separator = ";"',
    "version": 'version = "modified_at"',
    "may_be_empty": "may_be_empty = true",
    "grace_days": "grace_days = 7",
}
"""How each setting is written."""


def texts(part: str | dict[str, str]) -> list[str]:
    """List the texts of a setting."""
    return [part] if isinstance(part, str) else [*part, *part.values()]


def short(path: Path, setting: str, said: list[str]) -> None:
    """Refuse a text without end."""
    if any(len(text) > LONGEST for text in said):
        raise RecordsError(f"{path.name}: {setting} is too long. Mend it.")


def known(path: Path, what: str, name: str, ours: Any) -> None:
    """Refuse a name that is none of ours, with the nearest that is."""
    if name not in ours:
        raise RecordsError(
            f"{path.name}: {name} is not a {what}.{_near(name, ours)} Use one of {', '.join(ours)}."
        )


def _near(name: str, ours: Any) -> str:
    near = get_close_matches(name.casefold(), list(ours), n=1, cutoff=0.5)
    return f" {near[0]} comes nearest." if near else ""


def once(path: Path, name: str, columns: dict[str, str]) -> None:
    """Refuse one heading for two of our columns: one of them would be left out."""
    given: dict[str, str] = {}
    for column, heading in columns.items():
        other = given.setdefault(heading.strip().casefold(), column)
        if other != column:
            raise RecordsError(
                f'{path.name}: [{name}.columns] gives "{heading}" to {other} and to {column}. '
                "Keep one."
            )


def meant(path: Path, where: str, column: dy.Column, words: dict[str, str]) -> None:
    """Refuse a meaning that is none of our words; nothing between the quotation marks is a blank.

    Two spellings that are read as one may not mean two things.
    """
    meanings: dict[str, str] = {}
    ours = {folded(word): word for word in getattr(column, "categories", ())}
    for word, meant in words.items():
        if ours and meant and folded(meant) not in ours:
            raise RecordsError(
                f'{path.name}: [{where}] {word} = "{meant}" is not a word of ours.'
                f"{_near(meant, ours.values())} Use one of {'; '.join(ours.values())}."
            )
        if meanings.setdefault(folded(word), meant) != meant:
            raise RecordsError(f'{path.name}: [{where}] gives "{word}" two meanings. Keep one.')


def date_form(path: Path, form: str) -> None:
    """Refuse a form that does not lead from a day as text back to the day."""
    if form == EXCEL:
        return
    try:
        said = pl.Series([SOME_DAY.strftime(form)])
        found = said.str.to_datetime(form, strict=False)[0] if "%H" in form else None
        found = found.date() if found else said.str.to_date(form, strict=False)[0]
    except (ValueError, pl.exceptions.PolarsError):
        found = None
    if found != SOME_DAY:
        raise RecordsError(
            f'{path.name}: dates = "{form}" is no form of a date. Write it with %d, %m (or %b, %B) '
            'and %Y, such as "%d/%m/%Y" or "%d/%m/%Y %H:%M", or as "excel".'
        )


def visits_only(path: Path, name: str, entry: dict[str, Any]) -> None:
    """Refuse what tells of visits under another table."""
    if "grace_days" in entry and name != "visits":
        raise RecordsError(
            f"{path.name}: grace_days does nothing in [{name}]. Write it under [visits]."
        )


def of_kind(path: Path, setting: str, value: Any) -> None:
    """Refuse a value of another kind than its setting takes."""
    kinds: dict[str, type] = {"may_be_empty": bool, "grace_days": int}
    tables = {"columns": str, "words": dict, "dates": str}
    is_table = setting in tables and (setting != "dates" or isinstance(value, dict))
    whole = type(value) is (dict if is_table else kinds.get(setting, str))
    if whole and is_table:
        whole = all(isinstance(part, tables[setting]) for part in value.values())
    if whole and setting == "words":
        whole = all(isinstance(word, str) for part in value.values() for word in part.values())
    if whole and setting == "separator":
        whole = len(value) == 1 and value not in '"\r\n\\' and value.isascii()
    if not whole:
        raise RecordsError(
            f"{path.name}: {setting} = {value!r} cannot be used. Write {EXAMPLES[setting]}."
        )


def encoding(path: Path, name: str | None) -> None:
    """Refuse an encoding that there is not."""
    try:
        lookup(name or "utf-8")
    except LookupError:
        raise RecordsError(
            f"{path.name}: there is no encoding {name}. Use one such as cp1252."
        ) from None
