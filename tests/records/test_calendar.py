"""The calendar has no last year: bank holidays by rule, closures, a source's own days."""

from datetime import date, timedelta

import polars as pl
import pytest

from dashboard.records.calendar import PUBLISHED_TO, own_calendar
from dashboard.records.check import check
from dashboard.records.intake import from_folder

REGISTER = "urn,setting_type,la_code,registered_on\n2400001,Children's home,E08000035,2019-01-01\n"
# GOV.UK, "UK bank holidays", England and Wales: days on which offices close.
PUBLISHED = {
    2019: "01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26",
    2020: "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28",
    2022: "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27",
    2023: "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26",
    2027: "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
}


def reasons(as_at):
    return dict(own_calendar(as_at).select("day", "reason").iter_rows())


@pytest.mark.parametrize("year", PUBLISHED)
def test_bank_holidays_are_the_published_ones(year):
    days = own_calendar(date(2020, 1, 1)).filter(pl.col("day").dt.year() == year)
    found = days.filter(pl.col("reason") == "bank holiday")["day"].dt.strftime("%m-%d")
    assert " ".join(found) == PUBLISHED[year]


@pytest.mark.parametrize("as_at", [date(2013, 4, 1), date(2021, 3, 31), date(2037, 1, 5)])
def test_every_day_from_2010_to_ten_years_ahead_is_there_and_passes_its_checks(as_at):
    days = own_calendar(as_at)
    assert days["day"].min() == date(2010, 1, 1)
    assert days["day"].max() == date(as_at.year + 10, 12, 31)
    assert (days["day"].diff().drop_nulls() == timedelta(days=1)).all()
    assert (days["week"].dt.weekday() == 1).all()
    assert (days["working"] == days["reason"].is_null()).all()
    assert check("calendar", days).set_aside.is_empty()


def test_bank_holidays_beyond_those_that_are_shipped_are_the_same_where_they_overlap():
    long, short = (reasons(day) for day in (date(2055, 6, 1), date(2021, 3, 31)))
    shared = long.keys() & short.keys()
    assert len(shared) > 365 * 10
    assert {day: long[day] for day in shared} == {day: short[day] for day in shared}


def test_weekends_and_closures_are_no_working_days():
    why = reasons(date(2021, 3, 31))
    assert why[date(2020, 9, 1)] is None
    assert why[date(2020, 9, 5)] == "weekend"
    assert why[date(2020, 12, 24)] == why[date(2020, 12, 30)] == "closure"


def test_bank_holidays_that_were_not_published_say_that_they_are_worked_out():
    why = reasons(date(2037, 1, 5))
    beyond = {day for day, reason in why.items() if reason == "bank holiday (worked out)"}
    assert min(beyond) > PUBLISHED_TO
    assert {date(2037, 4, 3), date(2037, 12, 28), date(2047, 5, 6)} <= beyond
    assert why[date(2026, 12, 25)] == "bank holiday"


def test_a_source_s_own_days_lie_over_ours_and_a_gap_in_them_is_filled(tmp_path):
    (tmp_path / "settings.csv").write_text(REGISTER)
    (tmp_path / "calendar.csv").write_text(
        "day,week,month,working,reason\n"
        "2027-01-04,2027-01-04,2027-01-01,false,strike\n"
        "2027-05-31,2027-05-31,2027-05-01,true,\n"
    )
    taken = from_folder(tmp_path, date(2027, 1, 11))
    days = taken.records["calendar"]
    why = dict(days.select("day", "reason").iter_rows())
    assert taken.accounts["calendar"].kept == 2
    assert (why[date(2027, 1, 4)], why[date(2027, 5, 31)]) == ("strike", None)
    assert why[date(2027, 1, 1)] == "bank holiday"
    assert days.height == own_calendar(date(2027, 1, 11)).height
    assert days["day"].is_sorted()


@pytest.mark.parametrize(
    "row",
    ["2027-01-05,2027-01-05,2027-01-01,true,", "2027-02-01,2027-02-01,2027-01-01,true,"],
)
def test_a_day_in_another_week_or_month_than_its_own_is_set_aside_and_ours_is_used(tmp_path, row):
    (tmp_path / "settings.csv").write_text(REGISTER)
    (tmp_path / "calendar.csv").write_text(f"day,week,month,working,reason\n{row}\n")
    taken = from_folder(tmp_path, date(2027, 3, 1))
    assert taken.set_aside["fault"].to_list() == ["week or month is not that of the day"]
    day = date.fromisoformat(row[:10])
    assert taken.records["calendar"].filter(pl.col("day") == day)["working"].all()
