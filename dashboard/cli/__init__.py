"""visits-dashboard: serve the pages, check and build snapshots, print measures."""

import click

from dashboard.cli.audit import audit
from dashboard.cli.changes import changes
from dashboard.cli.checking import check
from dashboard.cli.export import export
from dashboard.cli.mapping import mapping
from dashboard.cli.measures import measure
from dashboard.cli.records import build, illustrate, import_ofsted
from dashboard.cli.releasing import release
from dashboard.cli.serve import serve
from dashboard.cli.watch import watch
from dashboard.records.check import RecordsError
from dashboard.records.sources.addresses import refuse_secret


class InOrder(click.Group):
    """Commands listed in the order in which they are likely to be needed."""

    def list_commands(self, _: click.Context) -> list[str]:
        """Name the commands in the order in which they were added."""
        return [*self.commands]

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Refuse a secret anywhere on the command line: whoever lists processes could read it."""
        try:
            for said in args:
                refuse_secret(said)
        except RecordsError as fault:
            click.echo(str(fault), err=True)
            ctx.exit(2)
        return super().parse_args(ctx, args)


@click.group(cls=InOrder)
@click.version_option(package_name="visits-dashboard")
def main() -> None:
    """Show visits to children's services settings, from records to figures.

    To look at it with illustrative records: visits-dashboard serve
    """


for command in (
    serve,
    mapping,
    check,
    build,
    import_ofsted,
    watch,
    measure,
    changes,
    export,
    release,
    illustrate,
    audit,
):
    main.add_command(command)
