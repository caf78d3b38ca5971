"""The options of commands that build a snapshot: what its source means, and past which gates."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any

import click

from dashboard.cli.options import FOLDER, in_one_sentence
from dashboard.publishing.refresh import Terms
from dashboard.records.check import RecordsError
from dashboard.records.model import TABLES
from dashboard.snapshots.gates import GATES

DIGITS, NUMBER = re.compile(r"\d+"), re.compile(r"\d+(\.\d+)?")
ALLOW = "Publish although this gate would stop it; needs --reason. May be given again."
REASON = "Why what --allow lets through is right; kept with the snapshot."
ASIDE = "Publish without the rows that cannot be used."
EXPECT = (
    "The rows that the sender of a table says there are, or what a column adds up to. May be given "
    "again."
)

mapping_option = click.option(
    "--mapping",
    metavar="FILE",
    type=FOLDER,
    help="File that names columns (default: mapping.toml at the source).",
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
