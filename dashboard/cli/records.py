"""Take records in: build a snapshot, read Ofsted's files, make illustrations."""

import shlex
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from dashboard import illustrative
from dashboard.cli.account import say
from dashboard.cli.building import How, gate_options, how_options
from dashboard.cli.options import (
    FOLDER,
    day_of_records_option,
    in_one_sentence,
    needed_root,
    not_needed_option,
    snapshots_option,
)
from dashboard.cli.taking_in import progress
from dashboard.illustrative.intake import from_illustration
from dashboard.publishing.publish import publish
from dashboard.publishing.refresh import Terms
from dashboard.publishing.telling import tell, telling
from dashboard.records import spark
from dashboard.records.check import RecordsError
from dashboard.records.intake import Intake, from_release, from_source
from dashboard.records.sources.addresses import settled


@click.command()
@click.argument("source")
@day_of_records_option
@snapshots_option
@how_options
@click.option("--json", "as_json", is_flag=True, help="Print the account as JSON.")
@in_one_sentence
def build(source: str, as_at: date, snapshots: Path | None, how: How, as_json: bool) -> None:
    """Build a snapshot from a source of records.

    SOURCE is a folder, a file, or an address such as postgresql://host/database. A Spark cluster,
    such as sc://host:15002, counts its records itself.
    """
    root = needed_root(snapshots)
    with ExitStack() as cluster:
        place = None
        with telling(root, as_at), progress("Reading") as told:
            address = settled(source)
            if address.startswith(spark.SCHEME):
                found = cluster.enter_context(spark.opened(address, how.schema))
                taken, place = found.take_in(as_at, spark.label(address)), found.place
            else:
                taken = from_source(source, as_at, how.mapping, told)
        if taken.set_aside.height and not how.set_aside:
            tell(root, as_at, f"{taken.set_aside.height} of its rows cannot be used.")
            raise RecordsError(_refusal(taken, source, as_at, how.mapping))
        terms = replace(how.terms, set_aside=how.set_aside)
        say(taken, as_json, root, publish(root, taken, as_at, terms, place))


@click.command("import-ofsted")
@click.argument("files", metavar="FILE...", type=FOLDER, nargs=-1, required=True)
@day_of_records_option
@snapshots_option
@gate_options
@not_needed_option
@click.option("--json", "as_json", is_flag=True, help="Print the account as JSON.")
@in_one_sentence
def import_ofsted(
    files: tuple[Path, ...],
    as_at: date,
    snapshots: Path | None,
    terms: Terms,
    not_needed: tuple[str, ...],
    as_json: bool,
) -> None:
    """Build a snapshot from Ofsted's files.

    FILE is a published file as it comes: CSV, or a whole release as ODS or XLSX.
    """
    root = needed_root(snapshots)
    with telling(root, as_at):
        taken = from_release(files, as_at, not_needed)
    say(taken, as_json, root, publish(root, taken, as_at, terms))


@click.command()
@snapshots_option
@in_one_sentence
def illustrate(snapshots: Path | None) -> None:
    """Make snapshots of illustrative records.

    One for each Monday of the programme, in the folder of snapshots.
    """
    root = needed_root(snapshots)
    with click.progressbar(illustrative.mondays(), label="Building snapshots") as days:
        names = [publish(root, from_illustration(day), day) for day in days]
    click.echo(f"{len(names)} snapshots, {names[0]} to {names[-1]}")


def _refusal(taken: Intake, source: str, as_at: date, mapping: Path | None) -> str:
    file, row, fault = taken.set_aside.select("source_file", "source_row", "fault").row(0)
    total = taken.set_aside.height
    others = f" ({total - 1} more rows cannot be used.)" if total > 1 else ""
    lost = [name for name, of in taken.accounts.items() if of.set_aside.height and not of.kept]
    empty = f", and {' and '.join(lost)} without a row" if lost else ""
    how = shlex.join(
        [source, "--as-at", str(as_at), *(["--mapping", str(mapping)] if mapping else [])]
    )
    can_check = not source.startswith(spark.SCHEME)  # a cluster counts its records itself
    listed = f"; visits-dashboard check {how} --report DIR lists them all." if can_check else "."
    allow = ' --allow empty --reason "…"' if lost else ""
    return (
        f"{file} row {row}: {fault.removesuffix('.')}.{others} Nothing was published. Mend the "
        f"file, or run again with --set-aside{allow} to publish without these rows{empty}{listed}"
    )
