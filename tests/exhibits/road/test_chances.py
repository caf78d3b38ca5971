"""Chances in words: between the tenths that they lie, and never past a limit of the rule."""

from dataclasses import replace

import polars as pl
import pytest

from dashboard.exhibits.road import chances, rates, readiness_counts
from dashboard.measures import Selection, Status
from dashboard.measures.course import Course
from dashboard.measures.road.tracks import tracks
from dashboard.wording import words


@pytest.mark.parametrize(
    ("chance", "said"),
    [
        (0.0, "under 1 in 10"),
        (0.099, "under 1 in 10"),
        (0.1, "about 1 in 10"),
        (0.37, "3 to 4 in 10"),
        (0.79, "7 to 8 in 10"),
        (0.8, "about 8 in 10"),
        (0.89, "8 to 9 in 10"),
        (0.97, "over 9 in 10"),
        (1.0, "over 9 in 10"),
    ],
)
def test_a_chance_is_said_by_the_tenths_that_it_lies_between(chance, said):
    assert chances.in_ten(chance) == said


def test_a_pace_that_is_enough_and_only_close_says_why(illustrated):
    authorities, providers = tracks(illustrated)
    assert providers.course is Course.CLOSE
    assert providers.achieved_a_week > providers.needed_a_week
    days = f"{providers.first.day} {providers.first:%B} to {words.day(providers.last)}"
    assert chances.reason(providers).endswith(
        f" a chance of 3 to 4 in 10: the pace may fall, so the range goes from {days}"
    )
    for other in (
        replace(providers, course=Course.ON_COURSE),
        replace(providers, numerator=providers.numerator - 200),
    ):
        assert chances.reason(other).endswith(" a chance of 3 to 4 in 10")
    assert "chance" not in chances.reason(authorities)
    assert "beyond what we look at" in chances.reason(replace(providers, last=None))


def test_a_track_that_is_not_known_says_why_and_no_title_names_a_pace_that_none_has(illustrated):
    found = tracks(illustrated, Selection())
    unknown = [replace(each, course=Course.UNKNOWN, pace=None) for each in found]
    assert {*map(chances.reason, unknown)} == {"not in these records"}
    assert "made weekly" in rates.title(found) and "weekly" not in rates.title(unknown)


def test_how_often_ranges_held_is_said_without_a_doubt(illustrated):
    authorities, providers = tracks(illustrated)
    assert chances.tries(authorities) == (
        "The range held in only 3 of 6 earlier tries: too seldom to forecast."
    )
    assert chances.tries(providers) == "The range held in 4 of 6 earlier tries."


def test_a_group_that_is_not_known_is_said_after_those_that_are():
    rows = pl.DataFrame(
        {
            "name": ["Local authorities", "Providers"],
            "numerator": [None, 267],
            "denominator": [23, 3576],
            "value": [None, 267 / 3576],
            "status": [Status.UNKNOWN.value, Status.SHOWN.value],
            "whole": [True, True],
        }
    )
    said = readiness_counts.left(rows, readiness_counts.NEVER)
    assert said == (
        "267 of 3,576 providers (7%) have never had a full inspection; for local authorities that "
        "is not known"
    )
