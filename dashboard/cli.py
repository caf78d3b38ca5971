"""visits-dashboard: serve the pages, check and build snapshots, print measures."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import wraps
from pathlib import Path
from typing import Any

import click
import polars as pl

from dashboard import store
from dashboard.areas import authorities
from dashboard.files.csv import to_csv
from dashboard.measures.definitions import BY_NAME
from dashboard.measures.measure import COLUMNS, MeasureError, evaluate
from dashboard.measures.shape import TYPES
from dashboard.records import words
from dashboard.records.check import RecordsError
from dashboard.records.intake import Intake, from_folder, from_release
from dashboard.settings import PACKAGE, Settings

FOLDER = click.Path(path_type=Path)


class Day(click.ParamType):
    """A day as yyyy-mm-dd."""

    name = "date"

    def convert(self, value: Any, param: Any, ctx: Any) -> date:
        """Read a day, or say what form it should have."""
        if isinstance(value, date):
            return value
        try:
            return datetime.strptime(value, "%Y-%m-%d").date()
        except ValueError:
            self.fail(f'"{value}" is not a date. Write it as 2020-12-07.', param, ctx)


def in_one_sentence(command: Callable[..., None]) -> Callable[..., None]:
    """End a command on a fault with its sentence and exit code 2, never a traceback."""

    @wraps(command)
    def run(*args: Any, **options: Any) -> None:
        try:
            command(*args, **options)
        except (RecordsError, MeasureError) as fault:
            click.echo(str(fault), err=True)
            sys.exit(2)

    return run


as_at_option = click.option("--as-at", type=Day(), help="Day of the figures.")
snapshots_option = click.option(
    "--snapshots", type=FOLDER, help="Folder of snapshots (default: $VISITS_SNAPSHOTS)."
)


@click.group()
@click.version_option(package_name="visits-dashboard")
def main() -> None:
    """Show visits to children's services settings, from records to figures."""


@main.command()
@snapshots_option
@click.option("--port", default=8501, show_default=True, help="Port on this machine.")
@click.option("--address", default="127.0.0.1", show_default=True, help="Address to listen on.")
@in_one_sentence
def serve(snapshots: Path | None, port: int, address: str) -> None:
    """Serve the dashboard (the illustrative records, unless there is a folder of snapshots)."""
    root = _root(snapshots)
    found = store.open_store(root)
    click.echo(f"{found.source}, as at {found.as_at}: http://{address}:{port}")
    if root is not None:
        os.environ["VISITS_SNAPSHOTS"] = str(root.resolve())
    os.environ.setdefault("POLARS_MAX_THREADS", "1")  # small tables: threads only cost
    command = [sys.executable, "-m", "streamlit", "run", str(PACKAGE / "server.py")]
    options = [f"--server.port={port}", f"--server.address={address}"]
    configured = PACKAGE if (PACKAGE / ".streamlit").is_dir() else PACKAGE.parent
    sys.exit(subprocess.run([*command, *options], cwd=configured, check=False).returncode)


@main.command()
@click.argument("folder", type=FOLDER)
@click.option("--as-at", type=Day(), required=True, help="Day of the figures.")
@click.option("--json", "as_json", is_flag=True, help="Print the account as JSON.")
@in_one_sentence
def check(folder: Path, as_at: date, as_json: bool) -> None:
    """Check a folder of records and say which rows cannot be used, and why."""
    taken = from_folder(folder, as_at)
    _say(taken, as_json)
    if taken.set_aside.height:
        sys.exit(2)


@main.command()
@click.argument("folder", type=FOLDER)
@click.option("--as-at", type=Day(), required=True, help="Day of the figures.")
@snapshots_option
@click.option("--set-aside", is_flag=True, help="Publish without the rows that cannot be used.")
@click.option("--json", "as_json", is_flag=True, help="Print the account as JSON.")
@in_one_sentence
def build(
    folder: Path, as_at: date, snapshots: Path | None, set_aside: bool, as_json: bool
) -> None:
    """Build a snapshot from a folder of CSV or Parquet files."""
    root = _needed(snapshots)
    taken = from_folder(folder, as_at)
    if taken.set_aside.height and not set_aside:
        raise RecordsError(_refusal(taken))
    _say(taken, as_json, store.publish(root, taken, as_at))


@main.command("import-ofsted")
@click.argument("files", type=FOLDER, nargs=-1, required=True)
@click.option("--as-at", type=Day(), required=True, help="Day of the register.")
@snapshots_option
@click.option("--json", "as_json", is_flag=True, help="Print the account as JSON.")
@in_one_sentence
def import_ofsted(
    files: tuple[Path, ...], as_at: date, snapshots: Path | None, as_json: bool
) -> None:
    """Build a snapshot from Ofsted's published files, as CSV or as one ODS."""
    root = _needed(snapshots)
    taken = from_release(files, as_at)
    _say(taken, as_json, store.publish(root, taken, as_at))


@main.command()
@click.argument("name", metavar="NAME", type=click.Choice(sorted(BY_NAME)))
@click.option("--by", multiple=True, help=f"Split by a column: {', '.join(COLUMNS)}.")
@click.option("--where", multiple=True, metavar="COLUMN=VALUE", help="Limit a column to a word.")
@click.option("--from", "since", type=Day(), help="A declared start (default: the latest).")
@click.option("--to", "until", type=Day(), help="A Sunday (default: the day of the figures).")
@as_at_option
@snapshots_option
@click.option("--format", "form", type=click.Choice(["table", "csv", "json"]), default="table")
@in_one_sentence
def measure(
    name: str,
    by: tuple[str, ...],
    where: tuple[str, ...],
    since: date | None,
    until: date | None,
    as_at: date | None,
    snapshots: Path | None,
    form: str,
) -> None:
    """Print a measure: what a page shows is what this prints."""
    opened = store.open_store(_root(snapshots), as_at)
    asked = read_where(where, opened)
    result = evaluate(BY_NAME[name], opened.cube, opened.period(since, until), by, asked)
    click.echo(FORMS[form](result))
    for note in opened.notes if form == "table" else ():
        click.echo(note, err=True)


def read_where(pairs: Sequence[str], opened: store.Store) -> dict[str, str]:
    """Read COLUMN=VALUE limits, refusing a column or a word that the records do not have."""
    asked: dict[str, str] = {}
    for pair in pairs:
        column, equals, word = pair.partition("=")
        if not equals or column not in COLUMNS:
            raise MeasureError(
                f'"{pair}" is not COLUMN=VALUE. The columns are {", ".join(COLUMNS)}.'
            )
        check_word(column, word, opened)
        asked[column] = word
    return asked


def check_word(column: str, word: str, opened: store.Store) -> None:
    """Refuse a word that a column cannot hold, naming those it can."""
    kind = TYPES[column]
    if isinstance(kind, pl.Enum):
        known = [*kind.categories, *(words.GROUPS if column == "setting_type" else ())]
        if word not in known:
            raise MeasureError(f'{column} is never "{word}". Use one of: {"; ".join(known)}.')
    elif column == "la_code" and word not in set(opened.authorities["la_code"]):
        raise MeasureError(authorities.why_not(word, opened.vintage))


def _as_json(result: pl.DataFrame) -> str:
    return json.dumps(result.to_dicts(), default=str, ensure_ascii=False)


def _as_table(result: pl.DataFrame) -> str:
    with pl.Config(tbl_rows=-1, tbl_cols=-1, tbl_hide_column_data_types=True, fmt_str_lengths=70):
        return str(result).partition("\n")[2]


FORMS: dict[str, Callable[[pl.DataFrame], str]] = {
    "table": _as_table,
    "csv": lambda result: to_csv(result).decode("utf-8-sig").replace("\r\n", "\n").rstrip(),
    "json": _as_json,
}


def _root(snapshots: Path | None) -> Path | None:
    return snapshots or Settings().snapshots


def _needed(snapshots: Path | None) -> Path:
    root = _root(snapshots)
    if root is None:
        raise RecordsError("Say where snapshots are kept: --snapshots DIR or VISITS_SNAPSHOTS.")
    return root


def _refusal(taken: Intake) -> str:
    file, row, fault = taken.set_aside.row(0)
    total = taken.set_aside.height
    others = f" ({total - 1} more rows cannot be used.)" if total > 1 else ""
    return (
        f"{file} row {row}: {fault.removesuffix('.')}.{others} Nothing was published. Mend the "
        "file, or run again with --set-aside to publish without these rows; "
        "visits-dashboard check lists them all."
    )


def _say(taken: Intake, as_json: bool, name: str | None = None) -> None:
    """Print what became of every row, as JSON or in words, and the snapshot if one was made."""
    accounts = {table: account.as_dict() for table, account in taken.accounts.items()}
    if as_json:
        told = {"snapshot": name, "tables": accounts, "notes": taken.notes}
        click.echo(json.dumps(told, ensure_ascii=False))
        return
    for table, account in taken.accounts.items():
        aside = account.set_aside.height
        click.echo(f"{table}: {account.read} read, {account.kept} kept, {aside} set aside")
    for file, row, fault in taken.set_aside.rows():
        click.echo(f"{file} row {row}: {fault}")
    for note in taken.notes:
        click.echo(note)
    if name:
        click.echo(f"Snapshot {name}")


if __name__ == "__main__":
    main()
