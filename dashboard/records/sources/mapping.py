"""The mapping file: how someone else's files, columns, words and dates differ from ours."""

import tomllib
from codecs import lookup
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import dataframely as dy
import polars as pl

from dashboard.records.findings import RecordsError
from dashboard.records.model import TABLES
from dashboard.records.words import folded

MAPPING = "mapping.toml"
ISO = "%Y-%m-%d"
LONGEST = 1000
"""Characters that a setting may have."""
EXCEL = "excel"
"""Declares that dates may be a spreadsheet's day numbers."""


@dataclass(frozen=True)
class Mapping:
    """How one table differs from its template.

    `file`, `sheet` and `table` name where it is: in a folder, a workbook, a database. `columns`
    gives for each of our columns the heading there; `words` gives for a column their words and
    ours (for any column; "" is a blank); `dates` is the form of every date, such as %d/%m/%Y,
    with its time of day if it has one, or "excel". `version` names the
    column that tells which of two rows with one key is later. `grace_days` is how far a visit
    may lie outside its setting's registration.
    """

    file: str | None = None
    sheet: str | None = None
    table: str | None = None
    columns: dict[str, str] = field(default_factory=dict)
    words: dict[str, dict[str, str]] = field(default_factory=dict)
    dates: str = ISO
    encoding: str | None = None
    separator: str = ","
    version: str | None = None
    may_be_empty: bool = False
    grace_days: int = 0


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

Mappings = dict[str, Mapping]
"""A mapping for each table that has one, by the table's name."""


def read_mapping(path: Path) -> Mappings:
    """Read a mapping file, if there is one, refusing names that are not ours."""
    if not path.is_file():
        return {}
    try:
        tables: dict[str, dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))
    except RecursionError:
        raise RecordsError(f"{path.name} is nested too deeply. Mend it.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RecordsError(f"{path.name} is not valid TOML: {error}. Mend it.") from error
    return {name: _mapping(path, name, entry, TABLES) for name, entry in tables.items()}


def _mapping(path: Path, name: str, entry: Any, tables: Any) -> Mapping:
    _known(path, "table", name, tables)
    if not isinstance(entry, dict):
        raise RecordsError(f"{path.name}: {name} is not a table of settings. Write it as [{name}].")
    fields = Mapping.__dataclass_fields__
    for setting, value in entry.items():
        _known(path, "setting", setting, fields)
        if not isinstance(value, dict):
            _short(path, setting, [str(value)])
        _of_kind(path, setting, value)
        if isinstance(value, dict):
            _short(path, setting, [text for part in value.values() for text in _texts(part)])
    for part in ("columns", "words"):
        for column in entry.get(part, {}):
            _known(path, "column", column, TABLES[name].columns())
    _once(path, name, entry.get("columns", {}))
    for column, words in entry.get("words", {}).items():
        _meant(path, f"{name}.words.{column}", TABLES[name].columns()[column], words)
    _encoding(path, entry.get("encoding"))
    _dates(path, entry.get("dates", ISO))
    _visits_only(path, name, entry)
    return Mapping(**entry)


def _texts(part: str | dict[str, str]) -> list[str]:
    return [part] if isinstance(part, str) else [*part, *part.values()]


def _short(path: Path, setting: str, texts: list[str]) -> None:
    if any(len(text) > LONGEST for text in texts):
        raise RecordsError(f"{path.name}: {setting} is too long. Mend it.")


def _known(path: Path, what: str, name: str, ours: Any) -> None:
    if name not in ours:
        raise RecordsError(
            f"{path.name}: {name} is not a {what}.{_near(name, ours)} Use one of {', '.join(ours)}."
        )


def _near(name: str, ours: Any) -> str:
    near = get_close_matches(name.casefold(), list(ours), n=1, cutoff=0.5)
    return f" {near[0]} comes nearest." if near else ""


def _once(path: Path, name: str, columns: dict[str, str]) -> None:
    """Refuse one heading for two of our columns: one of them would be left out."""
    given: dict[str, str] = {}
    for column, heading in columns.items():
        other = given.setdefault(heading.strip().casefold(), column)
        if other != column:
            raise RecordsError(
                f'{path.name}: [{name}.columns] gives "{heading}" to {other} and to {column}. '
                "Keep one."
            )


def _meant(path: Path, where: str, column: dy.Column, words: dict[str, str]) -> None:
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


def _dates(path: Path, form: str) -> None:
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


def _visits_only(path: Path, name: str, entry: dict[str, Any]) -> None:
    if "grace_days" in entry and name != "visits":
        raise RecordsError(
            f"{path.name}: grace_days does nothing in [{name}]. Write it under [visits]."
        )


def _of_kind(path: Path, setting: str, value: Any) -> None:
    """Refuse a value of another kind than its setting takes."""
    kinds: dict[str, type] = {"may_be_empty": bool, "grace_days": int}
    wanted = dict if setting in ("columns", "words") else kinds.get(setting, str)
    whole = type(value) is wanted
    texts = {"columns": str, "words": dict}.get(setting)
    if whole and texts:
        whole = all(isinstance(part, texts) for part in value.values())
    if whole and setting == "words":
        whole = all(isinstance(word, str) for part in value.values() for word in part.values())
    if whole and setting == "separator":
        whole = len(value) == 1 and value not in '"\r\n\\' and value.isascii()
    if not whole:
        raise RecordsError(
            f"{path.name}: {setting} = {value!r} cannot be used. Write {EXAMPLES[setting]}."
        )


def _encoding(path: Path, name: str | None) -> None:
    try:
        lookup(name or "utf-8")
    except LookupError:
        raise RecordsError(
            f"{path.name}: there is no encoding {name}. Use one such as cp1252."
        ) from None
