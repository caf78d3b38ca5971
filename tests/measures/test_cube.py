"""The cube is the same on every engine, and what goes in comes out."""

from datetime import date

import duckdb
import polars as pl
import pytest

from dashboard.measures import cube, shape
from dashboard.records import illustrative
from dashboard.settings import starts_for

DAY = date(2020, 12, 7)
STARTS = [start.day for start in starts_for(DAY)]


@pytest.fixture(scope="module")
def records():
    return illustrative.records(DAY)


def test_duckdb_counts_as_polars_does(records):
    frames = {name: records[name] for name in cube.EVENTS}
    frames |= cube.periods(records["calendar"], STARTS, DAY)
    with duckdb.connect() as connection:
        for name, frame in frames.items():
            connection.register(f"{name}_in", frame.to_arrow())
        tables = {name: connection.table(f"{name}_in") for name in frames}
        counted = {n: cube.settle(n, t) for n, t in cube.count(tables, DAY).items()}
    expected = {n: cube.settle(n, t) for n, t in cube.count(frames, DAY).items()}
    assert counted.keys() == expected.keys() == shape.KEYS.keys()
    for name, table in expected.items():
        assert counted[name].equals(table)
        assert table.height > 0


def test_every_visit_since_a_start_is_in_the_cube_once(records):
    made = cube.build(records, STARTS, DAY)
    for start in STARTS:
        expected = records["visits"].filter(pl.col("started_on").is_between(start, DAY)).height
        counted = made.tables["visits"].filter(pl.col("since") == start)["visits"].sum()
        assert counted == expected > 0


def test_every_setting_on_the_register_is_in_scope_once(records):
    live = records["settings"].filter(
        pl.col("registered_on").fill_null(date.min) <= DAY,
        pl.col("closed_on").fill_null(date.max) > DAY,
    )
    made = cube.build(records, STARTS, DAY)
    assert made.tables["open"]["settings"].sum() == live.height
    assert made.tables["open"]["places"].sum() == live["places"].sum()


def test_building_twice_gives_the_same_bytes(records):
    first, second = (cube.build(records, STARTS, DAY) for _ in range(2))
    for name, table in first.tables.items():
        assert table.equals(second.tables[name])
        assert table.schema == second.tables[name].schema
