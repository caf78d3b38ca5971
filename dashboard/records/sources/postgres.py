"""Read tables from PostgreSQL: one read-only view of them all, and never longer than is allowed."""

from contextlib import closing
from functools import partial
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

import polars as pl

from dashboard.records.sources import database
from dashboard.records.sources.headings import read_places
from dashboard.records.sources.mapping import Mapping
from dashboard.records.sources.raw import Raw

CONNECT_SECONDS = 10
TOO_LONG = "statement timeout"
DATES = ("date", "timestamp", "timestamptz")
"""Kinds that are read as they are; every other column is cast to text in the query."""


def bounded(address: str, seconds: int) -> str:
    """Add to an address that the session only reads, sees one moment, and stops when it is slow."""
    options = {
        "default_transaction_read_only": "on",
        "default_transaction_isolation": "repeatable\\ read",
        "statement_timeout": f"{seconds}s",
        "TimeZone": "UTC",
        "DateStyle": "ISO",
    }
    parts = urlsplit(address)
    asked = dict(parse_qsl(parts.query, keep_blank_values=True))
    own = " ".join(f"-c {name}={value}" for name, value in options.items())
    asked["options"] = f"{asked.get('options', '')} {own}".strip()
    asked.setdefault("connect_timeout", str(min(CONNECT_SECONDS, seconds)))
    asked.setdefault("tcp_user_timeout", str(1000 * seconds))
    asked.setdefault("application_name", "visits-dashboard")
    return urlunsplit(parts._replace(query=urlencode(asked, safe="/:", quote_via=quote)))


def access(driver: Any, address: str, seconds: int) -> database.Access:
    """Read only, and say in words that a query took too long."""

    def said(error: Exception) -> str:
        return f"takes longer than {seconds} seconds" if TOO_LONG in str(error) else why(error)

    faults = (driver.Error, pl.exceptions.PolarsError)
    return database.Access(partial(driver.connect, bounded(address, seconds)), _read, faults, said)


def _read(connection: Any, name: str, mapping: Mapping) -> Raw | None:
    """Read one table, or nothing where there is none of its name and none was named."""
    with closing(connection.cursor()) as cursor:
        table = _one(cursor, f"SELECT to_regclass({literal(mapping.table or name)})::text")
        if table is None:
            database.refuse_missing(mapping)
            return None
        cursor.execute(
            "SELECT a.attname::text, t.typname::text FROM pg_attribute a "
            "JOIN pg_type t ON t.oid = a.atttypid WHERE a.attnum > 0 AND NOT a.attisdropped "
            f"AND a.attrelid = to_regclass({literal(mapping.table or name)}) ORDER BY a.attnum"
        )
        columns: list[tuple[str, str]] = [(str(a), str(b)) for a, b in cursor.fetchall()]
        headings = tuple(column for column, _ in columns)
        places = read_places(name, headings, mapping)
        frame = pl.DataFrame()
        if places:
            cursor.execute(query(table, [columns[place] for place in places]))
            frame = cursor.fetch_polars()
    rows = frame.rename(dict(zip(frame.columns, map(str, places), strict=True)))
    return database.raw_of(table, rows, headings)


def query(table: str, columns: list[tuple[str, str]]) -> str:
    """Write the query for some columns, given their kinds, in an order that is always the same."""
    shown = [
        identifier(column) if kind in DATES else f"{identifier(column)}::text"
        for column, kind in columns
    ]
    listed = ", ".join(
        f"{expression} AS {identifier(column)}"
        for expression, (column, _) in zip(shown, columns, strict=True)
    )
    order = ", ".join(f'{identifier(column)}::text COLLATE "C"' for column, _ in columns)
    return f"SELECT {listed} FROM {table} ORDER BY {order}"


def identifier(name: str) -> str:
    """Quote the name of a column."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """Quote a text, whatever it holds."""
    escaped = text.replace("\\", "\\\\").replace("'", "''")
    return f"E'{escaped}'"


def why(error: Exception) -> str:
    """Give the reason in a driver's message: what follows the last colon of its first line."""
    lines = str(error).strip().splitlines() or ["no reason was given"]
    text = lines[0].partition("ERROR:")[2] or lines[0].rpartition(" failed: ")[2] or lines[0]
    return text.strip().rstrip(".")


def _one(cursor: Any, question: str) -> str | None:
    cursor.execute(question)
    row = cursor.fetchone()
    return None if row is None else row[0]


POSTGRES = database.Database("PostgreSQL", "postgres", "adbc_driver_postgresql.dbapi", access)
