"""Inspection load: letters, busy weeks and comparisons, each against a second working-out."""

import random
from collections import Counter
from datetime import date, timedelta
from math import sqrt

import numpy as np
import polars as pl
import pytest
from scipy.stats import binom, binomtest

from dashboard.measures import inspection_load
from dashboard.measures.statistics import binomial_tails

MONDAYS = [date(2020, 9, 7) + timedelta(weeks=n) for n in range(6)]


def visits(rows):
    schema = {
        "la_code": pl.String,
        "week": pl.Date,
        "visit_type": pl.String,
        "numerator": pl.Int64,
    }
    return pl.DataFrame(rows, schema=schema, orient="row")


def test_letters_say_whose_visit_it_was():
    first = MONDAYS[0]
    own = visits([("E1", first, "Focused visit", 1), ("E1", first, "Monitoring visit", 1)])
    provided = visits(
        [
            ("E1", first, "Assurance visit", 2),
            ("E1", first, "Full inspection", 1),
            ("E1", first, "Monitoring visit", 4),
            ("E2", first, "Assurance visit", 0),
        ]
    )
    found = inspection_load.lettered(own, provided, "la_code")
    assert found.rows() == [("E1", first, "L", 2), ("E1", first, "M", 4), ("E1", first, "P", 3)]


@pytest.mark.parametrize(
    ("week", "is_busy"),
    [
        ({"P": 2}, False),
        ({"P": 3}, True),
        ({"P": 1, "M": 2}, True),
        ({"L": 1}, False),
        ({"L": 1, "P": 1}, True),
        ({"L": 2}, True),
        ({"O": 1, "M": 1}, True),
    ],
)
def test_a_week_is_busy_by_three_visits_or_by_one_beside_the_authoritys_own(week, is_busy):
    rows = [("E1", MONDAYS[0], letter, n) for letter, n in week.items()]
    frame = pl.DataFrame(rows, schema=["place", "week", "letter", "visits"], orient="row")
    found = inspection_load.by_place(frame, MONDAYS, 3)
    assert found.rows() == [("E1", sum(week.values()), int(is_busy))]


def test_only_the_weeks_asked_for_count():
    rows = [("E1", week, "P", n) for n, week in enumerate(MONDAYS, 1)]
    frame = pl.DataFrame(rows, schema=["place", "week", "letter", "visits"], orient="row")
    assert inspection_load.by_place(frame, MONDAYS[2:4], 4).rows() == [("E1", 7, 1)]


def test_sums_agree_with_a_plain_count():
    chance = random.Random(7)
    rows = {
        (place, week, letter): chance.randrange(1, 4)
        for place in ("E1", "E2", "E3")
        for week in MONDAYS
        for letter in "LPM"
        if chance.random() < 0.4
    }
    frame = pl.DataFrame(
        [(*key, n) for key, n in rows.items()],
        schema=["place", "week", "letter", "visits"],
        orient="row",
    )
    total, each, own = Counter(), Counter(), Counter()
    for (place, week, letter), n in rows.items():
        total[place] += n
        each[place, week] += n
        own[place, week] += n if letter == "L" else 0
    busy = Counter(
        place for (place, week), n in each.items() if n >= 3 or (n > 1 and own[place, week])
    )
    expected = [(place, total[place], busy[place]) for place in sorted(total)]
    assert inspection_load.by_place(frame, MONDAYS, 3).rows() == expected


@pytest.mark.parametrize("trials", [0, 1, 7, 60, 900])
@pytest.mark.parametrize("chance", [0.004, 0.2, 0.5, 0.97])
def test_the_tails_are_those_of_scipy(trials, chance):
    for successes in {0, trials // 3, trials // 2, trials}:
        at_most, at_least = binomial_tails(successes, trials, chance)
        assert at_most == pytest.approx(binom.cdf(successes, trials, chance), rel=1e-9)
        assert at_least == pytest.approx(binom.sf(successes - 1, trials, chance), rel=1e-9)


@pytest.mark.parametrize("trials", [50_001, 10_000_000])
@pytest.mark.parametrize("chance", [1e-7, 0.006, 0.5, 0.97])
def test_the_tails_of_very_many_trials_are_those_of_scipy_too(trials, chance):
    mean, error = trials * chance, sqrt(trials * chance * (1 - chance))
    for away in (-30, -6, -1, 0, 1, 6, 30):
        successes = min(max(round(mean + away * error), 0), trials)
        at_most, at_least = binomial_tails(successes, trials, chance)
        assert at_most == pytest.approx(binom.cdf(successes, trials, chance), rel=1e-6, abs=0)
        assert at_least == pytest.approx(binom.sf(successes - 1, trials, chance), rel=1e-6, abs=0)


def test_higher_and_lower_only_where_chance_is_an_unlikely_reason():
    chance = random.Random(11)
    said = Counter()
    for _ in range(400):
        settings, theirs = chance.randrange(1, 200), chance.randrange(1, 900)
        ours, others = chance.randrange(0, 40), chance.randrange(0, 200)
        verdict = inspection_load.compared(ours, settings, others, theirs)
        said[verdict] += 1
        share = settings / (settings + theirs)
        tests = {
            way: binomtest(ours, ours + others, share, alternative=way).pvalue
            for way in ("greater", "less")
        }
        expected = "not clearly different from"
        if 2 * min(tests.values()) < 0.05:
            expected = "higher than" if tests["greater"] < tests["less"] else "lower than"
        assert verdict == expected
        if verdict != "not clearly different from":
            assert (ours / settings > others / theirs) == (verdict == "higher than")
    assert min(said.values()) > 20, "every verdict was tried"


def test_nothing_is_compared_where_there_are_no_settings():
    assert inspection_load.compared(0, 0, 5, 10) is None
    assert inspection_load.compared(5, 10, 0, 0) is None
    assert inspection_load.compared(0, 4, 0, 10) == "not clearly different from"
    assert inspection_load.per_ten(3, 0) is None
    assert inspection_load.per_ten(3, 20) == 1.5


def test_free_weeks_are_full_and_free(illustrated):
    calendar = illustrated.records["calendar"]
    day = date(2020, 12, 7)
    found = inspection_load.free_weeks(calendar, [date(2020, 12, 16)], day)
    assert found[:2] == [date(2021, 1, 4), date(2021, 1, 11)]
    assert inspection_load.free_weeks(calendar, [], day)[0] == date(2020, 12, 14)
    assert inspection_load.free_weeks(calendar, [], max(calendar["day"])) == []
    working = set(calendar.filter("working")["day"])
    for week in found:
        days = [week + timedelta(days=n) for n in range(5)]
        assert week > day
        assert set(days) <= working


SIZES = [3] * 30 + [7] * 40 + [15] * 40 + [28] * 30 + [56] * 8 + [75, 110]
"""Providers of 150 authorities, much as they are."""
MADE = 368
"""Visits of six weeks in December 2020."""


def simulated(times_its_share, runs, seed):
    """Let visits fall on all providers alike but for the last authority, and list the heavy."""
    chances = np.random.default_rng(seed)
    weights = np.array(SIZES, float)
    weights[-1] *= times_its_share
    for visits in chances.multinomial(MADE, weights / weights.sum(), runs):
        yield [
            chance is not None
            for chance in inspection_load.heavy(list(zip(visits, SIZES, strict=True)))
        ]


def test_visits_that_fall_on_all_alike_make_nobody_heavy_in_nine_of_ten_cases():
    nobody = sum(not any(heavy) for heavy in simulated(1, 1000, 5))
    assert nobody >= 900


def test_an_authority_at_three_times_its_share_is_found_in_eight_of_ten_cases():
    found = sum(heavy[-1] for heavy in simulated(3, 1000, 6))
    assert found >= 800


def test_nobody_is_heavy_where_there_is_nobody_to_compare():
    assert inspection_load.heavy([]) == []
    assert inspection_load.heavy([(5, 0), (3, 20)]) == [None, None]
