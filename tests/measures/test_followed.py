"""Letters are followed to the end: against a textbook case, plain Python and what came later."""

import warnings
from datetime import date
from fractions import Fraction

import polars as pl
import pytest
from scipy.stats import CensoredData, ecdf

from dashboard.exhibits.found import letter_times, letter_waits
from dashboard.exhibits.found import letters as exhibit
from dashboard.measures import Selection, choice, letter_counts, opening
from dashboard.measures.followed import day_by_day, followed

FREIREICH = (
    *((6, True, 3), (6, False, 1), (7, True, 1), (9, False, 1), (10, True, 1), (10, False, 1)),
    *((11, False, 1), (13, True, 1), (16, True, 1), (17, False, 1), (19, False, 1), (20, False, 1)),
    *((22, True, 1), (23, True, 1), (25, False, 1), (32, False, 2), (34, False, 1), (35, False, 1)),
)
"""Weeks to relapse of 21 patients on 6-MP, as every textbook has them (Freireich 1963)."""


def frame(rows):
    schema = {"days": pl.Int64, "is_out": pl.Boolean, "visits": pl.Int64}
    return pl.DataFrame(rows, schema, orient="row")


def by_hand(rows, day):
    left = Fraction(1)
    for at in sorted({d for d, out, _ in rows if out and d <= day}):
        at_risk = sum(n for d, _, n in rows if d >= at)
        left *= 1 - Fraction(sum(n for d, out, n in rows if out and d == at), at_risk)
    return 1 - left


def test_the_textbook_case_comes_out_as_in_the_textbook():
    found = followed(frame(FREIREICH), (6, 10, 22, 23, 36))
    assert found.median == 23
    shares = [0.143, 0.247, 0.462, 0.552]
    assert found.curve["published"].to_list()[:4] == [pytest.approx(s, abs=5e-4) for s in shares]
    assert found.curve["at_risk"].to_list() == [21, 15, 7, 6, 0]
    assert found.curve["published"][-1] is None, "nobody was followed so far"


def test_it_is_what_plain_python_multiplies_out():
    rows = [(n * 7 % 31, n % 3 > 0, n % 4 + 1) for n in range(1, 60)]
    for row in followed(frame(rows), range(0, 31, 3)).curve.iter_rows(named=True):
        assert row["published"] == pytest.approx(float(by_hand(rows, row["day"])))


def test_the_curve_day_by_day_has_the_range_of_another_implementation():
    rows = day_by_day(frame(FREIREICH))
    out, still = (
        [d for d, is_out, n in FREIREICH if is_out == k for _ in range(n)] for k in (1, 0)
    )
    left = ecdf(CensoredData(uncensored=out, right=still)).sf
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        ends = left.confidence_interval(0.95, method="log-log")
    for row in rows.iter_rows(named=True):
        assert row["value"] == pytest.approx(1 - left.evaluate(row["days"]))
        assert row["low"] == pytest.approx(1 - ends.high.evaluate(row["days"]))
        assert row["high"] == pytest.approx(1 - ends.low.evaluate(row["days"]))
        assert row["at_risk"] == sum(n for day, _, n in FREIREICH if day >= row["days"])
    assert rows["published"].sum() == 9
    every = day_by_day(frame([(3, True, 1), (5, True, 1)]))
    assert every.row(1) == (5, 1, 1, 1.0, None, None), "with all out there is no range"


def test_the_file_of_letters_followed_holds_every_day_that_is_told(illustrated):
    made = exhibit.followed(illustrated, Selection())
    row = letter_times.by_region(illustrated, Selection()).row(0, named=True)
    table = made.rows
    assert table["published"].cast(int).sum() == row["letters"]
    assert table["at_risk"].cast(int)[0] == row["visits"]
    assert made.headline == (
        "17% of letters are out by working day 20, 66% by day 30 and 95% by day 40"
    )
    assert "Kaplan" in made.file.facts["definition"]


def test_nothing_followed_and_nothing_out_have_no_median():
    assert followed(frame([]), (10,)).median is None
    assert followed(frame([(12, False, 5)]), (10,)).median is None
    assert followed(frame([(12, False, 5)]), (10,)).curve.row(0) == (10, 0.0, 5)


def test_what_is_said_early_is_nearer_to_what_came_than_the_published_alone():
    """On 19 October 2020 91% of the published letters were in time: followed on, far fewer."""
    then, later = (
        opening.make_illustrative(day) for day in (date(2020, 10, 19), date(2021, 3, 31))
    )
    row = letter_times.by_region(then, Selection()).row(0, named=True)
    due = row["in_time"] / (row["letters"] + row["overdue"])
    same = Selection(until=date(2020, 10, 18))
    end = letter_times.by_region(later, same).row(0, named=True)
    truth = end["in_time"] / (end["letters"] + end["overdue"])
    assert abs(due - truth) <= abs(row["in_time"] / row["letters"] - truth)
    median, last = (
        letter_waits.letters(*asked).median for asked in ((then, Selection()), (later, same))
    )
    assert median is not None and abs(median - last) <= 3


def test_the_letters_followed_are_those_of_the_measures(illustrated, random_selections):
    for selection in [Selection(), *random_selections(illustrated, 12, seed=5, of_visits=True)]:
        row = letter_times.by_region(illustrated, selection).row(0, named=True)
        if row["visits"] is None:
            continue
        period = choice.first_day(selection, illustrated), choice.last_day(selection, illustrated)
        found = letter_counts.waits(illustrated, selection, *period)
        out, still = (found.filter(pl.col("is_out") == is_out) for is_out in (True, False))
        assert (sum(out["visits"]), sum(still["visits"])) == (row["letters"], row["waiting"])
        assert sum(d * n for d, n in out.select("days", "visits").rows()) == row["days"]
