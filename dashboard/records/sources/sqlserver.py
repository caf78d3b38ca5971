"""Read tables from SQL Server or Azure SQL: read-only, each column cast to text in the query."""

import os
from collections.abc import Iterator, Sequence
from contextlib import closing
from typing import Any
from urllib.parse import unquote, urlsplit

import polars as pl

from dashboard.records.findings import RecordsError, rejected
from dashboard.records.model import TABLES
from dashboard.records.sources.headings import Extract, fit, read_places
from dashboard.records.sources.mapping import Mapping, Mappings
from dashboard.records.sources.raw import Raw, refuse_control
from dashboard.settings import Settings

PASSWORD = "VISITS_DATABASE_PASSWORD"
DATES = {"date": 23, "datetime": 126, "datetime2": 126, "smalldatetime": 126, "datetimeoffset": 127}
"""Kinds of dates and the style in which SQL Server writes each as ISO 8601."""
COLUMNS = (
    "SELECT c.name, t.name FROM sys.columns c JOIN sys.types t ON t.user_type_id = c.user_type_id "
    "WHERE c.object_id = OBJECT_ID(?) ORDER BY c.column_id"
)


def read(address: str, mappings: Mappings) -> tuple[str, Iterator[tuple[str, Extract]]]:
    """Give a name for a database that hides no secret, and each of our tables that it has."""
    parts = urlsplit(address)
    label = f"{parts.path.strip('/') or 'the database'} on {parts.hostname or 'this machine'}"
    return label, _tables(address, label, mappings)


def _tables(address: str, label: str, mappings: Mappings) -> Iterator[tuple[str, Extract]]:
    try:
        import mssql_python as driver
    except ImportError:
        raise RecordsError(
            "Reading SQL Server needs another package. Install visits-dashboard[sqlserver]."
        ) from None
    seconds = Settings().database_seconds
    try:
        connection = driver.connect(connection_string(address), timeout=seconds)
    except driver.Error as error:
        raise rejected("source-unreachable", f"{label} cannot be reached: {why(error)}.") from None
    with closing(connection):
        for name in TABLES:
            mapping = mappings.get(name, Mapping())
            try:
                raw = read_one(connection.cursor(), name, mapping)
            except driver.Error as error:
                raise rejected(
                    "source-unreachable", f"{mapping.table or name} in {label}: {why(error)}."
                ) from None
            if raw is not None:
                yield name, fit(name, raw, mapping)


def connection_string(address: str) -> str:
    """Write an address as the driver wants it; without a user, sign in as Azure's default does."""
    parts = urlsplit(address)
    settings = {
        "Server": f"{parts.hostname or ''}{f',{parts.port}' if parts.port else ''}",
        "Database": parts.path.strip("/"),
        "ApplicationIntent": "ReadOnly",
        "Encrypt": "yes",
    }
    if parts.username:
        settings["UID"] = unquote(parts.username)
        secret = unquote(parts.password or "") or os.environ.get(PASSWORD, "")
        settings |= {"PWD": secret} if secret else {}
    else:
        settings["Authentication"] = "ActiveDirectoryDefault"
    return "".join(f"{key}={_braced(value)};" for key, value in settings.items())


def _braced(value: str) -> str:
    return "{" + value.replace("}", "}}") + "}" if set(value) & set(";{}= ") else value


def read_one(cursor: Any, name: str, mapping: Mapping) -> Raw | None:
    """Read one table, or nothing where there is none of its name and none was named."""
    table = mapping.table or name
    columns = [(str(a), str(b)) for a, b in cursor.execute(COLUMNS, (table,)).fetchall()]
    if not columns:
        if mapping.table:
            raise rejected("table-missing", f"There is no table {mapping.table}.")
        return None
    headings = tuple(column for column, _ in columns)
    places = read_places(name, headings, mapping)
    found: Sequence[Sequence[Any]] = []
    if places:
        found = cursor.execute(query(table, [columns[place] for place in places])).fetchall()
    rows = pl.DataFrame(
        [tuple(row) for row in found],
        schema={str(place): pl.String for place in places},
        orient="row",
    )
    refuse_control(table, rows, headings)
    numbers = pl.int_range(2, pl.len() + 2, dtype=pl.UInt32)
    return Raw(table, headings, rows.with_columns(source_row=numbers), native_dates=True)


def query(table: str, columns: Sequence[tuple[str, str]]) -> str:
    """Write the query for some columns, given their kinds, in an order that is always the same."""
    shown = ", ".join(
        f"CONVERT(nvarchar(max), {identifier(column)}"
        + (f", {DATES[kind]})" if kind in DATES else ")")
        + f" AS {identifier(column)}"
        for column, kind in columns
    )
    named = ".".join(identifier(part) for part in table.split("."))
    order = ", ".join(str(number + 1) for number in range(len(columns)))
    return f"SELECT {shown} FROM {named} ORDER BY {order}"


def identifier(name: str) -> str:
    """Quote a name."""
    return "[" + name.replace("]", "]]") + "]"


def why(error: Exception) -> str:
    """Give the reason in a driver's message: its first line, without the driver's own name."""
    lines = str(error).strip().splitlines() or ["no reason was given"]
    return lines[0].rpartition("]")[2].strip().rstrip(".") or lines[0].strip().rstrip(".")
