"""Chances in words: between the tenths that they lie, and never past a limit of the rule."""

import polars as pl
import pytest

from dashboard.figures.results import Status
from dashboard.figures.road import chances, readiness


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


def test_a_group_that_is_not_known_is_said_after_those_that_are():
    rows = pl.DataFrame(
        {
            "name": ["Local authorities", "Providers"],
            "numerator": [None, 267],
            "denominator": [None, 3576],
            "value": [None, 267 / 3576],
            "status": [Status.UNKNOWN.value, Status.SHOWN.value],
            "whole": [True, True],
        }
    )
    said = readiness.left(rows, "never had a full inspection")
    assert said == (
        "267 of 3,576 providers (7%) have never had a full inspection; for local authorities that "
        "is not known"
    )
