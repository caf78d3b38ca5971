"""Records that lie in a Spark cluster: read through Spark Connect, and counted where they lie.

The tables have the names and columns of our own. Their rows come home to be checked like those of
any other source; counting them stays on the cluster, which sees no row that was set aside.
"""

import socket
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Any

import dataframely as dy
import polars as pl

from dashboard.records import shown
from dashboard.records.check import RecordsError
from dashboard.records.intake import Intake, from_tables
from dashboard.records.model import TABLES

SCHEME, PORT, PATIENCE = "sc://", 15002, 10.0
COUNTED = ("visits", "actions", "findings")
"""Tables whose rows are counted on the cluster; the others are small and are sent there."""

_TYPES: Mapping[type[dy.Column], str] = {
    dy.Date: "date",
    dy.Int16: "smallint",
    dy.Int32: "int",
    dy.Float64: "double",
    dy.Bool: "boolean",
}


class Lake:
    """The tables of records in one schema of a cluster."""

    def __init__(self, session: Any, schema: str | None = None) -> None:
        self._session = session
        prefix = f"{schema}." if schema else ""
        self._names = {name: f"{prefix}{name}" for name in TABLES}
        self._aside: dict[str, pl.DataFrame] = {}

    def take_in(self, as_at: date, source: str) -> Intake:
        """Bring the rows home and check them, remembering which were set aside."""
        rows = {name: self._home(name) for name in TABLES if self._has(name)}
        if "settings" not in rows:
            raise RecordsError(
                f"{source} has no table {self._names['settings']}. Name the schema that holds the "
                "tables with --schema."
            )
        taken = from_tables(rows, as_at, source)
        for name in COUNTED:
            if name in rows:
                key = TABLES[name].primary_key()
                kept = taken.records[name].select(key)
                self._aside[name] = rows[name].select(key).join(kept, on=key, how="anti").unique()
        return taken

    def place(self, name: str, table: pl.DataFrame) -> Any:
        """Give a table on the cluster: our own rows sent there, or those that lie there already.

        Raises RecordsError if the rows there are not as many as those that were kept here.
        """
        if name not in self._aside:
            return self._sent(table)
        frame = self._frame(name).dropna(subset=TABLES[name].primary_key())
        key = self._aside[name].drop_nulls()
        if key.height:
            frame = frame.join(self._sent(key), on=key.columns, how="left_anti")
        there = frame.count()
        if there != table.height:
            raise RecordsError(
                f"{self._names[name]} has {there} rows to count where {table.height} were kept: "
                "it was changed meanwhile, or holds rows twice. Mend it, or run again."
            )
        return frame

    def _has(self, name: str) -> bool:
        return bool(self._session.catalog.tableExists(self._names[name]))

    def _frame(self, name: str) -> Any:
        """Select our own columns in our own types; one that is not there is blank."""
        from pyspark.sql import functions

        table = self._session.table(self._names[name])
        wanted = {
            column: _TYPES.get(type(kind), "string")
            for column, kind in TABLES[name].columns().items()
        }
        return table.select(
            *(
                (functions.col(c) if c in table.columns else functions.lit(None))
                .cast(kind)
                .alias(c)
                for c, kind in wanted.items()
            )
        )

    def _home(self, name: str) -> pl.DataFrame:
        found = pl.from_arrow(self._frame(name).toArrow())
        assert isinstance(found, pl.DataFrame)
        place = pl.lit(self._names[name]).alias("source_file")
        return found.with_row_index("source_row", offset=1).with_columns(place)

    def _sent(self, table: pl.DataFrame) -> Any:
        words = [c for c, kind in table.schema.items() if isinstance(kind, pl.Enum)]
        plain = table.with_columns(pl.col(words).cast(pl.String))
        return self._session.createDataFrame(plain.to_arrow(compat_level=pl.CompatLevel.oldest()))


@contextmanager
def opened(address: str, schema: str | None = None) -> Iterator[Lake]:
    """Open a cluster by its address, such as sc://host:15002, and close it again.

    A token or a certificate goes into the address as Spark Connect has it; it is not kept.
    """
    try:
        with _quiet():
            from pyspark.errors import PySparkException
            from pyspark.sql import SparkSession
    except ImportError as lacking:
        raise RecordsError(
            "Reading from a Spark cluster needs its client. Install visits-dashboard[spark]."
        ) from lacking
    _reach(address)
    try:
        with _quiet():
            session = SparkSession.builder.remote(address).create()
            try:
                yield Lake(session, schema)
            finally:
                session.stop()
    except PySparkException as fault:
        why = str(fault).strip().splitlines()[0].rstrip(".")
        raise RecordsError(
            f"{label(address)} cannot be read: {why}. See that the cluster is up and that the "
            "tables may be read, and run again."
        ) from fault


def _reach(address: str) -> None:
    """Make sure that the cluster answers: its client would go on trying for minutes."""
    host, _, port = label(address).partition(":")
    try:
        socket.create_connection((host, int(port or PORT)), timeout=PATIENCE).close()
    except (OSError, ValueError) as fault:
        raise RecordsError(
            f"{label(address)} does not answer: {fault}. See that a Spark Connect server runs "
            "there, and run again."
        ) from fault


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep the client's remarks on the version of pandas from the reader: frames go by Arrow."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas")
        yield


def label(address: str) -> str:
    """Name a cluster by its host: an address may hold a token."""
    return shown.host(address)
