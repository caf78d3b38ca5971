"""Counts are rounded once, and no figure that follows tells a small change."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.disclosure.rounding import Rounded, rounded, step
from dashboard.measures.measure import ENGLAND, REGION


@pytest.mark.parametrize(
    ("count", "level", "told"),
    [
        (0, REGION, Rounded(None, 0, 4)),
        (4, REGION, Rounded(None, 0, 4)),
        (5, REGION, Rounded(5, 5, 7)),
        (7, REGION, Rounded(5, 5, 7)),
        (8, REGION, Rounded(10, 8, 12)),
        (4, ENGLAND, Rounded(None, 0, 4)),
        (5, ENGLAND, Rounded(10, 5, 14)),
        (15, ENGLAND, Rounded(20, 15, 24)),
    ],
)
def test_a_count_is_rounded_to_the_nearest_step(count, level, told):
    assert rounded(count, level, 5) == told


def test_a_regional_figure_stays_until_its_count_is_two_steps_away():
    first = rounded(11, REGION, 5)
    told = {n: rounded(n, REGION, 5, first).value for n in (4, 5, 7, 12, 17, 18)}
    assert told == {4: None, 5: 10, 7: 10, 12: 10, 17: 10, 18: 20}
    assert rounded(17, REGION, 5, first) == Rounded(10, 5, 17)


@given(st.lists(st.integers(0, 300), min_size=1, max_size=8), st.sampled_from([3, 5, 10]))
def test_a_figure_always_stands_for_its_count_and_never_for_few_numbers(counts, few):
    for level in (REGION, ENGLAND):
        before = None
        for count in counts:
            before = rounded(count, level, few, before)
            assert before.least <= count <= before.most
            assert (before.value is None) == (count < few)
            if before.value is not None:
                assert before.value % step(level, few) == 0
                assert abs(before.value - count) <= 3 * step(level, few) // 2


@given(st.lists(st.integers(0, 60), min_size=2, max_size=2).map(sorted))
def test_two_counts_that_never_fall_leave_five_changes_possible(counts):
    then, now = counts
    old = rounded(then, REGION, 5)
    new = rounded(now, REGION, 5, old)
    if 0 < now - then < 5:
        least = max(new.least - old.most, 0)
        assert new.most - old.least - least + 1 >= 5


def test_another_threshold_makes_the_steps_as_coarse():
    assert rounded(9, REGION, 10) == Rounded(None, 0, 9)
    assert rounded(12, REGION, 10) == Rounded(10, 10, 14)
    assert rounded(4, REGION, 3) == Rounded(5, 3, 7)
