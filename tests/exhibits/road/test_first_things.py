"""What the road says first is what is known, and of events no more than there are."""

from dataclasses import replace
from datetime import date

from dashboard.exhibits.road import events, sentences
from dashboard.exhibits.road.events import Event
from dashboard.measures import Selection
from dashboard.measures.course import Course
from dashboard.measures.road.tracks import tracks

CLOSED = Event(date(2020, 12, 25), date(2020, 12, 28), "No visits: closed", is_without_visits=True)


def test_a_track_that_is_not_known_is_told_after_one_that_is(illustrated):
    authorities, providers = tracks(illustrated, Selection())
    unknown = replace(authorities, numerator=None, denominator=0, course=Course.UNKNOWN)
    said = sentences.answer((unknown, providers), illustrated)
    assert said.startswith("Providers ")
    assert said.endswith("visited. These records do not tell of local authorities.")


def test_events_that_there_are_none_of_do_not_all_lie_before_a_day(illustrated):
    none = "No dated event of the programme lies in the days shown"
    assert events.headline([CLOSED], illustrated) == none
    past = Event(date(2020, 9, 1), date(2020, 9, 1), "Visits begin")
    assert events.headline([past, CLOSED], illustrated) == (
        "Every dated event of the programme lies before 7 December 2020"
    )
