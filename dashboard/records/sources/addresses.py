"""Read records from an address: a database or a lake. Secrets come from the environment only."""

import os
from collections.abc import Callable, Iterator
from urllib.parse import parse_qs, urlsplit

from dashboard.records.findings import RecordsError
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
    if address.startswith(FROM_ENVIRONMENT):
        address = _from_environment(address.removeprefix(FROM_ENVIRONMENT))
    else:
        _refuse_secret(address)
    scheme = address.partition("://")[0]
    if scheme not in READERS:
        raise RecordsError(
            f"No records can be read from {scheme}://. Use one of {'://, '.join(READERS)}://."
        )
    return READERS[scheme](address, mappings)


def _from_environment(name: str) -> str:
    address = os.environ.get(name)
    if not address:
        raise RecordsError(f"{name} is not set. Put the address of the records in it.")
    return address


def _refuse_secret(address: str) -> None:
    """Refuse a password on the command line, where others on the machine could see it."""
    parts = urlsplit(address)
    if parts.password or "password" in parse_qs(parts.query):
        raise RecordsError(
            "The address holds a password. Put the address into a variable and give env:NAME, or "
            "put the password into PGPASSWORD."
        )
