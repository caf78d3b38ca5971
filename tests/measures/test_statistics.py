"""Ranges against an independent implementation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from dashboard.measures.statistics import wilson


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
