"""Check a source of records: print what was found, as words or JSON, and write it as a report."""

import json
import shlex
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import click

from dashboard.cli import reaching, release
from dashboard.cli.dry_run import dry_run, needed
from dashboard.cli.options import (
    FOLDER,
    chosen_root,
    day_of_records_option,
    in_one_sentence,
    mapping_option,
    not_needed_option,
    snapshots_option,
)
from dashboard.cli.report import with_remedies, write_report
from dashboard.measures.ledger import Line
from dashboard.records.catalogue import CHECKS
from dashboard.records.check import RecordsError
from dashboard.records.intake import Intake, from_release, from_source
from dashboard.records.model import TABLES
from dashboard.records.ofsted import contents, recognise
from dashboard.records.shown import in_short
from dashboard.snapshots import snapshot

LISTED = 100
"""Rows that are listed one by one; a report has them all."""


@click.command()
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True)
@day_of_records_option
@mapping_option
@not_needed_option
@snapshots_option
@click.option(
    "--report",
    metavar="DIR",
    type=FOLDER,
    help="Write the rows set aside and all findings into this folder.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the account as JSON.")
@in_one_sentence
def check(
    sources: tuple[str, ...],
    as_at: date,
    mapping: Path | None,
    not_needed: tuple[str, ...],
    snapshots: Path | None,
    report: Path | None,
    as_json: bool,
) -> None:
    """Say which rows cannot be used, and why.

    It says too what publishing the others would do; nothing is published. It ends with 0 if every
    row can be used, and with 2 if not.

    SOURCE is a folder, a file, or an address such as postgresql://host/database; or Ofsted's
    published files as they come, several or a folder of them: which it is, their content tells.
    """
    try:
        taken, files, left = take_in(sources, as_at, mapping, not_needed)
    except RecordsError as error:
        if as_json and error.issue:
            click.echo(json.dumps({"rejected": error.issue.as_dict()}, ensure_ascii=False))
        raise
    root = chosen_root(snapshots)
    against = dry_run(root, taken, as_at) if root else None
    if report:
        write_report(report, taken, against)
    more = release.as_dict(taken, as_at, files) if files and as_json else {}
    more |= {"reach": taken.reach.as_dict()} | ({"against": against.as_dict()} if against else {})
    say(taken, as_json, more=more)
    if not as_json:
        found = release.said(taken, as_at, files, left) if files else ()
        for sentence in (*found, *reaching.said(taken), *(against.said() if against else ())):
            click.echo(sentence)
        how = _how(mapping, not_needed, bool(taken.set_aside.height and not files))
        click.echo(_publishing(sources, files, [*how, "--as-at", str(as_at)], root))
        for sentence in needed(taken, as_at, against, "--set-aside" in how):
            click.echo(sentence)
    if taken.set_aside.height:
        sys.exit(2)


def _how(mapping: Path | None, not_needed: Sequence[str], set_aside: bool) -> list[str]:
    """Repeat how the records were read, as the command that publishes takes it."""
    how = ["--mapping", str(mapping)] if mapping else []
    how += [part for heading in not_needed for part in ("--not-needed", heading)]
    return how + ["--set-aside"] * set_aside


def _publishing(
    sources: Sequence[str], files: Sequence[Path], how: Sequence[str], root: Path | None
) -> str:
    """Write the command that would publish what was checked."""
    command = ["import-ofsted", *map(str, files)] if files else ["build", *sources]
    kept = ["--snapshots", str(root)] if root else []
    said = f"To publish: visits-dashboard {shlex.join([*command, *how, *kept])}"
    return said if root else f"{said} --snapshots DIR"


def take_in(
    sources: Sequence[str], as_at: date, mapping: Path | None, not_needed: Sequence[str]
) -> tuple[Intake, tuple[Path, ...], tuple[Path, ...]]:
    """Take in an extract, or Ofsted's files; give these too, none for an extract, and those left.

    A file that is named is one of Ofsted's if another is; in a folder, what is not is left.
    """
    maybe = () if mapping else recognise.candidates(sources)
    with progress("Checking", len(maybe)) as told:
        files = recognise.published(maybe, told)
        if files:
            named = (Path(source) for source in sources if not Path(source).is_dir())
            files = tuple(dict.fromkeys([*named, *files]))
            left = tuple(path for path in maybe if path not in files)
            return from_release(files, as_at, not_needed), files, left
        if len(sources) > 1:
            raise RecordsError(
                f"{' and '.join(sources)} are not Ofsted's files. Give them all as Ofsted "
                "published them, or one source of records at a time."
            )
        if not_needed:
            raise RecordsError(
                "--not-needed is for Ofsted's files. Leave it out: other columns of an extract are "
                "not read."
            )
        try:
            return from_source(sources[0], as_at, mapping, told), (), ()
        except RecordsError as fault:
            raise _either(fault, maybe) from None


def _either(fault: RecordsError, files: Sequence[Path]) -> RecordsError:
    """Say of a file that is neither kind what it lacks for each."""
    if len(files) != 1 or fault.issue is None or fault.issue.check != "table-missing":
        return fault
    try:
        contents.find(files)
    except RecordsError as other:
        both = RecordsError(f"{fault} If it is one of Ofsted's files: {other}")
        both.issue = fault.issue
        return both
    return fault


@contextmanager
def progress(label: str, files: int = 0) -> Iterator[Callable[[str], None]]:
    """Show a bar that moves with each file and table, where someone is watching."""
    hidden, length = not sys.stderr.isatty(), files + len(TABLES) + 1
    with click.progressbar(length=length, label=label, file=sys.stderr, hidden=hidden) as bar:
        yield lambda _: bar.update(1)
        bar.update(length - bar.pos)


def say(
    taken: Intake,
    as_json: bool,
    root: Path | None = None,
    name: str | None = None,
    more: Mapping[str, Any] | None = None,
) -> None:
    """Print what became of every row, as JSON or in words, and the snapshot if one was made.

    `more` goes into the JSON.
    """
    counted = snapshot.read_manifest(root, name)["ledger"] if root and name else {}
    if as_json:
        click.echo(
            json.dumps(
                _told(taken, name) | {"ledger": counted} | dict(more or {}), ensure_ascii=False
            )
        )
        return
    for table, account in taken.accounts.items():
        aside, passed = account.set_aside.height, account.passed.height
        over = f", {passed} passed over" if passed else ""
        click.echo(f"{table}: {account.read} read, {account.kept} kept, {aside} set aside{over}")
    for row in taken.set_aside.head(LISTED).iter_rows(named=True):
        click.echo(f"{row['source_file']} row {row['source_row']}: {in_short(row['fault'])}")
    if taken.set_aside.height > LISTED:
        others = taken.set_aside.height - LISTED
        click.echo(f"{others:,} more rows cannot be used; --report DIR writes them all.")
    for check in taken.set_aside["check"].unique(maintain_order=True):
        click.echo(f"{check}: {CHECKS[check].remedy}")
    for issue in taken.issues:
        if issue.said not in taken.notes:
            click.echo(issue.sentence)
    for note in taken.notes:
        click.echo(in_short(note))
    for line in counted.values():
        click.echo(f"Counted: {Line(**line)}")
    if name:
        click.echo(f"Snapshot {name}")


def _told(taken: Intake, name: str | None) -> dict[str, Any]:
    rows = with_remedies(taken.set_aside)
    return {
        "snapshot": name,
        "source": taken.source,
        "tables": {table: account.as_dict() for table, account in taken.accounts.items()},
        "notes": taken.notes,
        "findings": [issue.as_dict() for issue in taken.issues],
        "rows": rows.head(LISTED).to_dicts(),
        "rows_not_listed": max(rows.height - LISTED, 0),
    }
