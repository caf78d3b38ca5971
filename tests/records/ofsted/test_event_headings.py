"""Headings of inspections and visits are known however they are worded, or stop the import."""

from datetime import date

import pytest

from dashboard.records.check import RecordsError
from dashboard.records.ofsted import read_release
from dashboard.records.ofsted.headings import column_of

DAY = date(2021, 3, 31)
VISITS = [
    ("Full inspection", date(2020, 6, 7), date(2020, 11, 30), "10000001"),
    ("Assurance visit", date(2020, 9, 8), date(2020, 11, 30), "10000002"),
]


@pytest.fixture
def read(write_csv, layouts):
    """Read a register and two events whose five own headings are given."""

    def read(*heads, more=()):
        head = [[*layouts.provider, *heads[-1], *(said for said, _ in more)]]
        above = [[*[""] * len(layouts.provider), *row] for row in heads[:-1]]
        rows = [
            layouts.event_row(),
            layouts.event_row(kind="Assurance visit", day="08/09/2020", number="10000002"),
        ]
        told = [row + [cell for _, cell in more] for row in rows]
        events = write_csv("events.csv", [*above, *head, *told])
        register = write_csv("register.csv", layouts.register(layouts.register_row()))
        release = read_release([register, events], DAY)
        kinds = [each.kind for each in release.files]
        assert kinds == ["register", "events in the year"]
        seen = release.tables["visits"].sort("started_on")
        return seen.select("visit_type", "started_on", "published_on", "visit_id").rows()

    return read


@pytest.mark.parametrize(
    ("said", "column"),
    [
        ("visit type", "event_type"),
        ("type of inspection or visit", "event_type"),
        ("inspection / visit type", "event_type"),
        ("inspection type (grouped)", "event_type"),
        ("visit start date", "event_date"),
        ("start date of the visit", "event_date"),
        ("first day of inspection", "event_date"),
        ("date visited", "event_date"),
        ("inspection date(s)", "event_date"),
        ("latest visit start date", "event_date"),
        ("date report first published", "published"),
        ("letter published on", "published"),
        ("visit reference no.", "number"),
        ("inspection end date", None),
        ("next visit date", None),
        ("date of first inspection", None),
        ("start date", None),
        ("report published", None),
        ("number of visits", None),
        ("number of event", None),
        ("visited", None),
        ("inspection type of provider", None),
    ],
)
def test_a_heading_is_known_by_its_words(said, column):
    assert column_of(said) == column


@pytest.mark.parametrize(
    "heads",
    [
        ["Visit type", "Visit start date", "Report published on", "Visit number", "Outcome"],
        ["Inspection event", "Date of event", "Date published", "Event no.", "Judgement"],
        ["Visit", "Date of visit", "Letter publication date", "Reference of visit", "Outcome"],
    ],
)
def test_events_are_read_under_any_such_headings(read, heads):
    assert read(heads) == VISITS


def test_headings_may_stand_in_two_rows(read):
    upper = ["Visit", "", "", "", ""]
    assert read(upper, ["type", "start date", "publication date", "number", "outcome"]) == VISITS


@pytest.mark.parametrize("said", ["Inspection end date", "Next visit date"])
def test_a_day_of_something_else_stops_the_import(read, layouts, said):
    with pytest.raises(RecordsError, match=f"events.csv has “{said}”"):
        read(layouts.event, more=[(said, "09/06/2020")])


def test_two_columns_of_types_of_which_none_has_a_known_heading_stop_it(read):
    heads = ["Event", "Visit date", "Date published", "Event no.", "Judgement"]
    with pytest.raises(RecordsError, match="“Event”, “What was done”"):
        read(heads, more=[("What was done", "Monitoring visit")])
