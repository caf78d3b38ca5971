"""Draws a chart over time or along a line as a Plotly figure; the others are tables alone."""

import plotly.graph_objects as go

from dashboard.exhibits.exhibit import Chart, Strip
from dashboard.exhibits.over_time import Reached, ReasonsByWeek
from dashboard.exhibits.tracks import Road
from dashboard.figures import charts, strip
from dashboard.figures.road.chart import road


def figure(chart: Chart) -> go.Figure | None:
    """Draw a chart over time or along a line, if it is one; its table stands below it."""
    match chart:
        case ReasonsByWeek():
            return charts.visits_by_week(chart.rows, chart.late)
        case Reached():
            told = chart.name, chart.start, chart.of
            return charts.reached_by_week(chart.rows, chart.beside, *told)
        case Strip() if strip.drawn(chart.rows).height:
            return strip.figure(chart.rows, chart.line, chart.selection, chart.of)
        case Road():
            return road(chart.rows, chart.track, chart.events, chart.start)
    return None
