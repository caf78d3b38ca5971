"""The mapping file: how someone else's files, columns, words and dates differ from ours."""

import tomllib
from codecs import lookup
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dashboard.records.findings import RecordsError
from dashboard.records.model import TABLES

MAPPING = "mapping.toml"
ISO = "%Y-%m-%d"
EXCEL = "excel"
"""Declares that dates may be a spreadsheet's day numbers."""


@dataclass(frozen=True)
class Mapping:
    """How one table differs from its template.

    `file`, `sheet` and `table` name where it is: in a folder, a workbook, a database. `columns`
    gives for each of our columns the heading there; `words` gives for a column their words and
    ours; `dates` is the form of every date, such as %d/%m/%Y, or "excel". `version` names the
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


Mappings = dict[str, Mapping]
"""A mapping for each table that has one, by the table's name."""


def read_mapping(path: Path) -> Mappings:
    """Read a mapping file, if there is one, refusing names that are not ours."""
    if not path.is_file():
        return {}
    try:
        tables: dict[str, dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))
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
        _of_kind(path, setting, value)
    for part in ("columns", "words"):
        for column in entry.get(part, {}):
            _known(path, "column", column, TABLES[name].columns())
    _encoding(path, entry.get("encoding"))
    return Mapping(**entry)


def _known(path: Path, what: str, name: str, ours: Any) -> None:
    if name not in ours:
        raise RecordsError(f"{path.name}: {name} is not a {what}. Use one of {', '.join(ours)}.")


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
        raise RecordsError(f"{path.name}: {setting} = {value!r} cannot be used. See README.md.")


def _encoding(path: Path, name: str | None) -> None:
    try:
        lookup(name or "utf-8")
    except LookupError:
        raise RecordsError(
            f"{path.name}: there is no encoding {name}. Use one such as cp1252."
        ) from None
