"""Read records from an address: a database or a lake. Secrets come from the environment only."""

import os
from collections.abc import Callable, Iterator

from dashboard.records import shown
from dashboard.records.issues import RecordsError
from dashboard.records.sources import delta
from dashboard.records.sources.headings import Extract
from dashboard.records.sources.mapping import Mappings
from dashboard.records.sources.postgres import POSTGRES
from dashboard.records.sources.sqlserver import SQL_SERVER

FROM_ENVIRONMENT = "env:"
Reader = Callable[[str, Mappings], tuple[str, Iterator[tuple[str, Extract]]]]
READERS: dict[str, Reader] = {
    "postgresql": POSTGRES.read,
    "postgres": POSTGRES.read,
    "mssql": SQL_SERVER.read,
    **dict.fromkeys(delta.SCHEMES, delta.read_lake),
}


def read(address: str, mappings: Mappings) -> tuple[str, Iterator[tuple[str, Extract]]]:
    """Give a name for an address, and its tables; `env:NAME` is the address in a variable."""
    address = settled(address)
    scheme = address.partition("://")[0]
    if scheme not in READERS:
        raise RecordsError(
            f"No records can be read from {scheme}://. Use one of {'://, '.join(READERS)}://."
        )
    return READERS[scheme](address, mappings)


def settled(source: str) -> str:
    """Give the address in a variable for `env:NAME`; refuse any other that holds a secret."""
    if source.startswith(FROM_ENVIRONMENT):
        address = _from_environment(source.removeprefix(FROM_ENVIRONMENT))
        shown.remember(address)
        return address
    refuse_secret(source)
    return source


def _from_environment(name: str) -> str:
    address = os.environ.get(name)
    if not address:
        raise RecordsError(f"{name} is not set. Put the address of the records in it.")
    return address


def refuse_secret(said: str) -> None:
    """Refuse a password, key or token on the command line, where others here could see it."""
    if shown.holds_secret(said):
        raise RecordsError(
            "The address holds a password or a token. Put the address into a variable and give "
            "env:NAME, or put a password into PGPASSWORD."
        )
