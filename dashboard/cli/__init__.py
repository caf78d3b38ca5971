"""visits-dashboard: serve the pages, check and build snapshots, print measures."""

import gc
import os
from importlib import import_module
from typing import Any

import click

COMMANDS = {
    "serve": "serve",
    "mapping": "mapping",
    "check": "checking",
    "build": "records",
    "import-ofsted": "records",
    "watch": "watch",
    "measure": "measures",
    "changes": "changes",
    "export": "export",
    "release": "releasing",
    "illustrate": "records",
    "audit": "audit",
}
"""The module of each command, in the order in which they are likely to be needed."""

SERVE = "serve"
"""The command whose tables are small: more threads of Polars would only cost."""


class Commands(click.Group):
    """Commands that are loaded when they are called: none waits for what only another needs."""

    def list_commands(self, _: click.Context) -> list[str]:
        """Name the commands in their order."""
        return [*COMMANDS]

    def get_command(self, _: click.Context, name: str) -> click.Command | None:
        """Load a command."""
        if name not in COMMANDS:
            return None
        module = import_module(f"dashboard.cli.{COMMANDS[name]}")
        command: click.Command = getattr(module, name.replace("-", "_"))
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Refuse a secret anywhere on the command line: whoever lists processes could read it.

        Before anything loads Polars, which reads then how many threads it may have.
        """
        serves = args[:1] == [SERVE]
        if serves:
            os.environ.setdefault("POLARS_MAX_THREADS", "1")
        if secret := _secret(args):
            click.echo(secret, err=True)
            ctx.exit(2)
        left = super().parse_args(ctx, args)
        if serves:
            gc.disable()  # until it serves: see web/garbage.py
        return left

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command."""
        try:
            return super().invoke(ctx)
        finally:
            gc.enable()


def _secret(args: list[str]) -> str:
    """Say which argument holds a secret; nothing where none does."""
    from dashboard.records.check import RecordsError
    from dashboard.records.sources.addresses import refuse_secret

    try:
        for said in args:
            refuse_secret(said)
    except RecordsError as fault:
        return str(fault)
    return ""


@click.group(cls=Commands)
@click.version_option(package_name="visits-dashboard")
def main() -> None:
    """Show visits to children's services settings, from records to figures.

    To look at it with illustrative records: visits-dashboard serve
    """
