"""Read tables from SQL Server or Azure SQL: read-only, each column cast to text in the query."""

import os
from collections.abc import Sequence
from functools import partial
from typing import Any
from urllib.parse import unquote, urlsplit

import polars as pl

from dashboard.records.sources import database
from dashboard.records.sources.headings import read_places
from dashboard.records.sources.mapping import Mapping
from dashboard.records.sources.raw import Raw

PASSWORD = "VISITS_DATABASE_PASSWORD"
DATES = {"date": 23, "datetime": 126, "datetime2": 126, "smalldatetime": 126, "datetimeoffset": 127}
"""Kinds of dates and the style in which SQL Server writes each as ISO 8601."""
COLUMNS = (
    "SELECT c.name, t.name FROM sys.columns c JOIN sys.types t ON t.user_type_id = c.user_type_id "
    "WHERE c.object_id = OBJECT_ID(?) ORDER BY c.column_id"
)


def access(driver: Any, address: str, seconds: int) -> database.Access:
    """Read with the driver's own time limit."""

    def one(connection: Any, name: str, mapping: Mapping) -> Raw | None:
        return read_one(connection.cursor(), name, mapping)

    connect = partial(driver.connect, connection_string(address), timeout=seconds)
    return database.Access(connect, one, (driver.Error,), why)


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
        database.refuse_missing(mapping)
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
    return database.raw_of(table, rows, headings)


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


SQL_SERVER = database.Database("SQL Server", "sqlserver", "mssql_python", access)
