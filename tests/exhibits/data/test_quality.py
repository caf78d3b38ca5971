"""What the Data page says of the records is what is in them."""

from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from dashboard.audit.identities import checks
from dashboard.exhibits.data import checked, intake, meaning, quality, row_accounts
from dashboard.measures.opening import make_illustrative
from dashboard.measures.selection import Selection
from dashboard.measures.trust import Check, Trust
from dashboard.records.completeness import Field, completeness
from dashboard.records.issues import Issue


@pytest.fixture(scope="module")
def opened():
    return make_illustrative(date(2020, 12, 7))


def test_the_answer_counts_checks_rows_and_reasons(opened):
    visits = opened.records["visits"]
    made = checks(opened)
    said = quality.answer(opened, made)
    assert said.startswith(f"{len(made)} of {len(made)} checks hold. All ")
    recorded = visits["selection_basis"].count()
    assert f"{recorded:,} of {visits.height:,} visits (98%) have a reason recorded." in said


def test_a_check_that_fails_comes_first_and_says_no(opened):
    made = [*checks(opened), Check("One = two", 1, 2)]
    fails, every = checked.checks(replace(opened, trust=Trust(tuple(made))), Selection()).charts
    assert [*fails.rows] == [["One = two", "1", "2", "No"]] == every.rows[:1]
    assert quality.answer(opened, made).startswith(f"{len(made) - 1} of {len(made)} checks hold.")


def test_completeness_counts_only_the_rows_that_could_have_the_field(opened):
    fields = {(field.table, field.name): field for field in completeness(opened.records)}
    places = fields["settings", "places"]
    assert 0 < places.rows < opened.records["settings"].height
    assert places.verdict == "Good"
    verdicts = {(0, 10): "Not available", (1, 10): "Do not use", (8, 10): "Use with care"}
    for (recorded, rows), verdict in (verdicts | {(10, 10): "Good", (0, 0): "No rows"}).items():
        assert Field("visits", "mode", "the mode", recorded, rows, "").verdict == verdict


def test_every_measure_is_defined_on_the_page():
    [defined, *_] = meaning.definitions(None, Selection()).charts
    assert all(len(row) == 4 and all(row) for row in defined.rows)


def test_faults_that_differ_in_their_values_alone_are_told_once(opened):
    one = {"table": "visits", "source_file": "visits.csv"}
    early = "started_on 2021-0{}-09 is before its setting was registered (2021-12-0{})"
    faults = [early.format(n, n) for n in range(1, 8)]
    faults += ['urn "EX1" is not in settings', 'urn "EX2" is not in settings']
    faults += ['started_on "soon" is not a date']
    rows = pl.DataFrame(
        [one | {"source_row": 20 - n, "fault": fault} for n, fault in enumerate(faults)],
        schema_overrides={"source_row": pl.UInt32},
    )
    account = {"read": 12, "kept": 2, "set_aside": 10, "reasons": dict.fromkeys(faults, 1)}
    store = replace(
        opened,
        records={**opened.records, "set_aside_visits": rows.drop("table")},
        accounts={"visits": account},
    )
    assert row_accounts.account_rows(store)[0][-1] == (
        "7: started_on … is before its setting was registered (rows 14, 15, 16, 17, 18 and 2 more)"
        "; 2: urn … is not in settings (rows 12 and 13)"
        '; 1: started_on "soon" is not a date (row 11)'
    )


def test_what_is_left_out_is_not_called_used_and_only_its_first_names_are_told(opened):
    names = ", ".join(f'"Column {n}"' for n in range(1, 16))
    issue = Issue("heading-unknown", f"Columns that are not used: {names}.", "a.csv", count=15)
    told = intake.mended(replace(opened, issues=(issue.as_dict(),)), Selection())
    said = 'Columns that are not used: "Column 1", "Column 2", "Column 3" and 12 more.'
    assert [*told.charts[0].rows] == [[said, "a.csv", "all", "15", "Left out"]]
    assert told.file.table["said"].to_list() == [issue.said]


def test_no_rows_set_aside_is_an_empty_table_with_its_columns(opened):
    assert row_accounts.set_aside(opened).columns == ["table", "source_file", "source_row", "fault"]
