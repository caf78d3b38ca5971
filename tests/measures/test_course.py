"""The status rule at its limits."""

import pytest

from dashboard.measures.course import RULE, Course, decide


@pytest.mark.parametrize(
    ("chance", "word"),
    [
        (1.0, Course.ON_COURSE),
        (0.8, Course.ON_COURSE),
        (0.79, Course.AT_RISK),
        (0.4, Course.AT_RISK),
        (0.39, Course.OFF_COURSE),
        (0.0, Course.OFF_COURSE),
    ],
)
def test_the_word_follows_the_chance(chance, word):
    assert decide(chance) == word


def test_the_rule_names_every_word_that_a_track_with_visits_can_have():
    for word in (Course.ON_COURSE, Course.AT_RISK, Course.OFF_COURSE, Course.TOO_EARLY):
        assert word in RULE
    assert Course.REACHED in RULE
    assert Course.PASSED in RULE
