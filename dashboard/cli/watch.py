"""Watch a source and build again when it changes."""

import subprocess
import sys
import time
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from dashboard.cli.options import DayOfRecords, in_one_sentence, needed_root, snapshots_option
from dashboard.records.lake import SCHEME

SETTLE = 1.0
"""Seconds for which a file must stay as it is before it is read: it may still be written."""


@click.command()
@click.argument("source")
@click.option("--as-at", type=DayOfRecords(), help="Day of the figures (default: today).")
@click.option("--schema", help="Schema of the tables, where the source is a Spark cluster.")
@snapshots_option
@click.option("--set-aside", is_flag=True, help="Publish without the rows that cannot be used.")
@click.option("--every", default=300.0, show_default=True, help="Seconds from look to look.")
@click.option("--times", type=int, help="Looks after which to end (default: never).")
@in_one_sentence
def watch(
    source: str,
    as_at: date | None,
    schema: str | None,
    snapshots: Path | None,
    set_aside: bool,
    every: float,
    times: int | None,
) -> None:
    """Build again whenever SOURCE has changed, and on every new day, until stopped.

    Each build runs by itself: one that fails leaves its notice to readers, and is tried again.
    """
    root = needed_root(snapshots)
    options = [*(["--schema", schema] if schema else []), *(["--set-aside"] if set_aside else [])]
    built: object = None
    looks = 0
    while times is None or looks < times:
        day = as_at or datetime.now(ZoneInfo("Europe/London")).date()
        seen = (day, state(source))
        if seen != built or state(source) is None:
            time.sleep(SETTLE)
            given = [source, "--as-at", str(day), "--snapshots", str(root), *options]
            command = [sys.executable, "-m", "dashboard.cli", "build", *given]
            settled = (day, state(source)) == seen
            if settled and subprocess.run(command, check=False).returncode == 0:
                built = seen
        looks += 1
        if looks != times:
            time.sleep(every)


def state(source: str) -> tuple[tuple[str, int, int], ...] | None:
    """Tell files by name, size and time of writing; a source of another kind has no such state."""
    if "://" in source or source.startswith(SCHEME):
        return None
    given = Path(source)
    files = sorted(given.rglob("*")) if given.is_dir() else [given]
    found = ((file, file.stat()) for file in files if file.is_file())
    return tuple((str(file), stat.st_size, stat.st_mtime_ns) for file, stat in found)
