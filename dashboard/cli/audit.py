"""Check the log of who did what: that no line was changed, taken out or moved."""

import sys
from pathlib import Path

import click

from dashboard import chained_log
from dashboard.access import log
from dashboard.cli.options import FOLDER, in_one_sentence
from dashboard.settings import SettingError, Settings


@click.group()
def audit() -> None:
    """Look after the log of who did what."""


@audit.command()
@click.option(
    "--folder", type=FOLDER, metavar="DIR", help="Folder of the log (default: $VISITS_AUDIT)."
)
@in_one_sentence
def verify(folder: Path | None) -> None:
    """Find every line of the log that was changed, taken out or moved.

    It ends with exit code 1 where there is one.
    """
    where = folder or Settings().audit
    if where is None:
        raise SettingError("Say where the log is: --folder DIR or VISITS_AUDIT.")
    path = where / log.FILE
    if not path.is_file():
        raise SettingError(f"There is no log yet: {path.name} is not in its folder.")
    found = [*chained_log.faults(path, log.key_of(where))]
    for fault in found:
        click.echo(f"Line {fault.line} {fault.what}.", err=True)
    if found:
        sys.exit(1)
    with path.open("rb") as lines:
        count = sum(1 for _ in lines)
    click.echo(f"Every line is as it was written ({count:,} lines).")
