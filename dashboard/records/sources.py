"""Read records as they are: a folder of CSV or Parquet files, one for each table.

CSV is read as text and cast later, so that a value that does not fit sets aside its own row and
no other. A `mapping.toml` in the folder names someone else's files, columns, dates and words.
"""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import dataframely as dy
import polars as pl

from dashboard.records.check import RecordsError
from dashboard.records.model import TABLES, Records
from dashboard.settings import shipped

MAPPING = "mapping.toml"


@dataclass(frozen=True)
class Mapping:
    """How one table's file differs from the template: its name, columns, dates and words.

    `columns` gives for each of our columns the heading in the file; `words` gives for a column
    the file's words and ours; `dates` is the form of every date, such as %d/%m/%Y.
    """

    file: str | None = None
    columns: dict[str, str] = field(default_factory=dict)
    words: dict[str, dict[str, str]] = field(default_factory=dict)
    dates: str = "%Y-%m-%d"


def read_folder(folder: Path) -> Records:
    """Read every table that a folder holds, each row with its file and row number.

    The calendar and the milestones that come with the dashboard are used where the folder has
    none.
    """
    if not folder.is_dir():
        raise RecordsError(f"There is no folder {folder}. Give the folder that holds the files.")
    mappings = read_mapping(folder / MAPPING)
    found = {name: _find(folder, name, mappings.get(name, Mapping())) for name in TABLES}
    if found["settings"] is None:
        raise RecordsError(
            f"{folder} has no settings.csv or settings.parquet. Add the register of settings; "
            "its template is in data/templates."
        )
    return read_own() | {
        name: read_table(name, path, mappings.get(name, Mapping()))
        for name, path in found.items()
        if path is not None
    }


def read_own() -> Records:
    """Read the calendar and the milestones that come with the dashboard."""
    paths = {name: shipped("data") / f"{name}.csv" for name in ("calendar", "milestones")}
    return {name: read_table(name, path, Mapping()) for name, path in paths.items()}


def read_mapping(path: Path) -> dict[str, Mapping]:
    """Read a mapping file, if there is one, refusing names that are not ours."""
    if not path.is_file():
        return {}
    try:
        tables: dict[str, dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise RecordsError(f"{path.name} is not valid TOML: {error}. Mend it.") from error
    for name, entry in tables.items():
        _known(path, "table", name, TABLES)
        _known_each(path, "setting", entry, Mapping.__dataclass_fields__)
        for part in ("columns", "words"):
            _known_each(path, "column", entry.get(part, {}), TABLES[name].columns())
    return {name: Mapping(**entry) for name, entry in tables.items()}


def _known_each(path: Path, what: str, given: Any, ours: Any) -> None:
    for name in given:
        _known(path, what, name, ours)


def _known(path: Path, what: str, name: str, ours: Any) -> None:
    if name not in ours:
        raise RecordsError(f"{path.name}: {name} is not a {what}. Use one of {', '.join(ours)}.")


def _find(folder: Path, name: str, mapping: Mapping) -> Path | None:
    """Find a table's file; one that the mapping names must be there."""
    if mapping.file:
        if not (folder / mapping.file).is_file():
            raise RecordsError(
                f"{mapping.file} is not in {folder}. Add it, or mend its name in {MAPPING}."
            )
        return folder / mapping.file
    there = [folder / f"{name}{end}" for end in (".parquet", ".csv")]
    return next((path for path in there if path.is_file()), None)


def read_table(name: str, path: Path, mapping: Mapping) -> pl.DataFrame:
    """Read one file as a table: our columns only, with `source_file` and `source_row`."""
    rows = _read(path)
    headings = {mapping.columns.get(c, c): c for c in TABLES[name].column_names()}
    missing = [h for h in mapping.columns.values() if h not in rows.columns]
    if missing:
        raise RecordsError(
            f'{path.name} has no column "{missing[0]}". Its columns are '
            f"{', '.join(rows.columns)}. Mend it in {MAPPING}."
        )
    ours = rows.with_row_index("source_row", offset=2).with_columns(source_file=pl.lit(path.name))
    kept = [h for h in headings if h in rows.columns]
    others = [c for c in rows.columns if c not in headings]
    named = ours.select("source_file", "source_row", *kept, *others).rename(
        {h: headings[h] for h in kept}
    )
    return named.with_columns(_settle(name, c, mapping) for c in map(headings.__getitem__, kept))


def _read(path: Path) -> pl.DataFrame:
    if path.stat().st_size == 0:
        raise RecordsError(f"{path.name} is empty. Export it again.")
    try:
        if path.suffix == ".parquet":
            return pl.read_parquet(path)
        return pl.read_csv(path, infer_schema=False)
    except (pl.exceptions.PolarsError, OSError) as error:
        what = str(error).splitlines()[0]
        raise RecordsError(f"{path.name} cannot be read: {what}. Export it again.") from error


def _settle(name: str, column: str, mapping: Mapping) -> pl.Expr:
    """Trim text, put words into our own spelling, and read dates in the declared form.

    What cannot be settled is left as it is, so that checking can name it.
    """
    wanted = TABLES[name].columns()[column]
    text = pl.col(column).cast(pl.String).str.strip_chars()
    text = pl.when(text != "").then(text)
    if isinstance(wanted, dy.Enum):
        own = {word.casefold(): word for word in wanted.categories}
        theirs = {k.casefold(): v for k, v in mapping.words.get(column, {}).items()}
        return text.str.to_lowercase().replace_strict(own | theirs, default=text).alias(column)
    if isinstance(wanted, dy.Date) and mapping.dates != "%Y-%m-%d":
        day = text.str.to_date(mapping.dates, strict=False).dt.to_string("%Y-%m-%d")
        return pl.coalesce(day, text).alias(column)
    return text.alias(column)
