"""Charts hold the numbers of their frames and nothing that Plotly would refuse."""

from datetime import date

import polars as pl
import pytest

from dashboard.measures import Selection, choice, weekly
from dashboard.measures.definitions.coverage import VISITS
from dashboard.measures.filters import PLACES_UNIT
from dashboard.records import words as w
from dashboard.render import theme
from dashboard.render.plotly import charts
from dashboard.wording import words
from tests.plotted import checked

CHOICES = [
    Selection(),
    Selection(area="North West", setting_type=w.ALL_HOMES),
    Selection(area="E10000016", unit=PLACES_UNIT),
]


def weeks(opened, selection):
    return checked(charts.visits_by_week(weekly.by_week(opened, selection)))


def reached(opened, selection):
    rows = weekly.reached_by_week(opened, selection)
    england = weekly.reached_by_week(opened, selection.anywhere()) if selection.area else None
    name, start = choice.area_name(selection.area, opened), choice.first_day(selection, opened)
    return rows, england, checked(charts.reached_by_week(rows, england, name, start))


@pytest.mark.parametrize("selection", CHOICES, ids=lambda s: s.area or "England")
def test_columns_add_up_to_the_visits_of_the_period(illustrated, at_the_end, selection):
    for opened in (illustrated, at_the_end):
        figure = weeks(opened, selection)
        drawn = sum(sum(trace.y) for trace in figure.data)
        assert drawn == opened.ask(VISITS, selection)["numerator"][0] > 0
        by_reason = opened.ask(VISITS, selection, ["selection_basis"])
        sums = dict(by_reason.select(pl.col("selection_basis").cast(str), "numerator").rows())
        for trace in figure.data:
            reason = next(key for key, name in words.BASIS.items() if name == trace.name)
            assert sum(trace.y) == sums[reason]


def test_each_reason_keeps_its_colour_and_pattern_whatever_is_drawn(illustrated, edges):
    few, many = weeks(edges["one visit"], Selection()), weeks(illustrated, Selection())
    assert len(few.data) == 1
    assert len(many.data) == 4
    for trace in (*few.data, *many.data):
        reason = next(key for key, name in words.BASIS.items() if name == trace.name)
        assert (trace.marker.color, trace.marker.pattern.shape) == theme.BASIS[reason]
    assert len(set(theme.BASIS.values())) == 4
    assert theme.BASIS.keys() == words.BASIS.keys()


@pytest.mark.parametrize("selection", CHOICES, ids=lambda s: s.area or "England")
def test_lines_are_the_shares_of_their_frames_with_england_behind(illustrated, selection):
    rows, england, figure = reached(illustrated, selection)
    own = figure.data[-1]
    assert list(own.y) == rows["value"].round(4).to_list()
    assert list(own.x) == [day.isoformat() for day in rows["by"]]
    assert own.name == choice.area_name(selection.area, illustrated)
    assert own.line.dash == "solid"
    assert figure.layout.showlegend == (england is not None)
    if england is not None:
        assert (figure.data[0].name, figure.data[0].line.dash) == ("England", "dash")
        assert list(figure.data[0].y) == england["value"].round(4).to_list()


def test_no_chart_goes_past_the_day_of_the_figures(illustrated):
    _, _, figure = reached(illustrated, Selection())
    assert figure.layout.xaxis.range == ("2020-09-01", "2020-12-07")
    assert max(figure.data[-1].x) == "2020-12-07"


def test_one_point_is_drawn_as_a_marker_because_a_line_would_be_nothing(edges):
    rows, _, figure = reached(edges["one visit"], Selection())
    assert rows.height > 2
    assert figure.data[-1].mode == "lines"
    one = charts.reached_by_week(rows[:1], None, "England", rows["week"][0])
    assert checked(one).data[-1].mode == "lines+markers"


def test_shares_are_drawn_from_zero_in_whole_percentages(illustrated):
    _, _, figure = reached(illustrated, Selection())
    assert figure.layout.yaxis.rangemode == "tozero"
    assert figure.layout.yaxis.tickformat == ".0%"


def test_every_edge_with_a_value_can_be_drawn(edge):
    if weekly.reached_by_week(edge, Selection())["value"].null_count() == 0:
        weeks(edge, Selection())
        reached(edge, Selection())


def test_the_axis_holds_the_highest_of_what_is_drawn(illustrated, at_the_end):
    for opened in (illustrated, at_the_end):
        rows = weekly.by_week(opened, Selection())
        most = max(rows.group_by("week").agg(pl.col("numerator").sum())["numerator"])
        for late in ((), [max(rows["week"])]):
            ends = checked(charts.visits_by_week(rows, late)).layout.yaxis.range
            assert ends is None or (ends[0] == 0 and most <= ends[1] <= 1.3 * most)
    days = [date(2020, 9, 6), date(2020, 9, 13)]
    small = pl.DataFrame({"by": days, "numerator": [0, 49], "denominator": [1000, 1000]})
    small = small.with_columns(value=pl.col("numerator") / pl.col("denominator"))
    ends = checked(charts.reached_by_week(small, None, "Kent", date(2020, 9, 1))).layout.yaxis.range
    assert ends[0] == 0
    assert ends[1] >= 0.049
