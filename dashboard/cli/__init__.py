"""visits-dashboard: serve the pages, check and build snapshots, print measures."""

import click

from dashboard.cli.changes import changes
from dashboard.cli.checking import check
from dashboard.cli.export import export
from dashboard.cli.measures import measure
from dashboard.cli.records import build, illustrate, import_ofsted
from dashboard.cli.serve import serve
from dashboard.cli.watch import watch


@click.group()
@click.version_option(package_name="visits-dashboard")
def main() -> None:
    """Show visits to children's services settings, from records to figures."""


for command in (serve, check, build, watch, import_ofsted, illustrate, measure, changes, export):
    main.add_command(command)
