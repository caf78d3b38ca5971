"""The command that checks a source of records and says what publishing it would do."""

import json
import shlex
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from dashboard.cli import reaching, release
from dashboard.cli.account import say
from dashboard.cli.building import mapping_option
from dashboard.cli.dry_run import dry_run, needed
from dashboard.cli.options import (
    FOLDER,
    chosen_root,
    day_of_records_option,
    in_one_sentence,
    not_needed_option,
    snapshots_option,
)
from dashboard.cli.report import write_report
from dashboard.cli.taking_in import take_in
from dashboard.records.check import RecordsError


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
    help="Write the rows set aside and all issues into this folder.",
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
