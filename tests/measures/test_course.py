"""The status rule at its limits."""

import pytest

from dashboard.measures.course import RULE, Course, decide, is_reliable
from dashboard.measures.forecast import Record, Try


@pytest.mark.parametrize(
    ("chance", "made", "needed", "word"),
    [
        (1.0, 10, 10, Course.ON_COURSE),
        (0.8, 1, 10, Course.ON_COURSE),
        (0.79, 1, 10, Course.CLOSE),
        (0.3, 1, 10, Course.CLOSE),
        (0.29, 8.9, 10, Course.OFF_COURSE),
        (0.29, 9, 10, Course.CLOSE),
        (0.0, 5, None, Course.OFF_COURSE),
    ],
)
def test_the_word_follows_the_chance_and_the_pace(chance, made, needed, word):
    assert decide(chance, made, needed) == word


def test_more_of_the_pace_is_never_a_worse_word():
    worst_first = [Course.OFF_COURSE, Course.CLOSE, Course.ON_COURSE]
    for chance in (0.0, 0.25, 0.5, 0.9):
        words = [decide(chance, made, 100) for made in range(0, 200, 5)]
        assert [worst_first.index(word) for word in words] == sorted(map(worst_first.index, words))


def tries(held, missed):
    return Record(1.0, (Try(4, 4, 0, 9, 5),) * held + (Try(4, 4, 0, 9, 20),) * missed)


@pytest.mark.parametrize(
    ("held", "missed", "reliable"),
    [(6, 4, True), (5, 5, False), (12, 28, False), (0, 4, True), (0, 5, False)],
)
def test_a_record_under_six_in_ten_gives_no_word(held, missed, reliable):
    assert is_reliable(tries(held, missed)) == reliable


def test_the_rule_names_every_word_that_a_track_with_visits_can_have():
    said = (Course.ON_COURSE, Course.CLOSE, Course.OFF_COURSE, Course.UNRELIABLE)
    for word in (*said, Course.TOO_EARLY, Course.REACHED, Course.PASSED):
        assert word in RULE
