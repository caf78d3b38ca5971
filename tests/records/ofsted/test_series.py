"""National totals are read from a release whichever way their tables are laid out."""

from datetime import date

import polars as pl
import pytest

from dashboard.records.ofsted.series import sheets_of, totals

BY_DAY = [
    ["Table 6a: National number of children's social care providers, by type"],
    [
        "Date",
        "Data type",
        "All Children's Homes",
        "Secure Children’s Homes",
        "Boarding Schools",
        "All",
    ],
    ["2023-03-31T00:00:00", "Providers", "3,119", "13", "59", "3812"],
    ["31-Mar-15 [Note 3]", "Providers", "2074", "14", "81", "2787"],
    ["31 March 2014", "Providers", "2057", "", "[z]", "2796"],
    [],
    ["Table 6b: National number of places in children's homes"],
    ["Date", "Data type", "All Children's Homes", "Secure Children’s Homes", "Boarding Schools"],
    ["31/03/2023", "Places", "13528", "214", "8939"],
]
BY_TYPE = [
    ["Number of registered places at 31 March"],
    ["Provision type", "31 March 2021", "31 March 2022", "31 March 2023"],
    ["Children's homes", "10708", "11095", "11857"],
    ["Voluntary adoption agencies", "", "", ""],
    ["Total", "1", "2", "3"],
]
JUDGED = [
    ["Latest judgement of providers at 31 March"],
    ["Date", "Children's Homes", "Boarding Schools", "All"],
    ["31 March 2023", "1", "2", "3"],
]


def read(write_csv, rows):
    found = totals(sheets_of(write_csv("national.csv", rows)))
    return {(day, kind, what): n for _, _, day, kind, what, n in found.iter_rows()}


def test_days_in_rows_and_types_in_columns_are_read_with_their_words_in_the_plural(write_csv):
    found = read(write_csv, BY_DAY)
    assert found == {
        (date(2023, 3, 31), "All children's homes", "settings"): 3119,
        (date(2023, 3, 31), "Secure children's home", "settings"): 13,
        (date(2023, 3, 31), "Boarding school", "settings"): 59,
        (date(2023, 3, 31), "All providers", "settings"): 3812,
        (date(2015, 3, 31), "All children's homes", "settings"): 2074,
        (date(2015, 3, 31), "Secure children's home", "settings"): 14,
        (date(2015, 3, 31), "Boarding school", "settings"): 81,
        (date(2015, 3, 31), "All providers", "settings"): 2787,
        (date(2014, 3, 31), "All children's homes", "settings"): 2057,
        (date(2014, 3, 31), "All providers", "settings"): 2796,
        (date(2023, 3, 31), "All children's homes", "places"): 13528,
        (date(2023, 3, 31), "Secure children's home", "places"): 214,
        (date(2023, 3, 31), "Boarding school", "places"): 8939,
    }


def test_types_in_rows_and_days_in_columns_are_read_too(write_csv):
    found = read(write_csv, BY_TYPE)
    assert found[date(2022, 3, 31), "Children's home", "places"] == 11095
    assert found[date(2023, 3, 31), "All providers", "places"] == 3
    assert len(found) == 6


@pytest.mark.parametrize("rows", [JUDGED, [["a", "b"], ["1", "2"]], [[]]])
def test_a_table_that_counts_something_else_has_no_totals(write_csv, rows):
    assert read(write_csv, rows) == {}


def test_a_table_with_a_row_for_each_setting_is_none_of_totals(write_csv, layouts):
    path = write_csv("register.csv", layouts.register(layouts.register_row()))
    assert sheets_of(path) == ()
    assert totals(()).schema["day"] == pl.Date
