"""The mapping file: how someone else's files, columns, words and dates differ from ours."""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import dataframely as dy

from dashboard.records.issues import RecordsError
from dashboard.records.model import TABLES
from dashboard.records.sources import refusals
from dashboard.records.sources.refusals import EXCEL as EXCEL

MAPPING = "mapping.toml"
ISO = "%Y-%m-%d"


@dataclass(frozen=True)
class Mapping:
    """How one table differs from its template.

    `file`, `sheet` and `table` name where it is: in a folder, a workbook, a database. `columns`
    gives for each of our columns the heading there; `words` gives for a column their words and
    ours (for any column; "" is a blank); `dates` is the form of every date, such as %d/%m/%Y,
    with its time of day if it has one, or "excel"; or the form for a column. `version` names the
    column that tells which of two rows with one key is later. `grace_days` is how far a visit
    may lie outside its setting's registration.
    """

    file: str | None = None
    sheet: str | None = None
    table: str | None = None
    columns: dict[str, str] = field(default_factory=dict)
    words: dict[str, dict[str, str]] = field(default_factory=dict)
    dates: str | dict[str, str] = ISO
    encoding: str | None = None
    separator: str = ","
    version: str | None = None
    may_be_empty: bool = False
    grace_days: int = 0

    def form(self, column: str) -> str:
        """Give the form of the dates of a column."""
        return self.dates if isinstance(self.dates, str) else self.dates.get(column, ISO)


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
    refusals.known(path, "table", name, tables)
    if not isinstance(entry, dict):
        raise RecordsError(f"{path.name}: {name} is not a table of settings. Write it as [{name}].")
    fields = Mapping.__dataclass_fields__
    for setting, value in entry.items():
        refusals.known(path, "setting", setting, fields)
        if not isinstance(value, dict):
            refusals.short(path, setting, [str(value)])
        refusals.of_kind(path, setting, value)
        if isinstance(value, dict):
            refusals.short(
                path, setting, [text for part in value.values() for text in refusals.texts(part)]
            )
    for part in ("columns", "words"):
        for column in entry.get(part, {}):
            refusals.known(path, "column", column, TABLES[name].columns())
    refusals.once(path, name, entry.get("columns", {}))
    for column, words in entry.get("words", {}).items():
        refusals.meant(path, f"{name}.words.{column}", TABLES[name].columns()[column], words)
    refusals.encoding(path, entry.get("encoding"))
    forms = entry.get("dates", ISO)
    for column in forms if isinstance(forms, dict) else ():
        refusals.known(path, "column of days", column, _days_of(name))
    for form in forms.values() if isinstance(forms, dict) else [forms]:
        refusals.date_form(path, form)
    refusals.visits_only(path, name, entry)
    return Mapping(**entry)


def _days_of(table: str) -> list[str]:
    return [c for c, kind in TABLES[table].columns().items() if isinstance(kind, dy.Date)]
