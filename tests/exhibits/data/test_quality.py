"""What the Data page says of the records is what is in them."""

from dataclasses import replace
from datetime import date

import pytest

from dashboard.audit.identities import checks
from dashboard.exhibits.data import checked, meaning, quality, row_accounts
from dashboard.measures.opening import make_illustrative
from dashboard.measures.selection import Selection
from dashboard.measures.trust import Check, Trust
from dashboard.records.completeness import Field, completeness


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


def test_no_rows_set_aside_is_an_empty_table_with_its_columns(opened):
    assert row_accounts.set_aside(opened).columns == ["table", "source_file", "source_row", "fault"]
