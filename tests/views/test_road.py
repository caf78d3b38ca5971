"""Road to full inspections: opens on every kind of records, and the scenario is in the address."""

import re
from datetime import date, timedelta

import pytest

from dashboard.exhibits.pages.road import ROAD
from dashboard.measures import opening as store
from tests.conftest import everywhere, visit
from tests.views import opening


def opened(records, **address):
    return opening.opened(ROAD, records, **address)


@pytest.mark.parametrize("day", ["2020-09-07", "2020-10-12", "2020-12-07", "2021-03-31"])
def test_every_finding_has_its_source_and_its_file(day):
    page, said = opened(store.make_illustrative(date.fromisoformat(day)))
    findings = said.count('class="headline"')
    assert findings >= 8
    assert said.count('class="tools"') == findings
    assert len(page.get("plotly_chart")) == 2


def test_with_a_week_of_visits_nothing_is_projected_and_it_says_why():
    page, said = opened(store.make_illustrative(date(2020, 9, 7)))
    assert said.count("Too early to say") >= 2
    assert "after 0 complete working weeks of the 4 that a forecast needs" in said
    assert "[f] projected" not in said
    assert not page.number_input
    assert "No pace" not in said
    assert "No earlier forecast" not in said


def test_the_rule_and_the_assumption_are_one_click_away(illustrated):
    _, said = opened(illustrated)
    rule = re.search(r'<details class="rule">(.+?)</details>', said)[1]
    for part in ("8 in 10", "assumptions", "data/targets.csv", "National Director"):
        assert part in rule


def test_the_controls_show_the_scenario_of_the_address_and_the_tables_hold_it(illustrated):
    page, said = opened(illustrated, inspectors="100", lost="2")
    shown = {each.label: each.value for each in page.number_input}
    assert shown["Inspectors on visits"] == 100
    assert shown["Weeks lost"] == 2
    assert shown["Visits each, a week"] == 2.0
    assert said.count("<td>your scenario<") == 2
    _, usual = opened(illustrated)
    assert "your scenario" not in usual
    assert "In your scenario" in said


def test_a_changed_number_changes_the_address(illustrated):
    page, _ = opened(illustrated, area="north-west")
    field = next(each for each in page.number_input if each.label == "Inspectors on visits")
    field.set_value(60).run()
    assert not page.exception
    assert dict(page.query_params) == {"area": "north-west", "inspectors": "60", "show": "all"}


def test_a_scenario_that_cannot_be_is_said_and_left_out(illustrated):
    _, said = opened(illustrated, inspectors="-3", unseen="120")
    assert said.count('class="notice"') == 2
    assert "In your scenario" not in said


def test_an_earlier_end_shows_the_road_as_it_stood(illustrated):
    _, said = opened(illustrated, to="2020-10-18")
    assert "18 October 2020" in said
    assert re.search(r"Providers are close to being on course for 1 April 2021: 417 of 3,319", said)


def test_records_of_another_year_say_that_the_dates_have_passed(open_records):
    first = date(2022, 5, 2)
    rows = enumerate(everywhere()[:20])
    seen = [visit(n, row, first + timedelta(days=16 * n)) for n, row in rows]
    page, said = opened(open_records(everywhere(), seen, as_at=date(2023, 3, 31)))
    assert "1 April 2021, has passed: 20 of 96 (21%) visited" in said
    assert "Date passed" in said
    assert "Providers are 28 short of their target of 48 (50%), which was for 1 April 2021" in said
    assert said.count("has passed") == 1
    assert "No pace" not in said
    assert "No earlier forecast" not in said
    assert "[f]" not in re.sub(r'<thead>.*?</thead>| style="--h2.*?"', "", said)
    assert not page.number_input
    assert len(page.get("plotly_chart")) == 1


def test_a_register_without_visits_shows_no_picture_and_no_zero(edges):
    page, said = opened(edges["no visits supplied"])
    assert not page.get("plotly_chart")
    assert "do not tell of visits to" in said
    assert "0 of 96 (0%) visited" not in said
    assert "not been seen since" not in said


def test_every_edge_opens_with_a_scenario_too(edge):
    opened(edge, inspectors="50", each="3.5", unseen="90", lost="1")
    opened(edge, type="local-authority", lost="26")
