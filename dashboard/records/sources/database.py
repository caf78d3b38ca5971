"""What databases have in common: a name without a secret, and each of our tables in turn."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from importlib import import_module
from typing import Any
from urllib.parse import urlsplit

import polars as pl

from dashboard.records import shown
from dashboard.records.issues import RecordsError, rejected
from dashboard.records.model import TABLES
from dashboard.records.sources.headings import Extract, fit
from dashboard.records.sources.idle import DATABASE, refuse_idle
from dashboard.records.sources.mapping import MAPPING, Mapping, Mappings
from dashboard.records.sources.raw import Raw, refuse_control
from dashboard.settings import Settings


def label(address: str) -> str:
    """Name a database so that it hides no secret."""
    parts = urlsplit(shown.address(address))
    return f"{parts.path.strip('/') or 'the database'} on {parts.hostname or 'this machine'}"


@dataclass(frozen=True)
class Access:
    """How one database is read through its driver.

    `read` reads one table over an open connection, or gives nothing where there is none. One of
    `faults` rejects the source, in one sentence that `why` ends.
    """

    connect: Callable[[], Any]
    read: Callable[[Any, str, Mapping], Raw | None]
    faults: tuple[type[Exception], ...]
    why: Callable[[Exception], str]


@dataclass(frozen=True)
class Database:
    """One kind of database: its name, the package that has its driver, and how it is read.

    `access` is given the driver, an address and the seconds that a query may take.
    """

    name: str
    extra: str
    driver: str
    access: Callable[[Any, str, int], Access]

    def read(self, address: str, mappings: Mappings) -> tuple[str, Iterator[tuple[str, Extract]]]:
        """Give a name for a database that hides no secret, and each of our tables that it has."""
        return label(address), self._tables(address, mappings)

    def _tables(self, address: str, mappings: Mappings) -> Iterator[tuple[str, Extract]]:
        try:
            driver = import_module(self.driver)
        except ImportError:
            raise RecordsError(
                f"Reading {self.name} needs another package. Install "
                f"visits-dashboard[{self.extra}]."
            ) from None
        access = self.access(driver, address, Settings().database_seconds)
        named = label(address)
        try:
            connection = access.connect()
        except access.faults as error:
            said = f"{named} cannot be reached: {access.why(error)}."
            raise rejected("source-unreachable", said) from None
        with closing(connection):
            for name in TABLES:
                mapping = mappings.get(name, Mapping())
                refuse_idle(name, named, mapping, DATABASE)
                try:
                    raw = access.read(connection, name, mapping)
                except access.faults as error:
                    said = f"{mapping.table or name} in {named}: {access.why(error)}."
                    raise rejected("source-unreachable", said) from None
                if raw is not None:
                    yield name, fit(name, raw, mapping)


def refuse_missing(mapping: Mapping) -> None:
    """Reject a source that lacks a table which was named; one that was not need not be there."""
    if mapping.table:
        raise rejected(
            "table-missing", f"There is no table {mapping.table}. Mend its name in {MAPPING}."
        )


def raw_of(table: str, rows: pl.DataFrame, headings: tuple[str, ...]) -> Raw:
    """Give a table with its rows counted; a character that no text holds rejects the source."""
    refuse_control(table, rows, headings)
    numbers = pl.int_range(2, pl.len() + 2, dtype=pl.UInt32)
    return Raw(table, headings, rows.with_columns(source_row=numbers), native_dates=True)
