"""Whatever rows come in: none is lost, order does not matter, and clean rows are kept."""

from datetime import date

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.records.check import check, check_extract
from dashboard.records.issues import no_faults
from dashboard.records.rules import Around
from dashboard.records.sources import delimited
from dashboard.records.sources.headings import Extract, fit
from dashboard.records.sources.mapping import Mapping
from tests.records.campaign import SETTINGS

DAY = date(2020, 12, 7)
KNOWN = check("settings", SETTINGS).kept
AROUND = Around(DAY, None, {"settings": KNOWN})
COLUMNS = ("visit_id", "urn", "visit_type", "selection_basis", "started_on", "inspector_days")
DAYS = st.dates(date(2020, 9, 1), DAY).map(str)
CLEAN = {
    "urn": st.sampled_from(KNOWN["urn"].to_list()),
    "visit_type": st.sampled_from(["Assurance visit", "Monitoring visit"]),
    "selection_basis": st.sampled_from(["Other", "", "Prioritised on concerns"]),
    "started_on": DAYS,
    "inspector_days": st.sampled_from(["", "1", "2.5", "0"]),
}
ODD = st.sampled_from(
    ["", " ", "N/A", "#REF!", "Total", "NaN", "-1", "1,5", "07/09/2020", "2020-02-31", '"', "a,b"]
) | st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8)
SEEN = {
    "visit_id": st.sampled_from(["V1", "V2", "V3", " V1", "1.0"]) | ODD,
    **{column: good | ODD for column, good in CLEAN.items()},
}


def clean_rows(minimum=0):
    rows = st.lists(st.fixed_dictionaries(CLEAN), min_size=minimum, max_size=6)
    return rows.map(lambda found: [{"visit_id": f"V{n}"} | row for n, row in enumerate(found)])


def any_rows():
    return st.lists(st.fixed_dictionaries(SEEN), max_size=8)


def checked(rows):
    frame = pl.DataFrame(rows, schema=dict.fromkeys(COLUMNS, pl.String))
    numbers = pl.int_range(2, pl.len() + 2, dtype=pl.UInt32).alias("source_row")
    frame = frame.select(pl.lit("visits.csv").alias("source_file"), numbers, *COLUMNS)
    extract = Extract(frame, no_faults(), no_faults(), (), native_dates=False)
    return check_extract("visits", extract, Mapping(), AROUND)


@settings(max_examples=60)
@given(any_rows())
def test_every_row_is_kept_set_aside_with_a_reason_or_passed_over(rows):
    result = checked(rows)
    assert result.kept.height + result.set_aside.height + result.passed.height == len(rows)
    for part in (result.set_aside, result.passed):
        assert part["fault"].null_count() == part["check"].null_count() == 0
    numbers = [*result.set_aside["source_row"], *result.passed["source_row"]]
    assert len(numbers) == len(set(numbers))
    assert set(numbers) <= set(range(2, len(rows) + 2))


@settings(max_examples=30)
@given(any_rows())
def test_checking_what_was_kept_changes_nothing(rows):
    kept = checked(rows).kept
    again = check("visits", kept, {"settings": KNOWN})
    assert again.kept.equals(kept)
    assert again.issues == ()
    assert again.set_aside.is_empty() and again.passed.is_empty()


@settings(max_examples=30)
@given(any_rows(), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing_that_is_kept(rows, chance):
    mixed = list(rows)
    chance.shuffle(mixed)
    first, second = checked(rows), checked(mixed)
    assert first.kept.equals(second.kept)
    counted = [result.set_aside["fault"].sort().to_list() for result in (first, second)]
    assert counted[0] == counted[1]


@settings(max_examples=30)
@given(clean_rows(1), any_rows())
def test_a_clean_row_is_never_set_aside_whatever_stands_beside_it(clean, others):
    strangers = [row | {"visit_id": "X" + row["visit_id"]} for row in others]
    kept = checked([*clean, *strangers]).kept
    assert {row["visit_id"] for row in clean} <= set(kept["visit_id"])


@settings(max_examples=30)
@given(rows=any_rows())
def test_a_written_csv_is_read_as_it_was_written(rows, tmp_path_factory):
    path = tmp_path_factory.mktemp("csv") / "visits.csv"
    frame = pl.DataFrame(rows, schema=dict.fromkeys(COLUMNS, pl.String))
    frame.write_csv(path, quote_style="always")
    read = fit("visits", delimited.read("visits", path, Mapping()), Mapping())
    assert read.read == len(rows)
    assert read.rows.select(COLUMNS).rows() == frame.rows()
