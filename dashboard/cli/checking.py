"""Check a source of records: print what was found, as words or JSON, and write it as a report."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import click
import polars as pl

from dashboard.cli.options import (
    FOLDER,
    day_of_records_option,
    in_one_sentence,
    mapping_option,
)
from dashboard.files.csv import to_csv
from dashboard.measures.ledger import Line
from dashboard.records import snapshot
from dashboard.records.catalogue import CHECKS
from dashboard.records.check import RecordsError
from dashboard.records.findings import FAULT
from dashboard.records.intake import Intake, from_source
from dashboard.records.model import TABLES

LISTED = 100
"""Rows that are listed one by one; a report has them all."""


@click.command()
@click.argument("source")
@day_of_records_option
@mapping_option
@click.option(
    "--report",
    metavar="DIR",
    type=FOLDER,
    help="Write the rows set aside and all findings into this folder.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the account as JSON.")
@in_one_sentence
def check(
    source: str, as_at: date, mapping: Path | None, report: Path | None, as_json: bool
) -> None:
    """Say which rows cannot be used, and why.

    Nothing is published. It ends with 0 if every row can be used, and with 2 if not.

    SOURCE is a folder, a file, or an address such as postgresql://host/database.
    """
    try:
        with progress("Checking") as told:
            taken = from_source(source, as_at, mapping, told)
    except RecordsError as error:
        if as_json and error.finding:
            click.echo(json.dumps({"rejected": error.finding.as_dict()}, ensure_ascii=False))
        raise
    if report:
        write_report(report, taken)
    say(taken, as_json)
    if taken.set_aside.height:
        sys.exit(2)


@contextmanager
def progress(label: str) -> Iterator[Callable[[str], None]]:
    """Show a bar that moves with each table, where someone is watching."""
    hidden = not sys.stderr.isatty()
    with click.progressbar(
        length=len(TABLES) + 1, label=label, file=sys.stderr, hidden=hidden
    ) as bar:
        yield lambda _: bar.update(1)


def say(taken: Intake, as_json: bool, root: Path | None = None, name: str | None = None) -> None:
    """Print what became of every row, as JSON or in words, and the snapshot if one was made."""
    counted = snapshot.read_manifest(root, name)["ledger"] if root and name else {}
    if as_json:
        click.echo(json.dumps(_told(taken, name) | {"ledger": counted}, ensure_ascii=False))
        return
    for table, account in taken.accounts.items():
        aside, passed = account.set_aside.height, account.passed.height
        over = f", {passed} passed over" if passed else ""
        click.echo(f"{table}: {account.read} read, {account.kept} kept, {aside} set aside{over}")
    for row in taken.set_aside.head(LISTED).iter_rows(named=True):
        click.echo(f"{row['source_file']} row {row['source_row']}: {row['fault']}")
    if taken.set_aside.height > LISTED:
        more = taken.set_aside.height - LISTED
        click.echo(f"{more:,} more rows cannot be used; --report DIR writes them all.")
    for finding in taken.findings:
        if finding.said not in taken.notes:
            click.echo(finding.sentence)
    for note in taken.notes:
        click.echo(note)
    for line in counted.values():
        click.echo(f"Counted: {Line(**line)}")
    if name:
        click.echo(f"Snapshot {name}")


def _told(taken: Intake, name: str | None) -> dict[str, Any]:
    rows = _with_remedies(taken.set_aside)
    return {
        "snapshot": name,
        "source": taken.source,
        "tables": {table: account.as_dict() for table, account in taken.accounts.items()},
        "notes": taken.notes,
        "findings": [finding.as_dict() for finding in taken.findings],
        "rows": rows.head(LISTED).to_dicts(),
        "rows_not_listed": max(rows.height - LISTED, 0),
    }


def write_report(folder: Path, taken: Intake) -> None:
    """Write each table's rows set aside, with reasons and remedies, and a list of all findings.

    Text that a spreadsheet would run as a formula is led by an apostrophe.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for table, rows in taken.rows_aside.items():
        if rows.height:
            (folder / f"set-aside-{table}.csv").write_bytes(to_csv(_with_remedies(rows)))
    passed = [
        account.passed.with_columns(table=pl.lit(table))
        for table, account in taken.accounts.items()
        if account.passed.height
    ]
    if passed:
        (folder / "passed-over.csv").write_bytes(to_csv(pl.concat(passed)))
    kinds = {"row": pl.Int64, "count": pl.Int64}
    names = ("file", "row", "column", "value", "count", "check", "outcome", "said", "remedy")
    found = pl.DataFrame(
        [finding.as_dict() for finding in taken.findings],
        schema={name: kinds.get(name, pl.String) for name in names},
    )
    (folder / "findings.csv").write_bytes(to_csv(found))


def _with_remedies(rows: pl.DataFrame) -> pl.DataFrame:
    """Put beside each row's fault what its check always advises."""
    remedies = {name: check.remedy for name, check in CHECKS.items()}
    remedy = pl.col("check").replace_strict(remedies, default=None, return_dtype=pl.String)
    return rows.with_columns(remedy=remedy).select(*FAULT, "remedy", pl.exclude(*FAULT, "remedy"))
