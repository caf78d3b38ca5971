"""The cube is the same on every engine, and what goes in comes out."""

import random
from datetime import date

import duckdb
import polars as pl
import pytest

from dashboard import illustrative
from dashboard.measures import Period, cube, frames, shape
from dashboard.measures.definitions import MEASURES
from dashboard.measures.definitions.coverage import VISITS
from dashboard.measures.evaluation import evaluate
from dashboard.settings import monday, starts_for

DAY = date(2020, 12, 7)
STARTS = [start.day for start in starts_for(DAY)]


@pytest.fixture(scope="module")
def records():
    return illustrative.records(DAY)


def test_duckdb_counts_as_polars_does(records):
    laid, axes = frames.lay_out(records, STARTS, DAY)
    with duckdb.connect() as connection:
        for name, frame in laid.items():
            connection.register(f"{name}_in", frame.to_arrow())
        tables = {name: connection.table(f"{name}_in") for name in laid}
        counted = {n: cube.settle(n, t, axes) for n, t in cube.count(tables, axes, DAY).items()}
    expected = cube.build(records, STARTS, DAY).tables
    assert counted.keys() == expected.keys() == shape.KEYS.keys()
    for name, table in expected.items():
        assert counted[name].equals(table)
        assert table.height > 0


def test_every_visit_since_a_start_is_in_the_cube_once(records):
    made = cube.build(records, STARTS, DAY)
    for start in STARTS:
        expected = records["visits"].filter(pl.col("started_on").is_between(start, DAY)).height
        counted = made.tables["visits"].filter(pl.col("stage") >= start)["visits"].sum()
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


def test_a_large_table_is_looked_through_added_up_and_says_the_same(records, monkeypatch):
    plain = cube.build(records, STARTS, DAY)
    large = cube.build(records, STARTS, DAY)
    chance, week = random.Random(8), monday(DAY)
    for measure in MEASURES:
        keys = [k for k in shape.KEYS[measure.numerator.table] if k not in shape.PERIODS]
        for _ in range(6):
            by = chance.sample([*keys, *shape.AREAS], chance.randint(0, 2))
            where = chance.choice(({}, {"region": "London"}, {"sector": "Private"}))
            asked = (Period(chance.choice(STARTS), week), by, where)
            with monkeypatch.context() as patched:
                patched.setattr(cube, "SMALL", 0)
                told = evaluate(measure, large, *asked)
            assert told.equals(evaluate(measure, plain, *asked)), (measure.name, asked)
    with monkeypatch.context() as patched:
        patched.setattr(cube, "SMALL", 0)
        few = large.by("visits", frozenset({"stage", "week", "region"}))
    assert 2 * few.height < plain.tables["visits"].height
    assert few["visits"].sum() == plain.tables["visits"]["visits"].sum()


def test_readers_who_ask_at_once_are_answered_as_one_alone_is(records, monkeypatch):
    """Each may be given a frame of its own of what is added up, and let it go again."""
    chance, period = random.Random(3), Period(STARTS[0], monday(DAY))
    keys = [key for key in shape.KEYS["visits"] if key not in shape.PERIODS]
    asked = [chance.sample(keys, chance.randint(0, 3)) for _ in range(60)]
    monkeypatch.setattr(cube, "SMALL", 0)
    alone, shared = (cube.build(records, STARTS, DAY) for _ in range(2))
    expected = [evaluate(VISITS, alone, period, by) for by in asked]
    by = cube.Cube.by
    monkeypatch.setattr(cube.Cube, "by", lambda one, *given: by(one, *given).clone())
    found = [evaluate(VISITS, shared, period, columns) for columns in asked]
    assert all(one.equals(wanted) for one, wanted in zip(found, expected, strict=True))
