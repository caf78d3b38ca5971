"""Without enforcement its page tells who was last judged inadequate and not visited since."""

from datetime import date, timedelta

import polars as pl
import pytest

from dashboard.exhibits.enforcement import enforcement_answer, judged, listed
from dashboard.exhibits.tile import Tile
from dashboard.measures import Selection, judged_inadequate
from dashboard.records import words as w
from dashboard.render import html
from dashboard.render.html import tiles
from tests.conftest import DAY, KENT, setting, visit

JUDGED = date(2020, 9, 10)
LONDON = "E09000001"


def bad(number, code=KENT, on=JUDGED, **more):
    return setting(number, code) | {"last_grade": "Inadequate", "last_inspected_on": on} | more


@pytest.fixture(scope="module")
def told(open_records):
    """Open five settings judged inadequate, one of them a school, and one that was judged good."""
    homes = [
        bad(1),
        bad(2, on=JUDGED - timedelta(days=100)),
        bad(3, LONDON),
        bad(4, on=JUDGED - timedelta(days=1)),
        bad(5, setting_type="Boarding school"),
        setting(6, KENT) | {"last_grade": "Good", "last_inspected_on": JUDGED},
    ]
    visits = [
        visit(1, homes[0], JUDGED),
        visit(2, homes[2], JUDGED + timedelta(days=30)),
        visit(3, homes[2], JUDGED + timedelta(days=20)),
        visit(4, homes[3], JUDGED),
    ]
    return open_records(homes, visits)


def test_a_visit_counts_only_after_the_day_of_the_judgement(told):
    rows = judged_inadequate.listed(told, Selection())
    assert rows.select("urn", "visited_on").rows() == [
        ("EX000002", None),
        ("EX000004", JUDGED),
        ("EX000001", None),
        ("EX000003", JUDGED + timedelta(days=20)),
    ]
    assert rows["days_since"][0] == (DAY - JUDGED).days + 100


def test_the_name_of_each_region_leads_to_it(told):
    (chart,) = judged.regions(told, Selection(area=KENT)).charts
    drawn = html.drawn(chart, "", lambda _, there: f"?{there.area}", Selection(area=KENT))
    assert drawn.count('<a href="?') == 7
    assert '<a href="?London">London</a>' in drawn and '<tr class="here">' in drawn


def test_regions_add_up_to_the_list_and_every_region_is_there(told):
    rows = judged_inadequate.by_region(told, Selection(area=KENT))
    assert rows.height == 8
    assert (rows["numerator"].sum(), rows["denominator"].sum()) == (2, 4)
    assert rows.filter(name="London").select("numerator", "denominator").row(0) == (1, 1)
    none = rows.filter(name="North West").row(0, named=True)
    assert (none["value"], none["status"]) == (None, "[z] no settings of this type")


def test_the_page_says_first_what_is_known_and_then_what_is_not(told):
    said = enforcement_answer.answer(told, Selection())
    assert said.startswith(
        "2 of 4 providers last judged inadequate have no visit since in these records, "
        "which begin on 10 September 2020. "
    )
    assert said.endswith(enforcement_answer.NOT_HELD)
    figures = enforcement_answer.tiles(told, Selection())
    assert [value for _, value, _ in figures] == ["4", "2", "2 of 4", "[x]"]
    assert tiles.drawn([Tile(*each) for each in figures]).count("Not known: ") == 1


def test_the_list_names_who_is_left_longest_ago_first(told):
    exhibit = judged.waiting(told, Selection())
    assert exhibit.rows["urn"].to_list() == ["EX000002", "EX000001"]
    days = (DAY - JUDGED).days + 100
    said = f"2 without a recorded visit since: the first was judged {days} days ago"
    assert exhibit.headline == said
    (worked,) = exhibit.results
    assert (worked.numerator, worked.denominator) == (2, 4)
    assert judged.regions(told, Selection(area=KENT)).rows["denominator"].sum() == 4
    assert judged.regions(told, Selection()).rows["denominator"].sum() == 4


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ({"area": LONDON}, "The one provider last judged inadequate was visited since"),
        ({"last_grade": "Good"}, ""),
        ({"area": "E08000035"}, ""),
        ({"setting_type": "Boarding school"}, ""),
        ({"setting_type": w.LOCAL_AUTHORITY}, ""),
    ],
)
def test_a_choice_without_any_left_says_so_or_nothing(told, chosen, said):
    assert judged.sentence(told, Selection(**chosen)) == said


def test_settings_that_were_judged_otherwise_are_told_where_all_judgements_are_known(open_records):
    good = [setting(n, KENT) | {"last_grade": "Good"} for n in (1, 2)]
    opened = open_records(good, [visit(1, good[0])])
    assert (
        judged.sentence(opened, Selection())
        == "Neither of the 2 providers was last judged inadequate"
    )
    assert judged.waiting(opened, Selection()) is None
    unknown = open_records([*good, setting(3, KENT) | {"last_grade": None}], [visit(1, good[0])])
    assert judged.sentence(unknown, Selection()) == ""


def test_records_with_enforcement_or_without_visits_show_nothing_of_it(illustrated, edges):
    for store in (illustrated, edges["no visits supplied"]):
        assert judged.waiting(store, Selection()) is None
        assert judged.regions(store, Selection()) is None
    assert listed.needed(illustrated, Selection()) is None
    assert isinstance(judged_inadequate.listed(illustrated, Selection()), pl.DataFrame)
