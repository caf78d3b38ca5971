"""What the commands share: days, folders of snapshots, and one sentence for every fault."""

import sys
from collections.abc import Callable
from datetime import date, datetime
from functools import wraps
from pathlib import Path
from typing import Any

import click

from dashboard.areas.vintages import vintage_on
from dashboard.chained_log import LogError
from dashboard.measures.measure import MeasureError
from dashboard.measures.road.targets import targets
from dashboard.records import words
from dashboard.records.check import RecordsError
from dashboard.settings import INTERNAL, MODES, SettingError, Settings, stricter

FOLDER = click.Path(path_type=Path)


class Day(click.ParamType):
    """A day, written as 2020-12-07."""

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
            vintage_on(day)
        except ValueError as fault:
            self.fail(str(fault), param, ctx)
        return day


def in_one_sentence(command: Callable[..., None]) -> Callable[..., None]:
    """End a command on a fault with its sentence and exit code 2, never a traceback."""

    @wraps(command)
    def run(*args: Any, **options: Any) -> None:
        try:
            command(*args, **options)
        except (RecordsError, MeasureError, SettingError, LogError) as fault:
            click.echo(str(fault), err=True)
            sys.exit(2)
        except OSError as fault:
            if fault.filename is None:  # no fault of a file: click ends a broken pipe in silence
                raise
            click.echo(f"{fault.filename} cannot be used: {fault.strerror}.", err=True)
            sys.exit(2)

    return run


as_at_option = click.option("--as-at", type=Day(), help="Day of the figures (default: the latest).")
day_of_records_option = click.option(
    "--as-at", type=DayOfRecords(), required=True, help="Day of the figures, such as 2021-03-31."
)
not_needed_option = click.option(
    "--not-needed",
    multiple=True,
    metavar="HEADING",
    help="Pass over a column of Ofsted's though its heading looks like a fact. May be given again.",
)
snapshots_option = click.option(
    "--snapshots",
    metavar="DIR",
    type=FOLDER,
    help="Folder of snapshots (default: $VISITS_SNAPSHOTS).",
)
form_option = click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json"]),
    default="table",
    show_default=True,
    help="How it is written.",
)


mode_option = click.option(
    "--mode", type=click.Choice(MODES), help="Who it is for (default: $VISITS_MODE, internal)."
)


def chosen_mode(mode: str | None) -> str:
    """Give the mode that was named; where the environment names one too, the stricter."""
    return stricter(mode or INTERNAL, Settings().mode)


def internal_only() -> None:
    """Refuse to print where figures are for outside."""
    mode = Settings().mode
    if mode != INTERNAL:
        raise SettingError(
            f'This prints all that is known, and VISITS_MODE is "{mode}". What is for outside is '
            "a release."
        )


def check_targets() -> None:
    """Refuse targets for what there is not, before a page is laid out with them."""
    known = (*words.SETTING_TYPES, *words.GROUPS)
    for target in targets():
        if target.covers not in known:
            raise SettingError(
                f'The target of {target.track} covers "{target.covers}". Use one of '
                f"{', '.join(known)}."
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
