"""Rows that can be used are kept, others set aside with the reason; none is lost."""

from datetime import date

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.records import words
from dashboard.records.check import RecordsError, check, check_all
from dashboard.records.model import TABLES
from dashboard.records.references import NEEDS

GOOD = {
    "urn": "EX000001",
    "setting_type": "Children's home",
    "la_code": "E10000016",
    "sector": "Private",
    "places": "4",
    "registered_on": "2019-01-01",
    "closed_on": None,
    "last_grade": "Good",
    "last_inspected_on": "2019-06-01",
}
FAULTS = [
    ({"urn": "12"}, 'urn "12" is not allowed: a reference has ' + NEEDS),
    ({"urn": None}, "urn is blank"),
    ({"setting_type": "Castle"}, 'setting_type "Castle" is not a known word'),
    ({"setting_type": None}, "setting_type is blank"),
    ({"la_code": "S12000033"}, 'la_code "S12000033" is not allowed'),
    ({"places": "four"}, 'places "four" is not a number'),
    ({"places": "-1"}, 'places "-1" is not allowed'),
    ({"registered_on": "01/01/2019"}, 'registered_on "01/01/2019" is not a date (yyyy-mm-dd)'),
    ({"registered_on": "2019-02-31"}, 'registered_on "2019-02-31" is a day that does not exist'),
    ({"closed_on": "2018-01-01"}, "closed on is before registered on"),
    ({"last_grade": "Great"}, 'last_grade "Great" is not a known word'),
]


def rows(*changes):
    return pl.DataFrame(
        [GOOD | change for change in changes], schema=dict.fromkeys(GOOD, pl.String)
    )


def test_a_good_row_is_kept_with_its_types():
    result = check("settings", rows({}))
    assert result.set_aside.is_empty()
    assert result.kept.row(0, named=True)["places"] == 4
    assert result.kept["registered_on"][0] == date(2019, 1, 1)
    assert result.kept.schema["setting_type"] == pl.Enum(words.SETTING_TYPES)


@pytest.mark.parametrize(("change", "reason"), FAULTS, ids=[reason for _, reason in FAULTS])
def test_a_row_that_breaks_a_rule_is_set_aside_with_its_row_and_reason(change, reason):
    result = check("settings", rows({"urn": "EX000002"}, change))
    assert result.kept["urn"].to_list() == ["EX000002"]
    assert result.set_aside.select("source_row", "fault").rows() == [(3, reason)]


def test_rows_that_share_a_key_are_all_set_aside():
    result = check("settings", rows({}, {"sector": "Voluntary"}))
    assert result.kept.is_empty()
    assert result.set_aside["fault"].to_list() == ["its key is used by another row"] * 2


def test_a_missing_column_is_named_with_the_nearest():
    with pytest.raises(
        RecordsError, match=r'has no column setting_type\. Its column "setting_typ"'
    ):
        check("settings", rows({}).rename({"setting_type": "setting_typ"}))


def test_a_column_that_may_be_blank_may_be_absent():
    result = check("settings", rows({}).drop("registered_on", "sector"))
    assert result.kept["registered_on"].to_list() == [None]


def test_a_key_that_is_not_in_its_table_sets_the_row_aside_and_what_hangs_on_it():
    visit = {"visit_id": "1", "visit_type": "Assurance visit", "started_on": "2020-09-07"}
    tables = {
        "settings": rows({}, {"urn": "EX000002", "setting_type": "Castle"}),
        "visits": pl.DataFrame(
            [visit | {"urn": "EX000002"}, visit | {"visit_id": "2", "urn": GOOD["urn"]}]
        ),
    }
    result = check_all(tables)["visits"]
    assert result.kept["visit_id"].to_list() == ["2"]
    assert result.set_aside["fault"].to_list() == ['urn "EX000002" is not in settings']


def test_a_code_of_another_vintage_is_explained():
    authority = {
        "la_code": "E06000061",
        "la_name": "North Northamptonshire",
        "region": "East Midlands",
        "statistical_region": "East Midlands",
    }
    tables = {
        "local_authorities": pl.DataFrame([authority]),
        "settings": rows({"la_code": "E10000021"}),
    }
    reason = check_all(tables, "2021")["settings"].set_aside["fault"][0]
    assert "Northamptonshire (E10000021) was split" in reason


@settings(max_examples=60)
@given(
    st.lists(
        st.fixed_dictionaries(
            {
                "urn": st.sampled_from(["EX000001", "EX000002", "12", None, ""]),
                "setting_type": st.sampled_from(["Children's home", "Castle", None]),
                "la_code": st.sampled_from(["E10000016", "x", None]),
                "places": st.sampled_from(["4", "-1", "four", None]),
                "registered_on": st.sampled_from(["2020-01-01", "1/1/20", None]),
            }
        ),
        max_size=8,
    ),
    st.randoms(use_true_random=False),
)
def test_kept_and_set_aside_are_all_that_was_read_in_any_order(given_rows, chance):
    schema = dict.fromkeys(["urn", "setting_type", "la_code", "places", "registered_on"], pl.String)
    frame = pl.DataFrame(given_rows, schema=schema)
    result = check("settings", frame)
    assert result.read == len(given_rows)
    assert result.set_aside["fault"].null_count() == 0
    again = check("settings", result.kept)
    assert again.set_aside.is_empty(), "a clean row is never set aside"
    assert again.kept.equals(result.kept)
    shuffled = list(given_rows)
    chance.shuffle(shuffled)
    assert check("settings", pl.DataFrame(shuffled, schema=schema)).kept.equals(result.kept)


def test_every_column_is_described():
    for schema in TABLES.values():
        assert all(column.description for column in schema.columns().values())
