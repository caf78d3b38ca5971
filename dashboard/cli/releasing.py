"""Make, approve and verify releases: what may leave the inspectorate."""

import shlex
import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import click

from dashboard.cli.options import FOLDER, Day, chosen_root, in_one_sentence, snapshots_option
from dashboard.measures.store import Store
from dashboard.records.check import RecordsError
from dashboard.settings import Settings
from dashboard.snapshots import snapshot_folder

to_option = click.option(
    "--to",
    "folder",
    metavar="FOLDER",
    type=FOLDER,
    help="Folder of releases (default: $VISITS_RELEASES).",
)


@click.group(invoke_without_command=True)
@click.option("--as-at", metavar="DAY", type=Day(), help="Day of the figures, of a snapshot.")
@to_option
@click.option("--by", metavar="NAME", default="", help="Who makes it (default: who is logged in).")
@click.option("--approve", metavar="NAME", default=None, help="Who approves the draft of the day.")
@click.option("--verify", is_flag=True, help="Verify every release of the folder.")
@snapshots_option
@click.pass_context
@in_one_sentence
def release(
    context: click.Context,
    as_at: date | None,
    folder: Path | None,
    by: str,
    approve: str | None,
    verify: bool,
    snapshots: Path | None,
) -> None:
    """Make a release: a draft, until it is approved.

    Tables that are declared, rounded and audited with all earlier releases, as pages, workbook,
    pictures and briefings. What is approved is what share and public serve, and never changes.
    """
    _only_one({"--by": by, "--approve": approve is not None, "--verify": verify})
    if context.invoked_subcommand:
        return
    from dashboard.packs.released import lightly, written  # its libraries are slow to import

    root = _root(folder)
    if verify:
        from dashboard.disclosure.checking import verify as verified

        _say(verified(root, written, lightly), f"The releases in {root} are as they were made.")
        return
    if as_at is None:
        raise RecordsError("Say which day's figures: --as-at DAY, or --verify.")
    from dashboard.disclosure import making
    from dashboard.disclosure.declared import declared

    if approve is not None:
        made = making.approve(root, as_at, approve, written)
        click.echo(f"The release of {made.name} is approved: {len(made.files)} files.")
        return
    made = making.make(root, _opened(chosen_root(snapshots), as_at), declared(), written, by)
    click.echo(f"A draft of the release of {made.name} is in {made.path}. Look at it; then")
    to = shlex.join(["--as-at", made.name, "--to", str(root)])
    click.echo(f"somebody else approves it: visits-dashboard release {to} --approve NAME")


@release.command()
@to_option
@click.option("--verify", is_flag=True, help="Say what of the log does not hold.")
@click.option("--repair", is_flag=True, help="Keep what is whole; put the rest beside.")
@in_one_sentence
def log(folder: Path | None, verify: bool, repair: bool) -> None:
    """Show, verify or repair the log of releases."""
    from dashboard.disclosure import log as releases
    from dashboard.disclosure.folder import alone

    _only_one({"--verify": verify, "--repair": repair})
    root = _root(folder)
    if repair:
        with alone(root):
            click.echo(releases.repair(root))
    elif verify:
        _say(releases.faults(root), "The log of releases is whole.")
    else:
        for line in releases.read(root):
            click.echo(f"{line['at']} {line['act']} {line['release']} {line['by']}".rstrip())


def _only_one(acts: Mapping[str, object]) -> None:
    """Refuse two acts in one call, of which one would be left out."""
    asked = [name for name, is_asked in acts.items() if is_asked]
    if len(asked) > 1:
        raise RecordsError(f"{' and '.join(asked)} are different acts: give one of them.")


def _say(faults: list[str], well: str) -> None:
    for fault in faults:
        click.echo(fault, err=True)
    if faults:
        sys.exit(1)
    click.echo(well)


def _root(folder: Path | None) -> Path:
    found = folder or Settings().releases
    if found is None:
        raise RecordsError("Say where releases are kept: --to FOLDER or VISITS_RELEASES.")
    return found


def _opened(root: Path | None, as_at: date) -> Store:
    """Open the published snapshot of a day, or the illustrative records as known on it."""
    from dashboard.audit.reconciliation import open_reconciled

    if root is not None and as_at not in {day for day, _ in snapshot_folder.kept(root)}:
        raise RecordsError(f"There is no snapshot as at {as_at} in {root} to make a release from.")
    return open_reconciled(root, as_at)
