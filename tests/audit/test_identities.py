"""The checks hold on sound records, and each can fail."""

from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from dashboard.audit.identities import checks
from dashboard.exhibits.common import headlines, tiles
from dashboard.exhibits.coverage import bridge
from dashboard.measures.opening import make_illustrative
from dashboard.measures.selection import Selection
from dashboard.records import words
from dashboard.records.reach import EVERYTHING, Reach


@pytest.mark.parametrize("day", [date(2020, 9, 7), date(2020, 12, 7), date(2021, 3, 31)])
def test_at_least_thirty_checks_hold(day):
    made = checks(make_illustrative(day))
    assert len(made) >= 30
    assert [check.sentence for check in made if not check.holds] == []
    assert len({check.sentence for check in made}) == len(made)


AGAIN = "counted again from the records"


def broken(store, table, change):
    """Give a store whose cube has one table changed."""
    tables = dict(store.cube.tables) | {table: store.cube.tables[table].with_columns(change)}
    return replace(store, cube=replace(store.cube, tables=tables))


def test_a_row_that_lies_in_no_region_is_found():
    store = make_illustrative(date(2020, 12, 7))
    nowhere = pl.when(pl.col("la_code") == "E10000016").then(None).otherwise(pl.col("region"))
    made = checks(broken(store, "open", nowhere.alias("region")))
    failed = [check.sentence for check in made if not check.holds]
    assert failed == ["Settings in England = settings of the 8 Ofsted regions"]


def test_counts_that_are_not_those_of_the_records_are_found():
    store = make_illustrative(date(2020, 12, 7))
    more = (pl.col("visits") + 1).alias("visits")
    failed = [c.sentence for c in checks(broken(store, "visits", more)) if not c.holds]
    assert failed[0] == "Visits counted = visits in the records"
    assert failed[1].startswith("Rows of visits read = ")
    assert all(sentence.startswith("Visits since") for sentence in failed[2:])
    fewer = (pl.col("settings") - 1).alias("settings")
    failed = [c.sentence for c in checks(broken(store, "reached", fewer)) if not c.holds]
    assert failed[0] == "Settings visited = open settings with a visit"
    assert all(sentence.startswith("Settings visited since") for sentence in failed[1:])


def test_a_row_that_was_lost_on_the_way_in_is_found():
    store = make_illustrative(date(2020, 12, 7))
    accounts = dict(store.accounts)
    accounts["visits"] = dict(accounts["visits"], kept=accounts["visits"]["kept"] - 1)
    failed = [c.sentence for c in checks(replace(store, accounts=accounts)) if not c.holds]
    assert failed == ["Rows of visits read = rows used + rows set aside"]


def failing(store):
    """List the identities that fail, but for what the recount finds."""
    failed = (check.sentence for check in checks(store) if not check.holds)
    return [sentence for sentence in failed if not sentence.endswith(AGAIN)]


def test_a_bridge_that_does_not_add_up_is_found():
    store = make_illustrative(date(2020, 12, 7))
    more = (pl.col("settings") + 1).alias("settings")
    failed = failing(broken(store, "left", more))
    assert failed == [
        "Settings on the register at the start + joined - left = in scope now",
        "Settings that left = settings closed since",
    ]
    fewer = pl.col("places") * 0
    failed = failing(broken(store, "joined", fewer))
    assert failed == ["Places on the register at the start + joined - left = in scope now"]


def test_a_setting_without_a_band_and_a_letter_too_many_are_found():
    store = make_illustrative(date(2020, 12, 7))
    fewer = pl.when(pl.col("last_seen") == words.NEVER_SEEN).then(0).otherwise(pl.col("settings"))
    failed = failing(broken(store, "sight", fewer.alias("settings")))
    assert failed == ["Settings in scope = settings by when anyone was last on site"]
    more = (pl.col("settings") + 1).alias("settings")
    failed = failing(broken(store, "reported", more))
    assert failed == ["Settings visited, letter published = open settings with a letter published"]


def test_places_that_nobody_recorded_are_neither_checked_nor_said_to_be_none():
    store = make_illustrative(date(2020, 12, 7))
    spans = {told: kinds for told, kinds in EVERYTHING.spans.items() if told != "places"}
    rows = store.records["settings"].with_columns(places=pl.lit(None, pl.Int32))
    tables = {
        name: table.with_columns(places=pl.lit(0, pl.Int64)) if "places" in table.columns else table
        for name, table in store.cube.tables.items()
    }
    untold = replace(
        store,
        records={**store.records, "settings": rows},
        cube=replace(store.cube, tables=tables, reach=Reach(spans)),
    )
    assert not [check.sentence for check in checks(untold) if "laces" in check.sentence]
    assert [check for check in checks(store) if "laces" in check.sentence]
    asked = Selection(unit="places")
    said = [
        headlines.visited(untold, asked),
        bridge.headline(bridge.rows(untold, asked), untold, asked),
    ]
    for sentence in said:
        assert "do not tell of registered places" in sentence
        assert " no " not in sentence
    assert tiles.visited(untold, asked)[1] == tiles.UNKNOWN
