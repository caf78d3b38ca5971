"""The word of the last figures before stands beside the word of today, on two pages."""

import re
from datetime import date, timedelta

import pytest

from dashboard import delivery
from dashboard.exhibits.road import ahead
from dashboard.exhibits.road.last_course import beside, with_last_word
from dashboard.measures import Selection, opening
from dashboard.measures.course import Course
from dashboard.measures.road.tracks import tracks
from dashboard.render.html import cards
from dashboard.render.svg import steps
from dashboard.wording import words


@pytest.mark.parametrize("day", [date(2020, 9, 28), date(2020, 11, 16), date(2020, 12, 7)])
def test_it_is_the_word_of_the_figures_of_a_week_ago(day):
    opened, then = (opening.make_illustrative(each) for each in (day, day - timedelta(weeks=1)))
    for selection in (Selection(), Selection(area="North West"), Selection(sector="Private")):
        now, before = with_last_word(opened, selection), tracks(then, selection)
        for track, earlier in zip(now, before, strict=True):
            if earlier.course is Course.NONE:
                assert not beside(track)
                continue
            assert track.before == (then.as_at, earlier.course)
            said = f"{earlier.course.value} on {words.day(then.as_at, year=False)}"
            same = track.course is earlier.course
            assert beside(track) == (f"{said} too" if same else said)
            assert said in cards.standing([track])
            assert said in cards.cards([track])


def test_it_stands_on_both_pages_and_in_the_file(illustrated):
    for path in ("summary", "road"):
        said = "".join(delivery.lay_out(path, illustrated, Selection(), files=False).pieces)
        assert (
            said.count(" · earlier forecasts were wrong too often · Off course on 30 November<")
            == 1
        )
        assert said.count(" · Close on 30 November too<") == 1
    rows = ahead.standing(illustrated, Selection()).rows
    assert rows["day_before"].to_list() == ["2020-11-30"] * 2
    assert rows["status_before"].to_list() == ["Off course", "Close"]
    drawn = re.sub("<[^>]+>", " ", steps.tracks(rows))
    assert "off course on 30 November 2020" in " ".join(drawn.split())


def test_where_there_are_no_figures_before_nothing_is_said(illustrated, edges):
    ended = Selection(until=date(2020, 11, 22))
    for opened, selection in ((illustrated, ended), (edges["all visited"], Selection())):
        found = with_last_word(opened, selection)
        assert [track.before for track in found] == [None] * len(found)
        assert not any(map(beside, found))
