"""Print what changed between two snapshots."""

from datetime import date
from pathlib import Path

import click
import polars as pl

from dashboard.audit import earlier
from dashboard.audit.changes import Changes
from dashboard.cli.measures import FORMS
from dashboard.cli.options import (
    Day,
    chosen_root,
    form_option,
    in_one_sentence,
    internal_only,
    snapshots_option,
)
from dashboard.exhibits.data.changes import steps
from dashboard.measures import opening
from dashboard.measures.definitions import BY_NAME


@click.command()
@click.option("--from", "since", type=Day(), required=True, help="Day of the earlier figures.")
@click.option("--to", "until", type=Day(), help="Day of the later ones (default: the latest).")
@click.option(
    "--measure",
    "name",
    metavar="NAME",
    type=click.Choice(sorted(BY_NAME)),
    help="Explain one measure, by the settings and records behind each step.",
)
@click.option("--records", is_flag=True, help="List the records that differ, not the figures.")
@snapshots_option
@form_option
@in_one_sentence
def changes(
    since: date,
    until: date | None,
    name: str | None,
    records: bool,
    snapshots: Path | None,
    form: str,
) -> None:
    """Print what changed between two days.

    The steps of every measure, which add up, from the snapshot kept for one day to that for the
    other; with --measure one of them, and with --records every record that differs.
    """
    internal_only()
    root = chosen_root(snapshots)
    compared = earlier.between(opening.open_store(root, since), opening.open_store(root, until))
    click.echo(FORMS[form](_asked(compared, name, records)))
    days = (compared.previous.as_at, compared.store.as_at)
    if (since, until or days[1]) != days:
        click.echo(f"The snapshots kept for these days are of {days[0]} and {days[1]}.", err=True)


def _asked(compared: Changes, name: str | None, records: bool) -> pl.DataFrame:
    if name:
        measure = BY_NAME[name]
        method = compared.steps(measure).filter(pl.col("kind") == "method changed")
        moved = (pl.col("numerator") != 0) | (pl.col("denominator") != 0)
        told = {"urn": pl.lit(None, pl.String), "records": pl.lit(compared.recounted(measure))}
        behind = compared.by_setting(measure)
        found = pl.concat(
            [method.filter(moved).with_columns(**told).select(behind.columns), behind]
        )
    else:
        found = compared.rows if records else steps(compared)
    return found.with_columns(pl.col(found.columns[0]).cast(pl.String))
