"""The calendar of visits marks the weeks that may still grow, on the page and in its picture."""

import re
from datetime import date

from dashboard.exhibits.areas import visit_calendar
from dashboard.measures import Selection
from dashboard.render import html

SAID = "The weeks from 23 November are not over, or visits still arrive: numbers may grow."


def test_weeks_that_are_still_arriving_are_marked_and_said(illustrated):
    for area in (None, "London", "E10000016"):
        made = visit_calendar.exhibit(illustrated, Selection(area=area))
        (chart,) = made.charts
        marked = re.findall('class="late">([^<]+)<', html.drawn(chart, made.title))
        assert marked == ["23 Nov", "30 Nov", "7 Dec"]
        assert SAID in made.notes and SAID in chart.key


def test_one_week_and_none_are_said_as_such():
    assert visit_calendar.arriving_said([]) == ""
    said = visit_calendar.arriving_said([date(2020, 12, 7)])
    assert said == "The week of 7 December is not over, or visits still arrive: numbers may grow."
