"""Watch a source and build again when it changes."""

import os
import subprocess
import sys
import threading
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from dashboard.cli.building import How, how_options
from dashboard.cli.options import DayOfRecords, in_one_sentence, needed_root, snapshots_option
from dashboard.records.sources.addresses import FROM_ENVIRONMENT
from dashboard.records.spark import SCHEME
from dashboard.snapshots import looked

SETTLE = 1.0
"""Seconds for which a file must stay as it is before it is read: it may still be written."""
TICK = 0.2

every_option = click.option(
    "--every",
    metavar="SECONDS",
    default=300.0,
    show_default=True,
    help="Seconds from look to look.",
)
until_closed_option = click.option("--until-closed", is_flag=True, hidden=True)
"""For whoever starts this: to end, and to end the build, when its standard input is closed."""


@click.command()
@click.argument("source")
@click.option("--as-at", type=DayOfRecords(), help="Day of the figures (default: today).")
@snapshots_option
@how_options
@every_option
@click.option("--times", metavar="N", type=int, help="Looks after which to end (default: never).")
@until_closed_option
@in_one_sentence
def watch(
    source: str,
    as_at: date | None,
    snapshots: Path | None,
    how: How,
    every: float,
    times: int | None,
    until_closed: bool,
) -> None:
    """Build again whenever SOURCE changes.

    It builds on every new day too, and goes on until it is stopped. SOURCE is what build takes.

    Each build runs by itself: one that fails leaves its notice to readers, and is tried again.
    """
    root, ended = needed_root(snapshots), _ended(until_closed)
    built: object = None
    looks = 0
    while not ended.is_set() and (times is None or looks < times):
        day = as_at or today()
        seen = (day, state(source))
        if seen != built or state(source) is None:
            ended.wait(SETTLE)
            settled = (day, state(source)) == seen
            if settled and _build(building(source, day, root, how), ended):
                built = seen
                looked.note(root, every)
        elif seen == built:
            looked.note(root, every)
        looks += 1
        if looks != times:
            ended.wait(every)


def today() -> date:
    """Give the day it is in London."""
    return datetime.now(ZoneInfo("Europe/London")).date()


def building(source: str, day: date, root: Path, how: How) -> list[str]:
    """Write the command that builds a source for a day."""
    given = [source, "--as-at", str(day), "--snapshots", str(root), *how.given()]
    return [sys.executable, "-m", "dashboard.cli", "build", *given]


def _build(command: list[str], ended: threading.Event) -> bool:
    """Run a build to its end, or to the end of what it is for; say whether it went well."""
    running = subprocess.Popen(command, stdin=subprocess.DEVNULL)
    while running.poll() is None:
        if ended.wait(TICK):
            running.terminate()
            running.wait()
    return running.returncode == 0


def _ended(until_closed: bool) -> threading.Event:
    """Give what is set when standard input is closed, if that is to end it."""
    ended = threading.Event()

    def listen() -> None:
        while os.read(0, 1):
            pass
        ended.set()

    if until_closed:
        threading.Thread(target=listen, daemon=True).start()
    return ended


def state(source: str) -> tuple[tuple[str, int, int], ...] | None:
    """Tell files by name, size and time of writing; a source of another kind has no such state."""
    if "://" in source or source.startswith((SCHEME, FROM_ENVIRONMENT)):
        return None
    given = Path(source)
    files = sorted(given.rglob("*")) if given.is_dir() else [given]
    try:
        found = [(file, file.stat()) for file in files if file.is_file()]
    except OSError:  # one went while we looked
        return None
    return tuple((str(file), stat.st_size, stat.st_mtime_ns) for file, stat in found)
