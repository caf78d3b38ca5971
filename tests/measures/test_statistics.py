"""Ranges against an independent implementation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest, false_discovery_control, fisher_exact

from dashboard.measures.statistics import difference, discoveries, widest_by_chance, wilson


@given(st.integers(1, 3000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_agrees_with_scipy(counts):
    numerator, denominator = counts
    expected = binomtest(numerator, denominator).proportion_ci(0.95, method="wilson")
    low, high = wilson(numerator, denominator)
    assert (low, high) == pytest.approx(tuple(expected), abs=1e-9)
    assert 0 <= low <= numerator / denominator <= high <= 1


def test_the_published_example():
    low, high = wilson(104, 861)
    assert (round(low, 2), round(high, 2)) == (0.10, 0.14)


def test_nothing_to_divide_by_has_no_range():
    assert wilson(0, 0) is None


def test_the_difference_of_two_shares_is_that_of_newcombes_paper():
    """Newcombe (1998), table II, method 10: 56/70 less 48/80, and 9/10 less 3/10."""
    assert difference(56, 70, 48, 80) == pytest.approx((0.0524, 0.3339), abs=5e-5)
    assert difference(9, 10, 3, 10) == pytest.approx((0.1705, 0.8090), abs=5e-5)
    assert difference(0, 0, 3, 10) is None


def test_ranges_that_overlap_may_still_differ_clearly():
    own, theirs = wilson(60, 100), wilson(45, 100)
    assert own[0] < theirs[1]
    assert difference(60, 100, 45, 100)[0] > 0


@given(st.lists(st.floats(0, 1), min_size=1, max_size=60))
def test_what_stands_out_is_what_scipy_says(chances):
    expected = [value <= 0.05 for value in false_discovery_control(chances)]
    assert discoveries(chances, 0.05) == expected


def test_nothing_stands_out_of_nothing():
    assert discoveries([], 0.05) == []


def test_a_gap_is_held_against_what_dealing_anew_would_give():
    """Two groups of 20: the chance of a gap so wide is Fisher's exact test of both sides."""
    for n, m in ((15, 5), (12, 8), (10, 10)):
        exact = fisher_exact([[n, 20 - n], [m, 20 - m]]).pvalue
        assert widest_by_chance(((n, 20), (m, 20))) == pytest.approx(exact, abs=0.03)
    assert widest_by_chance(((0, 10), (0, 30))) == 1.0
