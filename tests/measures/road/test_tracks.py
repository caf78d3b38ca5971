"""The two tracks against plain Python over the records themselves."""

from datetime import date
from fractions import Fraction
from math import ceil

import pytest

from dashboard import delivery
from dashboard.exhibits.road import cautions
from dashboard.exhibits.road.tables import standing
from dashboard.measures import Selection, opening
from dashboard.measures.course import Course
from dashboard.measures.forecast import chance
from dashboard.measures.road import readiness
from dashboard.measures.road.targets import targets
from dashboard.measures.road.tracks import of_choice, tracks
from dashboard.records import words as w
from tests import plain_road
from tests.conftest import everywhere, visit

AUTHORITIES, PROVIDERS = w.LOCAL_AUTHORITY, w.ALL_PROVIDERS


@pytest.mark.parametrize("day", ["2020-10-12", "2020-12-07", "2021-03-15"])
def test_every_figure_of_a_track_is_what_the_records_say(day, random_selections):
    opened = opening.make_illustrative(date.fromisoformat(day))
    for selection in [Selection(), *random_selections(opened, 8, seed=int(day[-2:]))]:
        for track in tracks(opened, selection):
            scope, first = plain_road.first_visits(opened, track.selection, track.day)
            weeks = plain_road.weeks_over(opened, track.selection, track.day, first)
            assert (track.numerator or 0, track.denominator) == (len(first), len(scope))
            assert track.needed == ceil(Fraction(str(track.target.share)) * len(scope))
            complete = plain_road.complete(opened, track.selection, weeks)
            assert track.weeks_seen == len(complete)
            check_chance(opened, track, complete, scope, first)


def check_chance(opened, track, complete, scope, first):
    """Work out the pace, the chance and the dates again; blanks are blank for a reason."""
    if track.pace is None:
        assert (track.chance, track.first, track.last) == (None, None, None)
        few = len(complete) < 4 or track.denominator < 10 or track.day < date(2020, 8, 17)
        assert few or track.target.earliest <= (track.selection.since or opened.starts[-1].day)
        return
    recent = complete[-8:]
    rate = sum(n for _, n, _ in recent) / sum(length for _, _, length in recent)
    assert track.achieved_a_week == pytest.approx(5 * rate)
    to_come = [day for day in plain_road.working_days(opened) if day > track.day]
    left = sum(day < track.target.earliest for day in to_come)
    assert track.days_left == left
    if left:
        assert track.needed_a_week == pytest.approx(track.to_go / (left / 5))
    if not track.to_go:
        assert (track.chance, track.course) == (1, Course.REACHED)
        return
    found = plain_road.forecast_of(opened, track.selection, track.day, scope, first)
    if track.course is Course.UNRELIABLE:
        tries = found.record.tries
        assert sum(each.came_true for each in tries) < 0.6 * len(tries)
        assert (track.chance, track.first, track.last) == (None, None, None)
        return
    assert track.chance == chance(found, left, track.to_go)
    for day, share in ((track.first, 0.1), (track.last, 0.9)):
        if day is not None:
            number = to_come.index(day) + 1
            assert chance(found, number, track.to_go) >= share
            assert number == 1 or chance(found, number - 1, track.to_go) < share
    past = track.day >= track.target.earliest
    assert track.course == (Course.PASSED if past else word(track))


def word(track):
    if track.chance >= 0.8:
        return "On course"
    close = track.chance >= 0.3 or track.achieved_a_week >= 0.9 * (track.needed_a_week or 1e9)
    return "Close" if close else "Off course"


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
    track = tracks(opening.make_illustrative(date(2020, 9, 7)))[1]
    assert (track.course, track.weeks_seen) == (Course.TOO_EARLY, 0)


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


def test_before_its_target_was_known_a_track_is_held_against_none(open_records):
    """Records of 31 March 2020 said "Target reached" of a target that nobody knew then."""
    rows = everywhere()
    seen = [visit(n, row, date(2020, 1, 6 + n % 5)) for n, row in enumerate(rows[:60])]
    opened = open_records(rows, seen, as_at=date(2020, 3, 31))
    track = tracks(opened)[1]
    assert (track.course, track.pace, track.chance, track.first) == (Course.UNSET, None, None, None)
    assert not track.has_aim
    said = "".join(
        map(str, delivery.lay_out("road", opened, Selection(setting_type=PROVIDERS)).pieces)
    )
    assert "o target had been set for providers by 31 March 2020" in said
    for word in ("</span> Target reached", "April 2021", "January 2021", "data/targets.csv", "50%"):
        assert word not in said, word
    assert standing([track])["target"].to_list() == [None]


def test_a_target_is_known_on_its_first_day(illustrated, read_targets):
    read_targets(
        "track,covers,opens,earliest,share,owner,known_from\n"
        "Homes,All children's homes,all,2021-05-01,0.6,Us,2020-12-07\n"
        "Boarding,Boarding school,all,2021-05-01,0.6,Us,2020-12-08\n"
        "Agencies,Independent fostering agency,all,2021-05-01,0.6,Us,\n"
    )
    found = tracks(illustrated)
    assert [track.has_target for track in found] == [True, False, True]
    assert [track.course is Course.UNSET for track in found] == [False, True, False]


OWN = (
    "Homes,All children's homes,all,2021-05-01,0.6,Us\n",
    "Councils,Local authority,all,2021-01-01,0.9,Us\n"
    "Homes,All children's homes,all,2021-05-01,0.6,Us\n"
    "Agencies,Independent fostering agency,all,2021-06-01,0.5,Us\n",
)


@pytest.mark.parametrize("rows", OWN, ids=["one target", "three targets"])
def test_an_installation_may_have_one_track_or_many(illustrated, read_targets, rows):
    read_targets(f"track,covers,opens,earliest,share,owner\n{rows}")
    for chosen in (PROVIDERS, AUTHORITIES, "Independent fostering agency", "Boarding school"):
        for page in ("summary", "road"):
            said = "".join(
                delivery.lay_out(page, illustrated, Selection(setting_type=chosen)).pieces
            )
            assert "Homes" in said
    assert "(data/targets.csv)" not in cautions.assumed(tracks(illustrated))


def test_a_choice_is_told_of_by_the_track_that_covers_it(illustrated, read_targets):
    read_targets(f"track,covers,opens,earliest,share,owner\n{OWN[1]}")
    for chosen, name in {
        PROVIDERS: "Homes",
        AUTHORITIES: "Councils",
        "Children's home": "Homes",
        "Independent fostering agency": "Agencies",
    }.items():
        selection = Selection(setting_type=chosen)
        assert of_choice(tracks(illustrated, selection), selection).name == name


def test_what_is_remembered_under_own_targets_is_not_met_by_the_next(
    illustrated, read_targets, monkeypatch
):
    shipped = [each.track for each in targets()]
    read_targets(f"track,covers,opens,earliest,share,owner\n{OWN[0]}")
    assert readiness.never(illustrated, Selection())["name"][0] == "Homes"
    monkeypatch.undo()
    targets.cache_clear()
    assert readiness.never(illustrated, Selection())["name"].to_list()[:2] == shipped
