"""A line over time does not look finished where its last weeks may still grow."""

from dataclasses import replace

import pytest

from dashboard.exhibits.areas import compared
from dashboard.exhibits.coverage import weeks
from dashboard.measures import Selection, week_completeness
from dashboard.render import html, plotly
from dashboard.settings import monday
from tests.plotted import checked

ENGLAND, KENT = Selection(), Selection(area="E10000016")
DRAWN = {
    "England": (weeks.reached, ENGLAND),
    "an area and England": (weeks.reached, KENT),
    "areas compared": (compared.over_time, replace(KENT, compare=("E08000035",))),
}


@pytest.fixture(params=DRAWN)
def shown(request, illustrated):
    make, selection = DRAWN[request.param]
    (chart,) = make(illustrated, selection).charts
    late = week_completeness.unfinished(illustrated, selection)
    assert late
    return chart, {day for day in chart.rows["by"] if monday(day) in late}


def pieces(chart):
    """Give the traces of each line by its name."""
    figure = checked(plotly.figure(chart))
    lines = {}
    for trace in figure.data:
        lines.setdefault(trace.name, []).append(trace)
    return figure, lines


def test_days_still_arriving_are_dotted_on_every_line_and_no_others(shown):
    chart, open_ = shown
    for whole, dotted in pieces(chart)[1].values():
        assert whole.line.dash != "dot"
        assert dotted.line.dash == "dot"
        assert dotted.x[0] == whole.x[-1]
        assert {*dotted.x[1:]} == {day.isoformat() for day in open_}
        assert {*whole.x, *dotted.x} == {day.isoformat() for day in chart.rows["by"]}


def test_each_day_answers_a_pointer_once_and_each_line_is_named_once(shown):
    for whole, dotted in pieces(shown[0])[1].values():
        answers = [
            day for day, said in zip(dotted.x, dotted.hoverinfo, strict=True) if said == "all"
        ]
        assert not {*answers} & {*whole.x}
        assert dotted.showlegend is False


def test_they_are_shaded_and_said_on_the_chart_and_in_its_table(shown):
    chart, open_ = shown
    figure, _ = pieces(chart)
    (shade,) = figure.layout.shapes
    assert shade.x0 < min(open_).isoformat() <= max(open_).isoformat() == shade.x1
    assert [word.text for word in figure.layout.annotations].count("still arriving") == 1
    assert html.drawn(chart, "").count("(still arriving)") == len(open_)


def test_a_line_whose_weeks_are_all_complete_is_one_and_unmarked(shown):
    figure, lines = pieces(replace(shown[0], late=()))
    assert all(len(traces) == 1 and traces[0].line.dash != "dot" for traces in lines.values())
    assert not figure.layout.shapes
    assert "still arriving" not in [word.text for word in figure.layout.annotations]


def test_a_line_that_is_still_arriving_from_its_first_week_is_drawn_and_named(shown):
    chart = shown[0]
    every = {monday(day) for day in chart.rows["by"]}
    for traces in pieces(replace(chart, late=every))[1].values():
        (only,) = traces
        assert (only.line.dash, only.showlegend) == ("dot", True)
        assert {*only.hoverinfo} == {"all"}
