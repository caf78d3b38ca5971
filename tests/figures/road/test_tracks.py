"""The two tracks against plain Python over the records themselves."""

from collections import Counter
from datetime import date, timedelta
from fractions import Fraction
from math import ceil

import pytest
from scipy import stats

from dashboard import store
from dashboard.figures.road.tracks import tracks
from dashboard.measures.course import Course
from dashboard.measures.selection import Selection
from dashboard.records import words as w
from tests.conftest import everywhere, visit

AUTHORITIES, PROVIDERS = w.LOCAL_AUTHORITY, w.ALL_PROVIDERS


def settings_in_scope(opened, track):
    """List the settings of a track that are on the register on the day of the figures."""
    chosen = track.selection
    areas = {row["la_code"]: row for row in opened.authorities.to_dicts()}
    types = w.GROUPS.get(chosen.setting_type, (chosen.setting_type,))

    def wanted(row):
        area = areas[row["la_code"]]
        limits = (
            (chosen.area, (row["la_code"], area["region"], area["statistical_region"])),
            (chosen.sector, (row["sector"] or w.NOT_RECORDED,)),
            (chosen.last_grade, (row["last_grade"] or w.NOT_RECORDED,)),
        )
        return all(word is None or word in held for word, held in limits)

    return {
        row["urn"]
        for row in opened.records["settings"].iter_rows(named=True)
        if row["setting_type"] in types
        and wanted(row)
        and (row["registered_on"] is None or row["registered_on"] <= opened.as_at)
        and (row["closed_on"] is None or row["closed_on"] > opened.as_at)
    }


def first_visits(opened, track):
    """Give the first visit of each setting in scope, from the start to the end of the period."""
    since = track.selection.since or opened.starts[-1].day
    first = {}
    scope = settings_in_scope(opened, track)
    for row in opened.records["visits"].sort("started_on").iter_rows(named=True):
        if row["urn"] in scope and since <= row["started_on"] <= track.day:
            first.setdefault(row["urn"], row["started_on"])
    return scope, first


def recent_weeks(opened, track, first):
    """Give the counts and the working days of the working weeks that are over, at most 8."""
    since = track.selection.since or opened.starts[-1].day
    working = opened.records["calendar"].filter("working")["day"].to_list()
    in_week = Counter(day - timedelta(days=day.weekday()) for day in working if day >= since)
    unfinished = {day - timedelta(days=day.weekday()) for day in working if day > track.day}
    counts = Counter(day - timedelta(days=day.weekday()) for day in first.values())
    over = sorted(week for week in in_week if week not in unfinished)
    return [(counts[week], in_week[week]) for week in over]


@pytest.mark.parametrize("day", ["2020-10-12", "2020-12-07", "2021-03-15"])
def test_every_figure_of_a_track_is_what_the_records_say(day, random_selections):
    opened = store.make_illustrative(date.fromisoformat(day))
    for selection in [Selection(), *random_selections(opened, 14, seed=int(day[-2:]))]:
        for track in tracks(opened, selection):
            scope, first = first_visits(opened, track)
            weeks = recent_weeks(opened, track, first)
            assert (track.numerator or 0, track.denominator) == (len(first), len(scope))
            assert track.needed == ceil(Fraction(str(track.target.share)) * len(scope))
            assert track.weeks_seen == len(weeks)
            check_chance(opened, track, weeks[-8:])


def check_chance(opened, track, weeks):
    """Work out the chance and the dates again with scipy.stats; blanks are blank for a reason."""
    if track.pace is None:
        assert (track.chance, track.first, track.last) == (None, None, None)
        few = len(weeks) < 4 or track.denominator < 10
        assert few or track.target.earliest <= (track.selection.since or opened.starts[-1].day)
        return
    counts, days = zip(*weeks, strict=True)
    rate = sum(counts) / sum(days)
    assert track.achieved_a_week == pytest.approx(5 * rate)
    to_come = opened.records["calendar"].filter("working")["day"].sort().to_list()
    to_come = [day for day in to_come if day > track.day]
    left = sum(day < track.target.earliest for day in to_come)
    assert track.days_left == left
    if left:
        assert track.needed_a_week == pytest.approx(track.to_go / (left / 5))
    if not track.to_go:
        assert (track.chance, track.course) == (1, Course.REACHED)
        return
    if not rate:
        assert (track.chance, track.first) == (0, None)
        return
    expected = [rate * length for length in days]
    statistic = stats.chisquare(counts, expected).statistic
    spread = max(1, statistic / (len(days) - 1))

    def chance(length):
        mean, ratio = rate * length, spread * (1 + length / sum(days))
        return stats.nbinom(mean / (ratio - 1), 1 / ratio).sf(track.to_go - 1)

    assert track.chance == pytest.approx(chance(left) if left else 0, abs=1e-9)
    for found, share in ((track.first, 0.1), (track.last, 0.9)):
        if found is not None:
            number = to_come.index(found) + 1
            assert chance(number) >= share - 1e-9
            assert number == 1 or chance(number - 1) < share + 1e-9
    past = track.day >= track.target.earliest
    assert track.course == (Course.PASSED if past else word(track.chance))


def word(chance):
    return "On course" if chance >= 0.8 else "At risk" if chance >= 0.4 else "Off course"


def test_the_authorities_come_first_and_neither_track_holds_the_other(illustrated):
    authorities, providers = tracks(illustrated)
    assert (authorities.target.covers, providers.target.covers) == (AUTHORITIES, PROVIDERS)
    assert authorities.denominator == 151
    assert [track.name for track in tracks(illustrated)] == ["Local authorities", "Providers"]


def test_a_setting_type_narrows_its_own_track_only(illustrated):
    authorities, providers = tracks(illustrated, Selection(setting_type="Children's home"))
    assert authorities == tracks(illustrated)[0]
    assert providers.selection.setting_type == "Children's home"
    authorities, providers = tracks(illustrated, Selection(setting_type=AUTHORITIES))
    assert (authorities, providers) == tracks(illustrated)


def test_places_do_not_change_a_track_and_asking_again_costs_nothing(illustrated):
    found = tracks(illustrated, Selection(unit="places", picture="map"))
    assert found == tracks(illustrated)
    assert tracks(illustrated) is tracks(illustrated)


@pytest.mark.parametrize(
    ("edge", "course"),
    [
        ("nothing on the register", Course.NONE),
        ("no visits supplied", Course.UNKNOWN),
        ("one home", Course.FEW),
        ("all visited", Course.REACHED),
        ("nothing visited yet", Course.OFF_COURSE),
    ],
)
def test_the_word_of_an_edge(edges, edge, course):
    assert tracks(edges[edge])[1].course == course


def test_under_four_working_weeks_it_is_too_early(illustrated):
    for until, course in (("2020-09-20", Course.TOO_EARLY), ("2020-09-27", Course.OFF_COURSE)):
        chosen = Selection(until=date.fromisoformat(until))
        track = tracks(illustrated, chosen)[0]
        assert (track.course, track.day) == (course, chosen.until)
    track = tracks(store.make_illustrative(date(2020, 9, 7)))[1]
    assert (track.course, track.weeks_seen) == (Course.TOO_EARLY, 1)


def test_a_date_that_has_passed_is_said_and_a_target_reached_later_too(at_the_end):
    late = tracks(at_the_end, Selection(until=date(2021, 2, 7)))[0]
    assert (late.course, late.days_left) == (Course.PASSED, 0)
    assert tracks(at_the_end)[0].course == Course.REACHED


def test_a_programme_long_over_has_no_pace(open_records):
    rows = everywhere()
    seen = [visit(n, row, date(2022, 5, 2 + n)) for n, row in enumerate(rows[:20])]
    found = tracks(open_records(rows, seen, as_at=date(2023, 3, 31)))[1]
    assert (found.numerator, found.denominator) == (20, 96)
    assert (found.course, found.pace, found.days_left) == (Course.PASSED, None, 0)
