"""A scenario scales the pace that the records show, and moves both dates."""

import os
import subprocess
import sys
from dataclasses import replace
from datetime import date

import pytest

from dashboard.exhibits.common.columns import tabled
from dashboard.exhibits.road import ahead, case_tables, scenario
from dashboard.measures import Selection, opening
from dashboard.measures.course import Course
from dashboard.measures.road.capacity import capacity, suppose
from dashboard.measures.road.tracks import tracks
from dashboard.measures.scenario import AS_IT_IS, Scenario
from dashboard.records import words as w
from dashboard.wording import words
from tests import plain_road
from tests.conftest import everywhere, setting, visits_to


def recent_visits(opened, track):
    """List the visits of the last 8 working weeks to settings of a track, open or closed since."""
    _, first = plain_road.first_visits(opened, track.selection, track.day)
    over = plain_road.weeks_over(opened, track.selection, track.day, first)
    weeks = plain_road.complete(opened, track.selection, over)[-8:]
    is_wanted = plain_road.wanted(opened, track.selection)
    urns = {row["urn"] for row in opened.records["settings"].to_dicts() if is_wanted(row)}
    mondays, since = {week for week, _, _ in weeks}, plain_road.start_of(opened, track.selection)
    visits = [
        row
        for row in opened.records["visits"].to_dicts()
        if row["urn"] in urns
        and row["started_on"] >= since
        and plain_road.monday(row["started_on"]) in mondays
    ]
    return visits, weeks


@pytest.mark.parametrize("day", ["2020-10-12", "2020-12-07", "2021-03-15"])
def test_what_the_visits_took_is_what_the_records_say(day, random_selections):
    opened = opening.make_illustrative(date.fromisoformat(day))
    for selection in [Selection(), *random_selections(opened, 3, seed=5 + int(day[-2:]))]:
        found = tracks(opened, selection)
        supposed = suppose(opened, found, AS_IT_IS)
        taken, a_week = [], 0
        for track, use in zip(found, supposed.uses, strict=True):
            visits, weeks = recent_visits(opened, track)
            assert use.visits == len(visits)
            assert use.first_visits == sum(n for _, n, _ in weeks)
            working = sum(days for _, _, days in weeks)
            a_week += 5 * len(visits) / working if working else 0
            taken += visits
        check_capacity(supposed.now, taken, a_week)


FILES = """
from datetime import date
from dashboard.exhibits.road import ahead
from dashboard.files.csv import to_csv
from dashboard.measures import Selection, opening
from dashboard.measures.scenario import Scenario

opened = opening.make_illustrative(date(2020, 12, 7))
chosen = Selection(scenario=Scenario(inspectors=60))
for make in (ahead.standing, *ahead.roads(), ahead.capacity):
    print(to_csv(make(opened, chosen).file.table))
"""


def test_files_of_the_road_are_the_same_from_every_process():
    made = {
        subprocess.run(
            [sys.executable, "-c", FILES],
            capture_output=True,
            check=True,
            env=os.environ | {"PYTHONHASHSEED": seed, "POLARS_MAX_THREADS": threads},
        ).stdout
        for seed, threads in (("1", "1"), ("2", "4"))
    }
    assert len(made) == 1


def check_capacity(now, visits, a_week):
    if not visits:
        assert now is None
        return
    days = [row["inspector_days"] for row in visits if row["inspector_days"] is not None]
    assert now.visits_a_week == pytest.approx(a_week)
    assert now.assumed == (len(days) < len(visits) / 2 or not sum(days))
    if not now.assumed:
        assert now.inspectors == pytest.approx(a_week * sum(days) / len(days) / 5)


def test_nothing_supposed_changes_nothing(illustrated):
    assert suppose(illustrated, tracks(illustrated), AS_IT_IS).planned == (None, None)


def test_twice_the_inspectors_make_twice_the_first_visits_and_both_dates_come_sooner(illustrated):
    found = tracks(illustrated)
    now = suppose(illustrated, found, AS_IT_IS).now
    more = suppose(illustrated, found, Scenario(inspectors=round(now.inspectors * 2)))
    factor = round(now.inspectors * 2) / now.inspectors
    for track, plan in zip(found, more.planned, strict=True):
        assert plan.track.achieved_a_week == pytest.approx(track.achieved_a_week * factor)
        if track.course is Course.UNRELIABLE:
            assert (plan.track.course, plan.track.chance) == (Course.UNRELIABLE, None)
            continue
        assert plan.track.first < track.first
        assert plan.track.last is not None
        assert track.last is None or plan.track.last < track.last
        assert plan.track.chance > track.chance


def test_weeks_lost_put_off_both_dates_and_lower_the_chance(illustrated):
    found = tracks(illustrated)
    supposed = suppose(illustrated, found, Scenario(weeks_lost=3))
    for track, plan in zip(found, supposed.planned, strict=True):
        assert plan.track.pace.rate == pytest.approx(track.pace.rate)
        if track.course is Course.UNRELIABLE:
            continue
        ahead = list(track.to_come)
        assert ahead.index(plan.track.first) == ahead.index(track.first) + 15
        assert plan.track.chance < track.chance


def test_fewer_visits_to_settings_seen_before_make_more_first_visits(illustrated):
    found = tracks(illustrated)
    supposed = suppose(illustrated, found, Scenario(unseen=100))
    for use, plan in zip(supposed.uses, supposed.planned, strict=True):
        assert plan.track.achieved_a_week == pytest.approx(plan.visits_a_week)
        assert plan.visits_a_week == pytest.approx(use.visits_a_week)


def test_two_numbers_multiply(illustrated):
    found = tracks(illustrated)
    both = suppose(illustrated, found, Scenario(inspectors=50, visits_each=3.0))
    assert sum(plan.visits_a_week for plan in both.planned) == pytest.approx(150)


def test_where_inspector_days_are_not_recorded_the_assumption_is_said(edges):
    opened = edges["all equal"]
    supposed = suppose(opened, tracks(opened), AS_IT_IS)
    assert supposed.now.assumed
    assert supposed.now.visits_each == 2.0
    assert "assumed number of visits each" in scenario.meaning(supposed.now, 2)


def test_without_a_visit_there_is_no_capacity(edges):
    assert capacity([]) is None
    for edge in ("nothing visited yet", "no visits supplied", "nothing on the register"):
        found = tracks(edges[edge])
        supposed = suppose(edges[edge], found, Scenario(inspectors=10))
        assert supposed.now is None
        assert ahead.capacity(edges[edge], Selection()) is None


def test_a_track_that_stood_still_gets_no_visits(open_records):
    own = [
        setting(500 + n, row["la_code"], w.LOCAL_AUTHORITY) for n, row in enumerate(everywhere())
    ]
    opened = open_records([*everywhere(), *own], visits_to(everywhere())[:40])
    found = tracks(opened)
    assert found[0].denominator == len(own)
    still, moved = suppose(opened, found, Scenario(inspectors=90)).planned
    assert still is None
    assert moved.visits_a_week == pytest.approx(180)


def test_what_is_not_forecast_is_not_said_to_be_missed_nor_to_move(illustrated):
    found = tracks(illustrated)
    authorities, providers = found
    assert authorities.course is Course.UNRELIABLE
    now = suppose(illustrated, found, AS_IT_IS)
    assert scenario.headline(found, now, illustrated).endswith(
        "change a number to see the date for providers move"
    )
    assert scenario.headline([providers], now, illustrated).endswith("its date move")
    assert scenario.headline([authorities], now, illustrated).endswith("no date is forecast")
    said = scenario.headline(
        found, suppose(illustrated, found, Scenario(inspectors=50)), illustrated
    )
    assert "local authorities have no forecast, because earlier ones were wrong too often" in said
    assert "do not reach" not in said


def test_no_capacity_is_offered_where_no_track_has_a_pace(illustrated):
    found = tracks(illustrated)
    passed = [replace(each, pace=None, course=Course.PASSED) for each in found]
    now = suppose(illustrated, found, AS_IT_IS)
    assert not scenario.can_change(passed, now)
    assert scenario.can_change([passed[0], found[1]], now)
    assert ahead.capacity(opening.make_illustrative(date(2020, 9, 7)), Selection()) is None


@pytest.mark.parametrize("supposed", [AS_IT_IS, Scenario(inspectors=100), Scenario(weeks_lost=26)])
def test_the_sentence_and_the_table_say_what_the_plans_are(illustrated, supposed):
    found = tracks(illustrated)
    then = suppose(illustrated, found, supposed)
    said, frame = (
        scenario.headline(found, then, illustrated),
        case_tables.frame(case_tables.cases(found, then)),
    )
    assert frame.height == (2 if supposed == AS_IT_IS else 4)
    for plan in filter(None, then.planned):
        row = frame.filter(track=plan.track.name, case=case_tables.SCENARIO).row(0, named=True)
        assert (row["first"], row["last"]) == (plan.track.first, plan.track.last)
        assert row["first_visits_a_week"] == pytest.approx(
            row["visits_a_week"] * row["share_unseen"]
        )
        if plan.track.last is not None:
            assert words.day(plan.track.last) in said
    assert len(tabled(case_tables.cases(found, then), case_tables.COLUMNS)[0]) == frame.height
