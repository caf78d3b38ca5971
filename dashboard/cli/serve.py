"""Serve the pages."""

import os
import sys
from pathlib import Path

import click

from dashboard import store
from dashboard.cli.options import chosen_root, in_one_sentence, snapshots_option
from dashboard.settings import PACKAGE


@click.command()
@snapshots_option
@click.option("--port", default=8501, show_default=True, help="Port on this machine.")
@click.option("--address", default="127.0.0.1", show_default=True, help="Address to listen on.")
@in_one_sentence
def serve(snapshots: Path | None, port: int, address: str) -> None:
    """Serve the dashboard (the illustrative records, unless there is a folder of snapshots)."""
    root = chosen_root(snapshots)
    found = store.open_store(root)
    click.echo(f"{found.source}, as at {found.as_at}: http://{address}:{port}")
    if root is not None:
        os.environ["VISITS_SNAPSHOTS"] = str(root.resolve())
    os.environ.setdefault("POLARS_MAX_THREADS", "1")  # small tables: threads only cost
    command = [sys.executable, "-m", "streamlit", "run", str(PACKAGE / "server.py")]
    options = [f"--server.port={port}", f"--server.address={address}"]
    configured = PACKAGE if (PACKAGE / ".streamlit").is_dir() else PACKAGE.parent
    sys.stdout.flush()
    os.chdir(configured)
    os.execv(sys.executable, [*command, *options])
