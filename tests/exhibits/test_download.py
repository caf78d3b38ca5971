"""A file is the table that is shown, under a name and with facts that say what it is."""

import io
from datetime import date

import polars as pl
import pytest

from dashboard.exhibits import download
from dashboard.files.csv import to_csv
from dashboard.measures import Selection, results, weekly
from dashboard.measures.definitions.coverage import COVERAGE
from dashboard.measures.filters import PLACES_UNIT
from dashboard.records import words as w
from dashboard.settings import MARKING
from dashboard.wording import words

COLUMNS = ["name", "numerator", "denominator", "value", "status"]
CHOSEN = Selection(setting_type=w.ALL_HOMES, until=date(2020, 11, 22))


def regions(opened, selection=CHOSEN):
    measure, rows = results.coverage_measure(selection), results.by_region(opened, selection)
    return rows, download.download(opened, selection, measure, rows, COLUMNS, "visited by region")


def test_a_file_is_exactly_the_table_that_is_shown(illustrated):
    rows, offered = regions(illustrated)
    assert offered.table.equals(rows.select(COLUMNS))
    back = pl.read_csv(io.BytesIO(to_csv(offered.table, offered.facts)))
    assert back.select(COLUMNS).equals(rows.select(COLUMNS))


def test_a_column_that_the_rows_do_not_have_is_named(illustrated):
    rows, _ = regions(illustrated)
    with pytest.raises(ValueError, match="visited by region: its rows have no column nothing"):
        download.download(
            illustrated, CHOSEN, COVERAGE, rows, ["name", "nothing"], "visited by region"
        )


def test_a_file_says_on_every_row_what_it_is(illustrated):
    _, offered = regions(illustrated)
    assert offered.facts == {
        "measure": "coverage",
        "definition": results.coverage_measure(CHOSEN).definition,
        "filters": words.showing(CHOSEN, illustrated),
        "period": "2020-09-01/2020-11-22",
        "as_at": "2020-12-07",
        "snapshot": "illustrative-2020-12-07",
        "source": words.source(illustrated),
        "records": "illustrative",
        "mode": MARKING,
    }
    back = pl.read_csv(io.BytesIO(to_csv(offered.table, offered.facts)))
    for name, text in offered.facts.items():
        assert back[name].cast(pl.String).unique().to_list() == [text]


def test_records_of_ones_own_are_not_called_illustrative(edges):
    _, offered = regions(edges["one visit"], Selection())
    assert offered.facts["records"] == "as published"
    assert offered.facts["snapshot"] == edges["one visit"].name
    assert "invented" not in offered.facts["source"]


@pytest.mark.parametrize(
    ("area", "named"),
    [
        (None, "england"),
        ("E10000016", "kent"),
        ("E06000023", "bristol-city-of"),
        ("North East, Yorkshire and the Humber", "north-east-yorkshire-and-the-humber"),
    ],
)
def test_a_file_is_named_for_its_area_its_table_and_its_day(illustrated, area, named):
    _, offered = regions(illustrated, Selection(area=area))
    assert offered.stem == f"{named}-visited-by-region-2020-12-07"


def test_counting_places_names_the_measure_of_places(illustrated):
    _, offered = regions(illustrated, Selection(unit=PLACES_UNIT))
    assert offered.facts["measure"] == "places_coverage"


def test_days_and_words_are_text_and_numbers_stay_numbers(illustrated):
    selection = Selection()
    rows = weekly.by_week(illustrated, selection)
    columns = ["week", "selection_basis", "numerator"]
    measure = results.coverage_measure(selection)
    offered = download.download(illustrated, selection, measure, rows, columns, "visits by week")
    assert offered.table.schema == {
        "week": pl.String,
        "selection_basis": pl.String,
        "numerator": pl.Int64,
    }
    assert offered.table["week"][0] == "2020-08-31"


def test_what_is_not_known_is_blank_in_the_file_and_never_zero(edges):
    opened = edges["no visits supplied"]
    _, offered = regions(opened, Selection())
    back = pl.read_csv(io.BytesIO(to_csv(offered.table, offered.facts)))
    assert back["numerator"].null_count() == back.height
    assert set(back["status"]) == {"[x] not known"}
