"""The forecast against closed forms where there are some, and against simulation where not."""

import re
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from dashboard.measures.forecast import (
    BAND,
    BAND_SAID,
    HIGH,
    LOW,
    MEANING,
    MIDDLE,
    Record,
    Try,
    ahead,
    chance,
    courses,
    days_until,
    forecast,
)
from dashboard.measures.forecast.outcome import COURSES
from dashboard.measures.forecast.record import record
from dashboard.measures.forecast.suppositions import suppose, weigh
from dashboard.settings import PACKAGE

STEADY = suppose(pool=0, discounts=(1.0,), unevenness=(1.0,))
MANY = 10**6

weeks = st.lists(st.tuples(st.integers(0, 90), st.integers(1, 5)), min_size=4, max_size=16)


def split(listed):
    return [n for n, _ in listed], [length for _, length in listed]


def closed_form(counts, days, to_come):
    """Half an event more than was seen, over the days seen: a negative binomial."""
    events, seen = 0.5 + sum(counts), sum(days)
    return stats.nbinom(events, seen / (seen + to_come))


@pytest.mark.parametrize("to_come", [5, 20, 60])
def test_a_steady_rate_of_chance_alone_has_its_closed_form(to_come):
    counts, days = [12, 9, 14, 10, 8, 11], [5, 5, 5, 4, 5, 5]
    made = replace(forecast(counts, days, MANY, supposed=STEADY), record=Record())
    expected = closed_form(counts, days, to_come)
    for share in (LOW, MIDDLE, HIGH):
        found = ahead(made, [to_come], share, MANY)[0]
        assert expected.cdf(found + 1) > share - 0.06
        assert expected.cdf(found - 1) < share + 0.06
    needed = int(expected.mean())
    assert chance(made, to_come, needed) == pytest.approx(expected.sf(needed - 1), abs=0.06)


def test_each_supposition_is_weighed_by_how_it_foretold_every_week():
    """Worked out again, week by week, with scipy.stats and plain numbers."""
    counts, days, total = [6, 9, 4, 7], [5, 5, 4, 5], 60
    supposed = suppose(pool=0.3, discounts=(1.0, 0.7), unevenness=(1.0, 2.0))
    weights = []
    for pool, discount, uneven in zip(
        supposed.of_pool, supposed.discount, supposed.uneven, strict=True
    ):
        events, seen, left, weight = 0.5, 0.0, total, 0.3 if pool else 0.7
        for number, (count, length) in enumerate(zip(counts, days, strict=True)):
            exposed = length * left / total if pool else length
            if number:
                events, seen = discount * events + (1 - discount) * 0.5, discount * seen
                mean = events / seen * exposed
                variance = uneven * mean + mean**2 / events
                weight *= stats.nbinom(mean**2 / (variance - mean), mean / variance).pmf(count)
            events, seen, left = events + count / uneven, seen + exposed, left - count
        weights.append(weight)
    found = weigh(counts, days, total, supposed)[-1]
    assert found.weight == pytest.approx(np.array(weights) / sum(weights))
    assert found.left == total - sum(counts)


@given(weeks, st.integers(0, 2000))
def test_a_range_is_in_order_and_never_beyond_what_remains(listed, most):
    made = forecast(*split(listed), total=sum(n for n, _ in listed) + most)
    days = [0, 5, 23, 100, 300]
    low, middle, high = (ahead(made, days, share, most) for share in (LOW, MIDDLE, HIGH))
    for line in (low, middle, high):
        assert line == sorted(line)
        assert 0 <= line[0] <= line[-1] <= most
    assert all(a <= b <= c for a, b, c in zip(low, middle, high, strict=True))


@given(weeks, st.integers(1, 300), st.sampled_from([LOW, HIGH]))
def test_the_day_of_a_count_is_the_first_that_has_the_chance(listed, needed, share):
    made = forecast(*split(listed), total=3000)
    day = days_until(made, needed, share, 200)
    if day is None:
        assert chance(made, 200, needed) < share
    else:
        assert chance(made, day, needed) >= share
        assert day == 1 or chance(made, day - 1, needed) < share


def test_what_is_reached_already_is_certain_and_no_day_left_is_no_chance():
    made = forecast([5] * 6, [5] * 6, 100)
    assert (chance(made, 10, 0), days_until(made, 0, LOW, 10)) == (1.0, 0)
    assert chance(made, 0, 1) == 0.0


def test_weeks_without_a_visit_do_not_mean_that_none_will_come():
    """The range of zero width that half an event keeps away."""
    made = forecast([0] * 8, [5] * 8, 151)
    assert ahead(made, [60], HIGH, 151)[0] > 0
    assert 0 < chance(made, 60, 1) < 1


def test_what_is_recorded_already_is_not_to_come():
    fresh = forecast([10] * 8, [5] * 8, 3000)
    later = forecast([10] * 8, [5] * 8, 3000, known=14, since=10)
    assert ahead(later, [0], MIDDLE, 3000)[0] == max(0, ahead(fresh, [10], MIDDLE, 3000)[0] - 14)
    crowded = forecast([10] * 8, [5] * 8, 3000, known=900, since=10)
    assert ahead(crowded, [5], HIGH, 3000) == [0]


def test_a_small_register_runs_dry():
    counts = [30, 22, 17, 13, 9, 7, 5, 4]
    made = forecast(counts, [5] * 8, 120)
    assert ahead(made, [60], HIGH, 120 - sum(counts))[0] <= 13


def test_another_capacity_is_in_proportion():
    made = forecast([10] * 8, [5] * 8, 3000)
    more = made.at(2 * made.rate)
    assert more.a_week == pytest.approx(2 * made.a_week)
    assert ahead(more, [20], MIDDLE, 3000)[0] == 2 * ahead(made, [20], MIDDLE, 3000)[0]
    assert chance(more, 20, 60) > chance(made, 20, 60)


def test_the_same_weeks_give_the_same_forecast():
    weeks_seen = [3, 9, 1, 4, 4, 0, 7], [5, 5, 5, 5, 3, 5, 5]
    one, other = forecast(*weeks_seen, 151), forecast(*weeks_seen, 151)
    assert one == other
    assert (one.courses.beyond(100) == other.courses.beyond(400)[:, :15]).all()


def test_every_earlier_forecast_is_tried_and_counted():
    counts, days = [10, 11, 9, 10, 12, 10, 9, 11, 10, 10, 60, 60], [5] * 12
    found = record(weigh(counts, days, 3000), counts, days)
    for each in found.tries:
        assert each.came == sum(counts[each.known : each.known + each.horizon])
        assert each.came_true == (each.low <= each.came <= each.high)
    assert [(t.known, t.horizon) for t in found.tries] == [
        *((known, 4) for known in range(4, 9)),
        (4, 8),
    ]
    assert not found.tries[4].came_true
    assert Try(4, 4, 3, 9, 9).came_true
    steady = record(weigh([10] * 12, days, 3000), [10] * 12, days)
    assert steady.spread < 1 < found.spread


def test_what_is_said_of_a_forecast_is_that_of_its_numbers():
    assert f"{BAND:.0%}" == "80%"
    assert BAND_SAID == "8 in 10"
    assert f"{BAND_SAID} of them fall in" in MEANING
    assert MEANING.startswith(f"{COURSES} courses are drawn")
    typed = re.compile(r"\b8 in 10\b|[Ss]ix hundred|\b[48] (?:complete )?working weeks")
    for module in (PACKAGE / "exhibits" / "road").glob("*.py"):
        said = re.sub(r'"""(?s:.*?)"""', "", module.read_text(encoding="utf-8"))
        assert not typed.findall(said), module.name


def test_suppositions_are_picked_as_numpy_picks_them():
    weights = np.random.default_rng(3).random(30)
    weights /= weights.sum()
    picked = courses._pick(weights, 600, np.random.default_rng(5))
    expected = np.random.default_rng(5).choice(30, 600, p=weights)
    assert picked.tolist() == expected.tolist()
