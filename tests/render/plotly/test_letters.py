"""The letters out by each day are drawn as they are listed: with their range and the day due."""

import polars as pl
import pytest

from dashboard.exhibits.exhibit import LettersOut
from dashboard.exhibits.found import letters
from dashboard.measures import Selection
from dashboard.measures.definitions.letters import STANDARD
from dashboard.render import plotly, svg
from dashboard.render.plotly.letters import daily
from tests.plotted import checked

FEW = pl.DataFrame({"days": [2, 5], "value": [0.25, 1.0], "low": [0.1, None], "high": [0.6, None]})


def test_between_two_letters_the_share_stays_as_it_was_from_none_on_the_first_day():
    rows = daily(FEW)
    assert rows["days"].to_list() == [0, 1, 2, 3, 4, 5]
    assert rows["value"].to_list() == [0, 0, 0.25, 0.25, 0.25, 1]
    assert rows["low"].to_list() == [None, None, 0.1, 0.1, 0.1, None]


@pytest.mark.parametrize("area", [None, "North West", "E10000016"])
def test_the_line_passes_through_every_day_that_is_listed_within_its_range(illustrated, area):
    made = letters.followed(illustrated, Selection(area=area))
    chart = made.charts[0]
    assert isinstance(chart, LettersOut)
    figure = checked(plotly.figure(chart))
    high, low, line = figure.data
    drawn = dict(zip(line.x, line.y, strict=True))
    for day, value in made.rows[["days", "value"]].rows():
        assert drawn[day] == round(value, 4)
    for day, least, most in zip(low.x, low.y, high.y, strict=True):
        assert least <= drawn[day] <= most
    assert list(line.y) == sorted(line.y)
    (due,) = figure.layout.shapes
    assert due.x0 == STANDARD
    assert figure.layout.xaxis.range[1] >= max(*line.x, STANDARD)


def test_days_long_after_a_letter_is_due_are_left_to_the_table():
    rows = pl.DataFrame({"days": [20, 165], "value": [0.9, 0.95], "low": 0.8, "high": 0.99})
    figure = checked(plotly.figure(LettersOut(rows, STANDARD)))
    assert figure.layout.xaxis.range == (0, 2 * STANDARD)
    assert max(figure.data[-1].x) == 2 * STANDARD


def test_the_picture_has_days_along_its_axis_and_says_when_letters_are_due(illustrated):
    made = letters.followed(illustrated, Selection())
    drawn = svg.drawing(made)(made.rows)
    assert f"due: {STANDARD} working days" in drawn
    assert ">30</text>" in drawn
    assert ">100%</text>" in drawn
