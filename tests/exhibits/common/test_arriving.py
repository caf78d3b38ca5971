"""What is still arriving: the estimate against what later figures held, and where there is none."""

from datetime import date, timedelta

import numpy as np
import polars as pl
import pytest
from scipy import stats

from dashboard.exhibits.common import arriving, visited, week_headlines
from dashboard.exhibits.exhibit import Columns, WeekTotals
from dashboard.exhibits.summary import last_week as week_of_figures
from dashboard.exhibits.summary import summary_answer
from dashboard.measures import Selection, opening, week_completeness, weekly
from dashboard.measures import arriving as late
from dashboard.measures.definitions.coverage import VISITS
from dashboard.packs import briefings
from dashboard.publishing.publish import publish
from dashboard.publishing.refresh import Terms
from dashboard.records.intake import from_folder
from dashboard.render.html import columns
from dashboard.render.plotly import charts
from dashboard.settings import sunday
from dashboard.wording import words
from tests.conftest import everywhere, visit
from tests.plotted import checked

MONDAY = date(2020, 12, 7)
WEEK = timedelta(weeks=1)


def made(weeks, each=10, tardy=2):
    """Give visits of some weeks: so many each, the last ones of which are recorded nine days on."""
    return pl.DataFrame(
        [
            (monday, monday + timedelta(days=9 if n >= each - tardy else 1))
            for monday in weeks
            for n in range(each)
        ],
        schema={"started_on": pl.Date, "known_on": pl.Date},
        orient="row",
    )


def test_the_share_known_is_that_of_earlier_weeks_at_the_same_age():
    weeks = [MONDAY - n * WEEK for n in range(1, 13)]
    found = late.shares(made(weeks), weeks[:2], MONDAY)
    assert (found[weeks[0]].known_then, found[weeks[0]].known_now) == (64, 80)
    assert found[weeks[0]].missing == pytest.approx(0.25)
    assert found[weeks[1]].is_complete


def test_too_few_earlier_weeks_tell_nothing():
    weeks = [MONDAY - n * WEEK for n in range(1, 7)]
    assert late.shares(made(weeks), weeks[:1], MONDAY) == {}
    assert late.shares(made([]), weeks[:1], MONDAY) == {}


def test_only_the_days_on_which_figures_were_kept_are_gone_back_to():
    weeks = [MONDAY - n * WEEK for n in range(1, 13)]
    four = [MONDAY - n * WEEK for n in (3, 4, 5, 6)]
    found = late.shares(made(weeks), weeks[:1], MONDAY, four)
    assert found[weeks[0]].known_now == 40
    assert late.shares(made(weeks), weeks[:1], MONDAY, four[1:]) == {}


@pytest.mark.parametrize("day", ["2020-11-30", "2020-12-07", "2021-03-01"])
def test_the_estimate_is_near_what_came(day):
    then = opening.make_illustrative(date.fromisoformat(day))
    later = opening.make_illustrative(date(2021, 3, 31))
    expected = week_completeness.expected(then, Selection())
    assert expected
    came = 0
    for week in expected:
        was, now = (
            dict(weekly.week_totals(opened, Selection()).iter_rows())[week]
            for opened in (then, later)
        )
        came += now - was
    assert abs(sum(expected.values()) - came) <= max(6, 0.5 * came)
    low, high = week_completeness.expected_range(then, Selection())
    assert low <= sum(expected.values()) <= high
    said = f"we estimate about {round(sum(expected.values()))} more visits ({low} to {high}, 8 "
    assert f" still arriving: {said}" in arriving.note(then, Selection())
    which = "The week of " if len(expected) == 1 else "The weeks of "
    assert arriving.note(then, Selection()).startswith(which)


def test_what_is_still_to_come_lies_in_its_range_eight_times_in_ten():
    chance = np.random.default_rng(8)
    held = []
    for _ in range(300):
        share, made = chance.uniform(0.7, 0.95), chance.integers(20, 80, 2)
        then = chance.binomial(400, share)
        known = chance.binomial(made, share)
        low, high = late.to_come([(int(k), late.Share(int(then), 400)) for k in known])
        held.append(low <= (made - known).sum() <= high)
    assert 0.74 <= np.mean(held) <= 0.92


@pytest.mark.parametrize(
    "weeks",
    [
        [(1, 3, 7)],
        [(12, 30, 2)],
        [(40, 300, 60), (5, 280, 90)],
        [(900, 9_000, 800), (0, 10, 4)],
        [(0, 9, 1)],
    ],
)
def test_what_is_still_to_come_follows_a_beta_negative_binomial(weeks):
    odds = np.ones(1)
    for known, then, more in weeks:
        chances = stats.betanbinom(max(known, 1), then + 0.5, more + 0.5).pmf(np.arange(900))
        odds = np.convolve(odds, chances if known else [1.0])
    expected = np.searchsorted(odds.cumsum(), (0.1, 0.9))
    told = [(known, late.Share(then, then + more)) for known, then, more in weeks]
    assert late.to_come(told) == tuple(expected)


@pytest.mark.parametrize("day", ["2020-10-19", "2020-11-30", "2020-12-07", "2021-03-01"])
def test_sentences_rest_on_weeks_to_which_hardly_a_visit_is_added(day):
    then = opening.make_illustrative(date.fromisoformat(day))
    later = opening.make_illustrative(date(2021, 3, 31))
    known, came = (dict(weekly.week_totals(s, Selection()).iter_rows()) for s in (then, later))
    week = week_completeness.complete(then, Selection(), VISITS)[-1]
    assert known[week] >= 0.98 * came[week]
    over = weekly.weeks_over(then, Selection())
    assert week < over[-1], "the last week is over, but visits of it still arrive"
    when = f"in the {words.week_of(week)}"
    assert when in week_headlines.weeks(weekly.week_totals(then, Selection()), then, Selection())
    assert when in week_headlines.pace(then, Selection())[1]
    assert all(
        f"week of {words.day(late, False)}" not in said
        for late in over
        if late > week
        for said in (*glance_words(then), *briefed(then))
    )


def glance_words(opened):
    """Give what the Summary's tiles and week say."""
    return (
        *(" ".join(figure) for figure in summary_answer.figures(opened, Selection())),
        week_of_figures.headline(week_of_figures.rows(opened, Selection()), opened, Selection()),
    )


def briefed(opened):
    """Give what a briefing says."""
    made = briefings.briefing(opened, Selection(), {})
    return (*made.sentences, *(" ".join(figure) for figure in made.figures))


def test_nothing_known_of_delays_leaves_the_weeks_older_than_the_standard(
    open_records, illustrated
):
    """In records without a day of recording: 30 working days must have passed since a week."""
    register = everywhere()
    rows = [visit(n, row, MONDAY - n * WEEK) for n, row in enumerate(register[:13], 1)]
    opened = open_records(register, rows)
    week = week_completeness.complete(opened, Selection(), VISITS)[-1]
    working = opened.records["calendar"].filter("working")["day"].to_list()
    ages = [sum(sunday(w) < d <= opened.as_at for d in working) for w in (week, week + WEEK)]
    assert ages[0] >= 30 > ages[1]
    said = week_headlines.weeks(weekly.week_totals(opened, Selection()), opened, Selection())
    assert said == f"1 visit in the {words.week_of(week)}, the same as the week before"
    why = arriving.why_long_ago(opened, Selection())
    assert why == (
        f"The last complete week is that of {words.day(week)}: a later visit may come in with its "
        "letter, which is due within 30 working days."
    )
    assert why in arriving.note(opened, Selection())
    [drawn] = visited.weeks(opened, Selection()).charts
    assert [w for w in opened.weeks if w > week] == list(drawn.late), "drawn as if complete"
    assert arriving.why_long_ago(illustrated, Selection()) == ""


def test_a_period_that_ended_earlier_is_complete(illustrated):
    ended = Selection(until=date(2020, 11, 1))
    assert arriving.note(illustrated, ended) == ""
    assert week_completeness.unfinished(illustrated, ended) == ()


def test_where_it_cannot_be_told_it_says_so(edges):
    every = edges["all visited"]
    ended = arriving.note(every, Selection(until=date(2020, 11, 22)))
    assert ended.startswith(f"{arriving.NOT_KNOWN} The last complete week is that of ")
    assert arriving.note(every, Selection()).startswith(arriving.NOT_KNOWN)
    for name in ("nothing visited yet", "no visits supplied", "nothing on the register"):
        assert arriving.note(edges[name], Selection()) == ""


def test_earlier_snapshots_tell_where_the_records_give_no_day(tmp_path, monkeypatch, write_records):
    register = everywhere()
    weeks = [MONDAY - n * WEEK for n in range(1, 13)]
    visits = [
        (visit(n, register[n], monday), monday + timedelta(days=9 if n >= 8 else 1))
        for monday in weeks
        for n in range(10)
    ]
    for number, (row, _) in enumerate(visits):
        row["visit_id"] = f"V{number:04}"
    root = tmp_path / "snapshots"
    for day in reversed([MONDAY, *weeks]):
        known = [row for row, recorded in visits if recorded <= day]
        folder = write_records(tmp_path / day.isoformat(), register, known)
        publish(root, from_folder(folder, day), day, Terms(["empty", "rows"], "grows"))
    monkeypatch.setenv("VISITS_SNAPSHOTS", str(root))
    opened = opening.open_store(root)
    assert week_completeness.expected(opened, Selection()) == {weeks[0]: pytest.approx(2)}


def test_the_weeks_are_marked_in_the_picture_and_in_words(illustrated):
    weeks = week_completeness.unfinished(illustrated, Selection())
    drawn = checked(charts.visits_by_week(weekly.by_week(illustrated, Selection()), weeks))
    (shade,) = drawn.layout.shapes
    assert shade.x0 < weeks[0].isoformat() < weeks[-1].isoformat() < shade.x1
    assert [said.text for said in drawn.layout.annotations] == ["still arriving"]
    totals = weekly.week_totals(illustrated, Selection())
    small = columns.weeks(Columns(totals, {"numerator": "Visits"}, weeks), "Visits")
    for html in (columns.week_totals(WeekTotals(totals, "Visits", weeks), ""), small):
        assert html.count('class="late"') == len(weeks)
        assert html.count("2020 (still arriving)") == len(weeks)


def test_the_week_in_which_recording_began_is_gone_back_to():
    last = MONDAY - WEEK
    weeks = [last - n * WEEK for n in range(3, 7)]
    assert made(weeks)["known_on"].min() == weeks[-1] + timedelta(days=1)
    assert last in late.shares(made([last, *weeks]), [last], MONDAY)
    assert last not in late.shares(made([last, *weeks[:-1]]), [last], MONDAY)


def test_a_week_is_complete_from_199_of_200():
    assert [late.Share(known, 200).is_complete for known in (198, 199)] == [False, True]


def test_a_week_may_still_grow_until_three_weeks_after_it_ended():
    recent = {days: late.is_recent(MONDAY, MONDAY + timedelta(days=days)) for days in (27, 28)}
    assert recent == {27: True, 28: False}
