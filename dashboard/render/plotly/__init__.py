"""Draws a chart over time or along a line as a Plotly figure; the others are tables alone."""

from typing import TypeGuard

from dashboard.exhibits import exhibit
from dashboard.exhibits.coverage.strip import drawn
from dashboard.exhibits.exhibit import Chart, OverTime
from dashboard.render.plotly import beside, charts, letters, road_events, strip
from dashboard.render.plotly.figure import Figure as Figure
from dashboard.render.plotly.road_chart import road


def is_drawn(chart: Chart) -> TypeGuard[OverTime]:
    """Say whether a chart is one over time or along a line, with anything to draw."""
    match chart:
        case exhibit.Strip():
            return bool(drawn(chart.rows).height)
        case exhibit.Road():
            return bool(chart.rows["visited"].count())
        case exhibit.Reached():
            return bool(chart.rows["value"].count())
        case exhibit.ReachedBeside():
            return bool(chart.drawn)
    return isinstance(chart, exhibit.ReasonsByWeek | exhibit.LettersOut)


def described(chart: OverTime, headline: str) -> str:
    """Say what a chart shows: its headline, and the events that are named on a road."""
    named = road_events.listed(chart) if isinstance(chart, exhibit.Road) else ""
    return f"{headline}. {named}" if named else headline


def figure(chart: OverTime) -> Figure:
    """Draw a chart over time or along a line; its table stands below it."""
    match chart:
        case exhibit.ReasonsByWeek():
            return charts.visits_by_week(chart.rows, chart.late)
        case exhibit.Reached():
            told = chart.name, chart.start, chart.of, chart.late
            return charts.reached_by_week(chart.rows, chart.beside, *told)
        case exhibit.ReachedBeside():
            return beside.figure(chart)
        case exhibit.LettersOut():
            return letters.figure(chart)
        case exhibit.Strip():
            return strip.figure(chart.rows, chart.line, chart.selection, chart.of)
        case exhibit.Road():
            return road(
                chart.rows, chart.track, chart.events, chart.start, chart.late, chart.beside
            )
