"""Line of sight: what counts as on site, and the day of it, a setting at a time."""

from datetime import date, timedelta

import polars as pl
import pytest

from dashboard.measures import last_on_site
from dashboard.records import words
from dashboard.records.model import empty

DAY = date(2020, 12, 7)
SETTINGS = {
    "urn": pl.String,
    "last_inspected_on": pl.Date,
    "registered_on": pl.Date,
    "closed_on": pl.Date,
}


def settings(*rows):
    return pl.DataFrame(rows, schema=SETTINGS, orient="row")


def visits(*rows):
    columns = ("visit_id", "urn", "visit_type", "mode", "started_on")
    types = {column: empty("visits").schema[column] for column in columns}
    return pl.DataFrame(rows, schema=types, orient="row")


@pytest.mark.parametrize(
    ("kind", "mode", "counts"),
    [
        ("Assurance visit", "On site", True),
        ("Assurance visit", "Both", True),
        ("Assurance visit", "Remote", False),
        ("Assurance visit", None, False),
        ("Full inspection", None, True),
        ("Full inspection", "Remote", False),
    ],
)
def test_only_a_visit_known_to_be_on_site_counts(kind, mode, counts):
    made = visits(("V1", "EX1", kind, mode, date(2020, 12, 1)))
    row = last_on_site.last_on_site(settings(("EX1", None, None, None)), made, DAY).row(
        0, named=True
    )
    assert row["last_on_site"] == (date(2020, 12, 1) if counts else None)
    assert row["days"] == (6 if counts else None)
    assert row["band"] == ("In the last 3 months" if counts else words.NEVER_SEEN)


def test_the_latest_of_visits_and_inspection_counts_and_never_one_after_the_day():
    made = visits(
        ("V1", "EX1", "Assurance visit", "On site", date(2020, 9, 1)),
        ("V2", "EX1", "Assurance visit", "On site", date(2020, 12, 8)),
        ("V3", "EX2", "Assurance visit", "On site", date(2020, 9, 1)),
    )
    listed = settings(
        ("EX1", date(2020, 1, 1), None, None),
        ("EX2", date(2020, 10, 1), None, None),
        ("EX3", date(2021, 1, 1), None, None),
    )
    found = last_on_site.last_on_site(listed, made, DAY)["last_on_site"].to_list()
    assert found == [date(2020, 9, 1), date(2020, 10, 1), None]


@pytest.mark.parametrize(
    ("days", "band"),
    [
        (0, "In the last 3 months"),
        (91, "In the last 3 months"),
        (92, "3 to 6 months ago"),
        (182, "3 to 6 months ago"),
        (183, "6 to 12 months ago"),
        (365, "6 to 12 months ago"),
        (366, "1 to 2 years ago"),
        (730, "1 to 2 years ago"),
        (731, "Over 2 years ago"),
    ],
)
def test_every_day_has_one_name(days, band):
    listed = settings(("EX1", DAY - timedelta(days=days), None, None))
    assert last_on_site.last_on_site(listed, visits(), DAY)["band"].to_list() == [band]
    assert band in last_on_site.BANDS


def test_open_is_from_the_day_registered_to_the_day_before_closing():
    listed = settings(
        ("EX1", None, None, None),
        ("EX2", None, DAY, None),
        ("EX3", None, DAY + timedelta(days=1), None),
        ("EX4", None, None, DAY),
        ("EX5", None, None, DAY + timedelta(days=1)),
    )
    assert last_on_site.open_on(listed, DAY)["urn"].to_list() == ["EX1", "EX2", "EX5"]
