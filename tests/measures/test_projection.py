"""The projection against scipy.stats, a simulation and numbers worked by hand."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats

from dashboard.measures.projection import (
    HIGH,
    LOW,
    MIDDLE,
    Pace,
    ahead,
    at_most,
    chance,
    days_until,
    pace_of,
)

paces = st.builds(Pace, st.floats(0.01, 30), st.integers(15, 40), st.floats(1, 6))


def by_scipy(pace, days):
    """Give the same distribution as SciPy writes it: by mean and variance."""
    mean = pace.rate * days
    variance = pace.dispersion * mean * (1 + days / pace.days)
    return stats.nbinom(mean**2 / (variance - mean), mean / variance)


def test_the_pace_of_four_weeks_by_hand():
    found = pace_of([10, 14, 6, 10], [5, 5, 5, 5])
    assert (found.rate, found.days, found.a_week) == (2.0, 20, 10.0)
    assert found.dispersion == pytest.approx((0 + 1.6 + 1.6 + 0) / 3)


def test_a_short_week_is_expected_to_hold_less():
    assert pace_of([10, 10, 2, 10], [5, 5, 1, 5]) == Pace(2.0, 16, 1.0)


def test_weeks_without_a_visit_have_no_pace_and_lead_nowhere():
    still = pace_of([0] * 8, [5] * 8)
    assert still == Pace(0, 40, 1.0)
    assert chance(still, 200, 1) == 0
    assert ahead(still, [0, 10, 100], HIGH, 50) == [0, 0, 0]
    assert days_until(still, 1, LOW, 300) is None


@given(st.lists(st.tuples(st.integers(0, 90), st.integers(1, 5)), min_size=4, max_size=8))
def test_the_dispersion_agrees_with_a_chi_squared_test(weeks):
    counts, days = zip(*weeks, strict=True)
    assume(sum(counts))
    expected = np.array(days) * sum(counts) / sum(days)
    statistic = stats.chisquare(counts, expected).statistic
    assert pace_of(counts, days).dispersion == pytest.approx(max(1, statistic / (len(days) - 1)))


@given(paces, st.integers(1, 300), st.integers(0, 2000))
def test_the_distribution_agrees_with_scipy(pace, days, count):
    expected = by_scipy(pace, days)
    assert at_most(pace, np.array([days]), np.array([count]))[0] == pytest.approx(
        expected.cdf(count), abs=1e-9
    )
    assert chance(pace, days, count) == pytest.approx(expected.sf(count - 1), abs=1e-9)


@given(paces, st.lists(st.integers(1, 300), min_size=1, max_size=5), st.sampled_from([LOW, HIGH]))
def test_the_range_agrees_with_scipy_up_to_what_remains(pace, days, share):
    expected = [min(700, int(by_scipy(pace, day).ppf(share))) for day in days]
    assert ahead(pace, days, share, 700) == expected


def test_the_range_holds_eight_in_ten_of_simulated_programmes():
    """Draw the true rate, then the weeks seen, then the days to come: the range holds 80%.

    Whole numbers hold a little more than they must.
    """
    chance_of = np.random.default_rng(20201207)
    inside = []
    for _ in range(1500):
        rate = chance_of.uniform(4, 16)
        weeks = chance_of.negative_binomial(rate * 5, 0.5, 8)
        to_come = chance_of.negative_binomial(rate * 5, 0.5, 8).sum()
        pace = pace_of(weeks.tolist(), [5] * 8)
        low, high = ahead(pace, [40], LOW, 10_000)[0], ahead(pace, [40], HIGH, 10_000)[0]
        inside.append(low <= to_come <= high)
    assert 0.74 <= np.mean(inside) <= 0.88


@given(paces, st.integers(1, 60), st.sampled_from([LOW, MIDDLE, HIGH]))
def test_the_day_of_a_count_is_the_first_that_has_the_chance(pace, needed, share):
    day = days_until(pace, needed, share, 400)
    if day is None:
        assert chance(pace, 400, needed) < share
    else:
        assert chance(pace, day, needed) >= share
        assert day == 1 or chance(pace, day - 1, needed) < share


def test_what_is_reached_already_is_certain_and_needs_no_day():
    pace = Pace(2.0, 40, 1.5)
    assert chance(pace, 0, 0) == chance(pace, 10, -3) == 1
    assert days_until(pace, 0, HIGH, 100) == 0


def test_no_working_day_left_is_no_chance():
    assert chance(Pace(2.0, 40, 1.5), 0, 1) == 0


@given(paces, st.integers(1, 300))
def test_a_range_is_in_order_and_never_beyond_what_remains(pace, most):
    days = [0, 1, 5, 20, 100]
    low, middle, high = (ahead(pace, days, share, most) for share in (LOW, MIDDLE, HIGH))
    assert low[0] == high[0] == 0
    assert all(a <= b <= c <= most for a, b, c in zip(low, middle, high, strict=True))


def test_another_rate_is_as_uneven_and_no_better_known():
    assert Pace(2.0, 40, 1.5).at(4.0) == Pace(4.0, 40, 1.5)
