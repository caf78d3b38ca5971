"""A history of authorities' inspections is read row by row: judgements, and visits among them."""

from datetime import date

import pytest

from dashboard.records.ofsted import read_release
from dashboard.records.words import FULL_INSPECTION

DAY = date(2025, 3, 31)
HEAD = ["Local authority", "Inspection type", "Inspection date", "Publication date"]
HEAD = [*HEAD, "Overall effectiveness"]
DEVON = "E10000008"
STANDARD = ["Devon", "ILACS Standard", "21/01/2020", "20/03/2020", "Inadequate"]
FOCUSED = ["Devon", "Focused visit", "05/05/2021", "20/06/2021", ""]


@pytest.fixture
def read(write_csv, layouts):
    def release(*rows):
        register = write_csv("register.csv", layouts.register(layouts.register_row()))
        return read_release([register, write_csv("history.csv", [HEAD, *rows])], DAY)

    return release


def judged(release):
    settings = release.tables["settings"].filter(urn=DEVON)
    return settings.select("last_grade", "last_inspected_on").row(0)


def visits(release):
    found = release.tables.get("visits")
    return [] if found is None else found.select("urn", "visit_type", "started_on").rows()


@pytest.mark.parametrize("others", [0, 1, 9])
def test_a_visit_among_inspections_takes_no_judgement_away(read, others):
    more = [
        ["Devon", "Focused visit", f"0{n + 1}/06/2022", "", "Not judged"] for n in range(others)
    ]
    release = read(STANDARD, FOCUSED, *more)
    assert judged(release) == ("Inadequate", date(2020, 1, 21))
    assert (DEVON, "Focused visit", date(2021, 5, 5)) in visits(release)
    assert len(visits(release)) == 1 + others
    assert release.accounts["settings"].read + release.accounts["visits"].read == 3 + others


def test_a_row_with_a_judgement_is_one_whatever_the_inspection_was_called(read):
    release = read(
        ["Devon", "SIF", "21/01/2018", "20/03/2018", "Requires improvement"],
        ["Devon", "ILACS Short Inspection", "05/05/2021", "20/06/2021", "Good"],
    )
    assert judged(release) == ("Good", date(2021, 5, 5))
    assert visits(release) == []


def test_an_unknown_visit_without_a_judgement_is_set_aside_with_the_reason(read):
    release = read(STANDARD, ["Devon", "SIF", "21/01/2018", "20/03/2018", ""])
    assert judged(release)[0] == "Inadequate"
    (row,) = release.accounts["visits"].set_aside.to_dicts()
    assert 'event type "SIF" is not known' in str(row.values())


def test_a_table_of_visits_alone_is_of_visits_and_a_blank_row_is_none(read):
    release = read(FOCUSED, ["Devon", "ILACS Standard Inspection", "07/07/2023", "", ""])
    assert visits(release) == [
        (DEVON, "Focused visit", date(2021, 5, 5)),
        (DEVON, FULL_INSPECTION, date(2023, 7, 7)),
    ]
    assert judged(read(["Devon", "", "", "", ""]))[0] == "Not yet inspected"
