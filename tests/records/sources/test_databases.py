"""A database is only read, only in the columns that are ours, and never for longer than allowed."""

import socket
from datetime import date

import pytest

from dashboard.records.check import RecordsError
from dashboard.records.intake import from_source
from dashboard.records.sources import addresses, postgres, sqlserver
from dashboard.records.sources.mapping import Mapping

DAY = date(2020, 12, 7)
ROW = "VALUES ('EX000001', 'Children''s home', 'E10000016')"
TABLE = "CREATE TABLE settings (urn text, setting_type text, la_code text"


@pytest.fixture
def settings(execute):
    """Give a function that makes the table of settings anew, with further columns and values."""

    def made(columns="", values=""):
        execute("DROP SCHEMA IF EXISTS public CASCADE", "CREATE SCHEMA public")
        execute(f"{TABLE}{columns})", f"INSERT INTO settings {ROW[:-1]}{values})")

    return made


def refused(address, mapping=None):
    with pytest.raises(RecordsError) as error:
        from_source(address, DAY, mapping)
    sentence = str(error.value)
    assert "\n" not in sentence and sentence.endswith(".")
    return sentence


def test_only_our_columns_are_asked_for_and_the_others_are_named(database, settings):
    settings(", owner text, places numeric(6,1)", ", 'A. Person', 4.0")
    taken = from_source(database, DAY)
    assert taken.records["settings"]["places"].to_list() == [4]
    said = {issue.check: issue.said for issue in taken.issues}
    assert said["heading-unknown"] == 'The column "owner" is not used.'
    query = postgres.query("settings", [("urn", "text"), ("day", "date")])
    assert query.startswith('SELECT "urn"::text AS "urn", "day" AS "day" FROM settings')


def test_a_moment_with_a_zone_is_a_day_in_london(database, settings, execute):
    settings()
    execute(
        "CREATE TABLE visits (visit_id int, urn text, visit_type text, started_on timestamptz)",
        "INSERT INTO visits VALUES (1, 'EX000001', 'Assurance visit', '2020-10-24 23:30+00'), "
        "(2, 'EX000001', 'Assurance visit', '2020-10-25 23:30+00')",
    )
    visits = from_source(database, DAY).records["visits"]
    assert visits["started_on"].to_list() == [date(2020, 10, 25), date(2020, 10, 25)]


def test_names_in_other_words_and_schemas_are_mapped(database, settings, execute, tmp_path):
    settings()
    execute(
        'DROP SCHEMA IF EXISTS "Inspection" CASCADE',
        'CREATE SCHEMA "Inspection"',
        'CREATE TABLE "Inspection"."Visits 2020" ("Visit ID" int, "URN" text, k text, d text)',
        "INSERT INTO \"Inspection\".\"Visits 2020\" VALUES (7, 'EX000001', 'AV', '07/09/2020')",
    )
    mapping = tmp_path / "mapping.toml"
    mapping.write_text(
        "[visits]\ntable = '\"Inspection\".\"Visits 2020\"'\ndates = '%d/%m/%Y'\n"
        "[visits.columns]\nvisit_type = 'k'\nstarted_on = 'd'\n"
        "[visits.words.visit_type]\nAV = 'Assurance visit'\n"
    )
    visits = from_source(database, DAY, mapping).records["visits"]
    assert visits.select("visit_id", "urn", "started_on").rows() == [
        ("7", "EX000001", date(2020, 9, 7))
    ]


def test_a_database_that_lacks_a_column_or_a_table_says_which(database, settings, execute):
    settings()
    execute("ALTER TABLE settings DROP COLUMN la_code")
    assert refused(database).startswith("settings has no column la_code. Add it, or give the head")
    execute("DROP TABLE settings")
    assert "has no settings.csv, nor settings in another form" in refused(database)


def test_a_slow_database_ends_within_its_time(database, settings, execute, monkeypatch):
    settings()
    execute(
        "CREATE VIEW visits AS SELECT pg_sleep(30)::text AS visit_id, '' AS urn, "
        "'' AS visit_type, '' AS started_on"
    )
    monkeypatch.setenv("VISITS_DATABASE_SECONDS", "1")
    assert "visits in postgres on this machine: takes longer than 1 seconds" in refused(database)


def test_a_session_can_write_nothing(database):
    import adbc_driver_postgresql.dbapi as driver

    with driver.connect(postgres.bounded(database, 5)) as connection:
        with connection.cursor() as cursor, pytest.raises(driver.Error, match="read-only"):
            cursor.execute("CREATE TABLE anything (a int)")
        connection.rollback()
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('transaction_isolation')")
            assert cursor.fetchone() == ("repeatable read",)


def test_a_database_that_is_down_or_never_answers_is_one_sentence(monkeypatch):
    monkeypatch.setenv("VISITS_DATABASE_SECONDS", "2")
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        port = deaf.getsockname()[1]
        assert "records on 127.0.0.1 cannot be reached: Connection refused." in refused(
            f"postgresql://127.0.0.1:{port}/records"
        )
        deaf.listen(1)
        sentence = refused(f"postgresql://127.0.0.1:{port}/records")
        assert "records on 127.0.0.1 cannot be reached: timeout expired." in sentence


@pytest.mark.parametrize(
    "address", ["postgresql://me:secret@host/db", "mssql://host/db?password=secret"]
)
def test_a_password_in_the_address_is_refused_and_never_repeated(address):
    sentence = refused(address)
    assert "env:NAME" in sentence and "secret" not in sentence


def test_an_address_in_a_variable_may_hold_one_and_its_fault_does_not_tell_it(monkeypatch):
    monkeypatch.setenv("VISITS_DATABASE_SECONDS", "2")
    monkeypatch.setenv("RECORDS", "postgresql://me:secret@127.0.0.1:1/db")
    sentence = refused("env:RECORDS")
    assert "db on 127.0.0.1 cannot be reached" in sentence and "secret" not in sentence
    assert "NOWHERE is not set" in refused("env:NOWHERE")
    assert "No records can be read from ftp://" in refused("ftp://host/records")


class Cursor:
    """A cursor of SQL Server's driver as far as it is used: what was asked, and canned answers."""

    def __init__(self, *answers):
        self.answers, self.asked = list(answers), []

    def execute(self, *asked):
        self.asked.append(asked)
        return self

    def fetchall(self):
        return self.answers.pop(0)


def test_sql_server_is_asked_for_text_column_by_column():
    columns = [("visit_id", "int"), ("name", "nvarchar"), ("urn", "char"), ("visit_type", "char")]
    cursor = Cursor(
        [*columns, ("started_on", "date")], [("1", "EX000001", "Assurance visit", "2020-09-07")]
    )
    raw = sqlserver.read_one(cursor, "visits", Mapping(table="dbo.visits"))
    assert cursor.asked[1] == (
        "SELECT CONVERT(nvarchar(max), [visit_id]) AS [visit_id], "
        "CONVERT(nvarchar(max), [urn]) AS [urn], "
        "CONVERT(nvarchar(max), [visit_type]) AS [visit_type], "
        "CONVERT(nvarchar(max), [started_on], 23) AS [started_on] "
        "FROM [dbo].[visits] ORDER BY 1, 2, 3, 4",
    )
    assert raw.rows.columns == ["0", "2", "3", "4", "source_row"]
    assert raw.rows["source_row"].to_list() == [2]
    assert raw.rows["4"].to_list() == ["2020-09-07"]


def test_sql_server_without_the_table_reads_nothing_unless_it_was_named():
    assert sqlserver.read_one(Cursor([]), "visits", Mapping()) is None
    with pytest.raises(RecordsError, match="no table dbo"):
        sqlserver.read_one(Cursor([]), "visits", Mapping(table="dbo.x"))


def test_sql_server_is_signed_in_to_with_a_secret_of_the_environment(monkeypatch):
    monkeypatch.setenv(sqlserver.PASSWORD, "s;e}c")
    string = sqlserver.connection_string("mssql://me@host:1444/db")
    assert string == (
        "Server=host,1444;Database=db;ApplicationIntent=ReadOnly;Encrypt=yes;UID=me;PWD={s;e}}c};"
    )
    assert "Authentication=ActiveDirectoryDefault;" in sqlserver.connection_string("mssql://h/db")


def test_sql_server_that_is_down_is_one_sentence(monkeypatch):
    monkeypatch.setenv("VISITS_DATABASE_SECONDS", "1")
    sentence = refused("mssql://me@127.0.0.1:1/db")
    assert "db on 127.0.0.1 cannot be reached: " in sentence


def test_every_scheme_that_is_read_is_known():
    assert {"postgresql", "mssql", "delta"} <= addresses.READERS.keys()
