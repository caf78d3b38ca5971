"""Serve the pages, and build their records again on a schedule if that is asked for."""

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import click

from dashboard.access import start
from dashboard.cli.building import How, how_options
from dashboard.cli.options import (
    DayOfRecords,
    check_targets,
    chosen_mode,
    chosen_root,
    in_one_sentence,
    mode_option,
    needed_root,
    snapshots_option,
)
from dashboard.cli.watch import building, every_option, today
from dashboard.disclosure import whole
from dashboard.disclosure.folder import days
from dashboard.measures import opening
from dashboard.records.check import RecordsError
from dashboard.settings import ACCESS, INTERNAL, MARKING, PACKAGE, Settings
from dashboard.snapshots import looked, snapshot_folder
from dashboard.web import watching
from dashboard.web.hosts import LOOPBACK, named

PLACES = (
    "VISITS_SNAPSHOTS",
    "VISITS_TARGETS",
    "VISITS_POLICY",
    "VISITS_SIGN_IN",
    "VISITS_AUDIT",
    "VISITS_AUDIT_KEY",
    "VISITS_COOKIE_SECRET",
    "VISITS_RELEASES",
    "STREAMLIT_SERVER_SSL_CERT_FILE",
    "STREAMLIT_SERVER_SSL_KEY_FILE",
)
"""The variables that name a file or a folder."""


NO_RELEASE = (
    "There is no approved release to serve. Name their folder as VISITS_RELEASES, and make one "
    "with visits-dashboard release --as-at DAY --to FOLDER; somebody else approves it."
)


@click.command()
@snapshots_option
@click.option(
    "--port",
    metavar="N",
    type=click.IntRange(1, 65535),
    default=8501,
    show_default=True,
    help="Port on this machine.",
)
@click.option(
    "--address",
    metavar="HOST",
    default="127.0.0.1",
    show_default=True,
    help="Address to listen on: this machine's own, or 0.0.0.0 for others to reach it.",
)
@click.option("--refresh", metavar="SOURCE", help="Build from here when it changes, as watch does.")
@click.option("--as-at", type=DayOfRecords(), help="Day of a refresh (default: today).")
@click.option(
    "--workers",
    metavar="N",
    type=click.IntRange(1, 64),
    default=1,
    show_default=True,
    help="Processes that answer at this address, one for each core.",
)
@mode_option
@how_options
@every_option
@in_one_sentence
def serve(
    snapshots: Path | None,
    port: int,
    address: str,
    refresh: str | None,
    as_at: date | None,
    workers: int,
    mode: str | None,
    how: How,
    every: float,
) -> None:
    """Serve the dashboard.

    It shows the snapshots of a folder; without one, illustrative records. With --refresh, a
    process of its own watches SOURCE for as long as this one serves.
    """
    if refresh is None and (as_at or how.given()):
        raise RecordsError("Say what is built: --refresh SOURCE.")
    check_targets()
    settings = Settings()
    start.check(address, settings)
    looked.promised()  # one that cannot be read is refused before anybody waits for it
    root = chosen_root(snapshots) if refresh is None else needed_root(snapshots)
    if refresh is not None and root is not None and not snapshot_folder.kept(root):
        first = subprocess.run(building(refresh, as_at or today(), root, how), check=False)
        if first.returncode:
            sys.exit(first.returncode)
    _say(root, chosen_mode(mode), address, port)
    if refresh is not None and root is not None:
        day = ["--as-at", str(as_at)] if as_at else []
        given = [refresh, *day, "--snapshots", str(root), "--every", str(every), *how.given()]
        os.environ[watching.VARIABLE] = json.dumps(given)
    _pass_on(root, chosen_mode(mode), settings)
    configured = PACKAGE if (PACKAGE / ".streamlit").is_dir() else PACKAGE.parent
    sys.stdout.flush()
    os.chdir(configured)
    from dashboard import server  # Streamlit reads its settings from where it is loaded

    server.start(address, port, workers)


def _pass_on(root: Path | None, mode: str, settings: Settings) -> None:
    """Tell the server, by its environment, what it serves and where its files are."""
    if root is not None:
        os.environ["VISITS_SNAPSHOTS"] = str(root)
    for name in filter(os.environ.get, PLACES):  # named from here, and read from elsewhere
        os.environ[name] = str(Path(os.environ[name]).resolve())
    os.environ["VISITS_MODE"] = mode
    if settings.cookie_secret is not None:
        secret = start.cookie_secret(settings.cookie_secret)
        os.environ["STREAMLIT_SERVER_COOKIE_SECRET"] = secret


def _say(root: Path | None, mode: str, address: str, port: int) -> None:
    """Say what is served and where; without a release nothing is served for outside."""
    where = f"http://{address}:{port}"
    if mode == INTERNAL:
        found = opening.open_store(root)
        click.echo(f"{found.source}, as at {found.as_at}: {where}")
        click.echo(f"{MARKING}. {ACCESS[Settings().access]}.")
    else:
        releases = Settings().releases
        if not days(releases):
            raise RecordsError(NO_RELEASE)
        wrong, released = whole.standing(releases)
        click.echo(wrong or f"The release of {released and released.name}: {where}")
    if address not in LOOPBACK and not named():
        click.echo("Only this machine may ask: name the hosts that others use in VISITS_HOSTS.")
