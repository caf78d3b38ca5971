"""Take records in: check a folder, build a snapshot, read Ofsted's files, make illustrations."""

import json
import sys
from datetime import date
from pathlib import Path

import click

from dashboard.cli.options import (
    FOLDER,
    DayOfRecords,
    gate_options,
    in_one_sentence,
    needed_root,
    snapshots_option,
)
from dashboard.publishing import Terms, publish, tell, telling
from dashboard.records import illustrative
from dashboard.records.check import RecordsError
from dashboard.records.intake import Intake, from_folder, from_illustration, from_release


@click.command()
@click.argument("folder", type=FOLDER)
@click.option("--as-at", type=DayOfRecords(), required=True, help="Day of the figures.")
@click.option("--json", "as_json", is_flag=True, help="Print the account as JSON.")
@in_one_sentence
def check(folder: Path, as_at: date, as_json: bool) -> None:
    """Check a folder of records and say which rows cannot be used, and why."""
    taken = from_folder(folder, as_at)
    _say(taken, as_json)
    if taken.set_aside.height:
        sys.exit(2)


@click.command()
@click.argument("folder", type=FOLDER)
@click.option("--as-at", type=DayOfRecords(), required=True, help="Day of the figures.")
@snapshots_option
@click.option("--set-aside", is_flag=True, help="Publish without the rows that cannot be used.")
@gate_options
@click.option("--json", "as_json", is_flag=True, help="Print the account as JSON.")
@in_one_sentence
def build(
    folder: Path,
    as_at: date,
    snapshots: Path | None,
    set_aside: bool,
    terms: Terms,
    as_json: bool,
) -> None:
    """Build a snapshot from a folder of CSV or Parquet files."""
    root = needed_root(snapshots)
    with telling(root, as_at):
        taken = from_folder(folder, as_at)
    if taken.set_aside.height and not set_aside:
        tell(root, as_at, f"{taken.set_aside.height} of its rows cannot be used.")
        raise RecordsError(_refusal(taken))
    _say(taken, as_json, publish(root, taken, as_at, terms))


@click.command("import-ofsted")
@click.argument("files", type=FOLDER, nargs=-1, required=True)
@click.option("--as-at", type=DayOfRecords(), required=True, help="Day of the register.")
@snapshots_option
@gate_options
@click.option("--json", "as_json", is_flag=True, help="Print the account as JSON.")
@in_one_sentence
def import_ofsted(
    files: tuple[Path, ...], as_at: date, snapshots: Path | None, terms: Terms, as_json: bool
) -> None:
    """Build a snapshot from Ofsted's published files, as CSV or as one ODS."""
    root = needed_root(snapshots)
    with telling(root, as_at):
        taken = from_release(files, as_at)
    _say(taken, as_json, publish(root, taken, as_at, terms))


@click.command()
@snapshots_option
@in_one_sentence
def illustrate(snapshots: Path | None) -> None:
    """Build a snapshot of the illustrative records for each Monday of the programme."""
    root = needed_root(snapshots)
    with click.progressbar(illustrative.mondays(), label="Building snapshots") as days:
        names = [publish(root, from_illustration(day), day) for day in days]
    click.echo(f"{len(names)} snapshots, {names[0]} to {names[-1]}")


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
