"""One extract, whatever it comes from, gives the same records to the last byte."""

from datetime import date

import adbc_driver_postgresql.dbapi as driver
import polars as pl
import pytest

from dashboard.records.intake import from_source
from tests.records.conftest import with_headings, write_ods, write_xlsx

DAY = date(2020, 12, 7)


def as_csv(folder, tables, _):
    for name, table in tables.items():
        table.write_csv(folder / f"{name}.csv")
    return folder


def as_parquet(folder, tables, _):
    for name, table in tables.items():
        table.write_parquet(folder / f"{name}.parquet")
    return folder


def as_xlsx(folder, tables, _):
    for name, rows in with_headings(tables).items():
        write_xlsx(folder / f"{name}.xlsx", {name: rows})
    return folder


def as_one_xlsx(folder, tables, _):
    return write_xlsx(folder / "all.xlsx", with_headings(tables))


def as_ods(folder, tables, _):
    for name, rows in with_headings(tables).items():
        write_ods(folder / f"{name}.ods", {"Sheet1": rows})
    return folder


def as_one_ods(folder, tables, _):
    return write_ods(folder / "all.ods", with_headings(tables))


def as_delta(folder, tables, _):
    for name, table in tables.items():
        table.write_delta(str(folder / name))
    return folder


def as_a_lake(folder, tables, _):
    as_delta(folder, tables, _)
    return f"delta://{folder}"


def as_postgresql(_, tables, request):
    database = request.getfixturevalue("database")
    with driver.connect(database) as connection, connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA IF EXISTS public CASCADE")
        cursor.execute("CREATE SCHEMA public")
        for name, table in tables.items():
            cursor.adbc_ingest(name, table.to_arrow(), mode="create")
        connection.commit()
    return database


FORMS = [as_csv, as_parquet, as_xlsx, as_one_xlsx, as_ods, as_one_ods, as_delta, as_a_lake]


@pytest.fixture
def written(tmp_path):
    """Give a function that writes records as Parquet and gives every table's bytes."""

    def write(taken):
        assert taken.set_aside.is_empty(), taken.set_aside
        for name, table in taken.records.items():
            table.write_parquet(tmp_path / name, statistics=False)
        return {name: (tmp_path / name).read_bytes() for name in taken.records}

    return write


@pytest.mark.parametrize("form", [*FORMS, as_postgresql], ids=lambda form: form.__name__)
def test_every_form_of_an_extract_gives_the_same_bytes(tmp_path, extract, written, form, request):
    first, second = tmp_path / "first", tmp_path / "second"
    first.mkdir(), second.mkdir()
    as_csv(first, extract, request)
    wanted = written(from_source(first, DAY))
    assert written(from_source(form(second, extract, request), DAY)) == wanted


def test_typed_forms_need_no_repair(tmp_path, extract, request):
    taken = from_source(as_parquet(tmp_path, extract, request), DAY)
    assert taken.issues == ()
    kept = taken.records["visits"]
    assert kept["visit_id"].to_list() == ["10000003", "V1", "V2"]
    assert kept["inspector_days"].to_list() == [0.1, 1.5, 2.0]
    assert kept.schema["started_on"] == pl.Date
    assert taken.records["settings"]["urn"][0] == "0012345"
    assert '"mean it"' in taken.records["findings"]["text"][0]
