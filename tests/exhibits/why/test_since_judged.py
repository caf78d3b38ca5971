"""Where no visit has a reason, Why we went tells who was visited since they were last judged."""

from dataclasses import replace
from datetime import date, timedelta

import polars as pl
import pytest

from dashboard.exhibits.coverage import on_site_bands
from dashboard.exhibits.enforcement import judged
from dashboard.exhibits.pages import why
from dashboard.exhibits.why import since_judged
from dashboard.measures import Selection, judged_inadequate, opening
from dashboard.publishing.publish import publish
from dashboard.records import words as w
from dashboard.records.intake import from_folder
from dashboard.records.reach import Reach, Span
from tests.conftest import AGENCY, DAY, HOME, KENT, setting, visit

JUDGED = date(2020, 9, 10)
LATER = JUDGED + timedelta(days=20)


def home(number, grade, kind="Children's home"):
    return setting(number, KENT, kind) | {"last_grade": grade, "last_inspected_on": JUDGED}


@pytest.fixture(scope="module")
def told(open_records):
    """Open homes of four judgements, a school and an agency; some visited before, some since."""
    homes = [
        home(1, "Inadequate"),
        home(2, "Inadequate"),
        home(3, "Requires improvement to be good"),
        home(4, "Good"),
        home(5, "Outstanding"),
        home(6, "Good", "Boarding school"),
        home(7, w.NOT_YET_INSPECTED) | {"last_inspected_on": None},
    ]
    visits = [
        visit(1, homes[0], LATER),
        visit(2, homes[1], JUDGED),
        visit(3, homes[4], LATER),
        visit(4, homes[5], LATER),
    ]
    return open_records(homes, [each | {"selection_basis": ""} for each in visits])


def test_every_page_says_alike_from_when_visits_are_told_of(told):
    """That is the day the records say, though the first visit in them is later."""
    spans = told.cube.reach.spans | {"visits": {HOME: Span(date(2020, 9, 1))}}
    opened = replace(told, cube=replace(told.cube, reach=Reach(spans)))
    for make in (since_judged.exhibit, judged.regions, on_site_bands.exhibit):
        made = make(opened, Selection(setting_type=HOME))
        assert "Visits before 1 September 2020 are not in these records." in " ".join(made.notes)


def test_each_judgement_counts_those_visited_after_its_day_alone(told):
    rows = judged_inadequate.by_judgement(told, Selection())
    assert rows.select("name", "numerator", "denominator").rows() == [
        ("Inadequate", 1, 2),
        ("Requires improvement to be good", 0, 1),
        ("Good", 0, 1),
        ("Outstanding", 1, 1),
    ]


def test_it_agrees_with_what_enforcement_says(told):
    rows = judged_inadequate.by_judgement(told, Selection())
    listed = judged_inadequate.listed(told, Selection())
    assert rows.row(0)[1:3] == (listed["visited_on"].count(), listed.height)
    assert judged.sentence(told, Selection()).startswith("1 of 2 providers last judged inadequate")


def test_the_answer_and_the_headline_say_the_same(told):
    made = since_judged.exhibit(told, Selection())
    assert made.headline == (
        "Visited since they were last judged: 1 of 2 judged inadequate and 1 of 2 judged good or "
        "outstanding"
    )
    assert why.answer(told, Selection()).endswith(f"{made.headline}.")


def test_reasons_that_are_recorded_are_told_instead(illustrated):
    assert since_judged.exhibit(illustrated, Selection()) is None
    assert since_judged.sentence(illustrated, Selection()) == ""


def test_where_our_powers_do_not_apply_nothing_is_said(told):
    for kind in ("Boarding school", w.LOCAL_AUTHORITY):
        assert since_judged.exhibit(told, Selection(setting_type=kind)) is None


def test_a_kind_of_whose_visits_nothing_is_told_is_not_called_unvisited(tmp_path, write_records):
    homes = [home(1, "Inadequate"), home(2, "Good"), home(3, "Inadequate", AGENCY)]
    folder = write_records(tmp_path / "records", homes, [visit(1, homes[0], LATER)])
    (folder / "reach.csv").unlink()
    publish(tmp_path / "snapshots", from_folder(folder, DAY), DAY)
    opened = opening.open_store(tmp_path / "snapshots")
    for found in (
        judged_inadequate.listed(opened, Selection()),
        judged_inadequate.listed(opened, Selection(setting_type=AGENCY)),
    ):
        assert AGENCY not in found["setting_type"].cast(pl.String).to_list()
    assert judged_inadequate.by_judgement(opened, Selection())["denominator"].sum() == 2


def test_records_that_hold_no_visit_say_so(tmp_path, write_records):
    homes = [home(1, "Inadequate"), home(2, "Good")]
    folder = write_records(tmp_path / "records", homes, [])
    publish(tmp_path / "snapshots", from_folder(folder, DAY), DAY)
    none = opening.open_store(tmp_path / "snapshots")
    made = since_judged.exhibit(none, Selection()), judged.regions(none, Selection())
    assert all("No visit is in these records." in each.notes[-1] for each in made)
    assert "since in these records" in judged.sentence(none, Selection())


def test_one_alone_is_said_as_one(open_records):
    homes = [home(1, "Inadequate"), home(2, "Good"), home(3, "Good")]
    opened = open_records(homes, [visit(1, homes[0], LATER) | {"selection_basis": ""}])
    said = since_judged.sentence(opened, Selection())
    assert "the one judged inadequate and 0 of 2 judged good" in said
