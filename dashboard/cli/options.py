"""What the commands share: days, folders of snapshots, and one sentence for every fault."""

import sys
from collections.abc import Callable
from datetime import date, datetime
from functools import wraps
from pathlib import Path
from typing import Any

import click

from dashboard.areas import authorities
from dashboard.measures.measure import MeasureError
from dashboard.records.check import RecordsError
from dashboard.settings import Settings

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


class DayOfRecords(Day):
    """A day on which records may be as at: one for which there is a set of authorities."""

    def convert(self, value: Any, param: Any, ctx: Any) -> date:
        """Read a day, or say that it is too early."""
        day = super().convert(value, param, ctx)
        try:
            authorities.vintage_on(day)
        except ValueError as fault:
            self.fail(str(fault), param, ctx)
        return day


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


def chosen_root(snapshots: Path | None) -> Path | None:
    """Give the folder of snapshots that was named, here or in the environment, if any."""
    return snapshots or Settings().snapshots


def needed_root(snapshots: Path | None) -> Path:
    """Give the folder of snapshots, or say how to name one."""
    root = chosen_root(snapshots)
    if root is None:
        raise RecordsError("Say where snapshots are kept: --snapshots DIR or VISITS_SNAPSHOTS.")
    return root
