"""What the commands share: days, folders of snapshots, and one sentence for every fault."""

import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from pathlib import Path
from typing import Any

import click

from dashboard.areas.vintages import vintage_on
from dashboard.chained_log import LogError
from dashboard.measures.measure import MeasureError
from dashboard.measures.road.targets import targets
from dashboard.publishing.refresh import Terms
from dashboard.records import words
from dashboard.records.check import RecordsError
from dashboard.records.model import TABLES
from dashboard.settings import INTERNAL, MODES, SettingError, Settings, stricter
from dashboard.snapshots.gates import GATES

DIGITS, NUMBER = re.compile(r"\d+"), re.compile(r"\d+(\.\d+)?")
FOLDER = click.Path(path_type=Path)
ALLOW = "Publish although this gate would stop it; needs --reason. May be given again."
REASON = "Why what --allow lets through is right; kept with the snapshot."
ASIDE = "Publish without the rows that cannot be used."
EXPECT = (
    "The rows that the sender of a table says there are, or what a column adds up to. May be given "
    "again."
)


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
mapping_option = click.option(
    "--mapping",
    metavar="FILE",
    type=FOLDER,
    help="File that names columns (default: mapping.toml at the source).",
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


def gate_options(command: Callable[..., None]) -> Callable[..., None]:
    """Let a command publish what a gate would stop; it is given `terms`."""

    @in_one_sentence
    @wraps(command)
    def run(
        *args: Any, allow: tuple[str, ...], reason: str, expect: tuple[str, ...], **options: Any
    ) -> None:
        command(*args, terms=Terms(allow, reason, _totals(expect)), **options)

    for option in (
        click.option("--reason", metavar="TEXT", default="", help=REASON),
        click.option(
            "--allow",
            metavar="GATE",
            multiple=True,
            type=click.Choice(sorted(GATES)),
            help=f"{ALLOW} The gates: {', '.join(sorted(GATES))}.",
        ),
        click.option("--expect", multiple=True, metavar="TABLE[.COLUMN]=TOTAL", help=EXPECT),
    ):
        run = option(run)
    return run


def _totals(pairs: tuple[str, ...]) -> dict[str, float]:
    """Read TABLE=ROWS and TABLE.COLUMN=TOTAL, refusing what has no such rows or total."""
    found: dict[str, float] = {}
    for pair in pairs:
        named, _, said = pair.partition("=")
        table, dot, column = named.partition(".")
        if table not in TABLES or not (DIGITS if not dot else NUMBER).fullmatch(said):
            known = ", ".join(TABLES)
            raise RecordsError(
                f'"{pair}" is neither TABLE=ROWS nor TABLE.COLUMN=TOTAL. The tables are {known}.'
            )
        numbers = [n for n, kind in TABLES[table].columns().items() if kind.dtype.is_numeric()]
        if dot and column not in numbers:
            known = ", ".join(numbers) or "none"
            raise RecordsError(f"{column} of {table} has no total. Those that have: {known}.")
        found[named] = float(said)
    return found


@dataclass(frozen=True)
class How:
    """How a source is built: what its names mean, what may be left out, and on what terms."""

    mapping: Path | None
    schema: str | None
    set_aside: bool
    terms: Terms

    def given(self) -> list[str]:
        """Write it as options again, for a command that runs by itself."""
        terms, named = self.terms, {"--mapping": self.mapping, "--schema": self.schema}
        named["--reason"] = terms.reason
        expected = [f"{name}={total:.15g}" for name, total in terms.expected.items()]
        return [
            *(part for name, value in named.items() if value for part in (name, str(value))),
            *(part for gate in terms.allowed for part in ("--allow", gate)),
            *(part for total in expected for part in ("--expect", total)),
            *(["--set-aside"] if self.set_aside else []),
        ]


def how_options(command: Callable[..., None]) -> Callable[..., None]:
    """Let a command say how a source is built; it is given `how`."""

    @gate_options
    @wraps(command)
    def run(
        *args: Any,
        mapping: Path | None,
        schema: str | None,
        set_aside: bool,
        terms: Terms,
        **options: Any,
    ) -> None:
        command(*args, how=How(mapping, schema, set_aside, terms), **options)

    for option in (
        click.option("--set-aside", is_flag=True, help=ASIDE),
        click.option(
            "--schema",
            metavar="NAME",
            help="Schema of the tables, where the source is a Spark cluster.",
        ),
        mapping_option,
    ):
        run = option(run)
    return run


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
