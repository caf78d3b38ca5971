"""The age of an inspection changes on the day that a year is full, leap years included."""

from datetime import date

import polars as pl
import pytest

from dashboard.measures.inspection_age import AGES, NEVER, UNDATED, age_on
from dashboard.records import words as w


@pytest.mark.parametrize(
    ("seen", "grade", "day", "expected"),
    [
        (date(2019, 12, 8), "Good", date(2020, 12, 7), AGES[0]),
        (date(2019, 12, 7), "Good", date(2020, 12, 7), AGES[1]),
        (date(2018, 12, 7), "Good", date(2020, 12, 7), AGES[2]),
        (date(2017, 12, 8), "Good", date(2020, 12, 7), AGES[2]),
        (date(2017, 12, 7), "Good", date(2020, 12, 7), AGES[3]),
        (date(2019, 3, 1), "Good", date(2020, 2, 29), AGES[0]),
        (date(2020, 2, 29), "Good", date(2021, 2, 28), AGES[0]),
        (date(2020, 2, 29), "Good", date(2021, 3, 1), AGES[1]),
        (date(2019, 3, 1), w.NOT_YET_INSPECTED, date(2020, 2, 29), NEVER),
        (None, "Good", date(2020, 2, 29), UNDATED),
        (None, None, date(2020, 2, 29), UNDATED),
    ],
)
def test_a_year_is_full_on_its_day(seen, grade, day, expected):
    schema = {"last_inspected_on": pl.Date, "last_grade": pl.String}
    rows = pl.DataFrame([(seen, grade)], schema=schema, orient="row")
    assert rows.select(age=age_on(day))["age"].to_list() == [expected]
