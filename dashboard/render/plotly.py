"""Draws a chart over time as a Plotly figure; the others are tables alone."""

import plotly.graph_objects as go

from dashboard.exhibits.exhibit import Chart, ReasonsByWeek
from dashboard.figures import charts


def figure(chart: Chart) -> go.Figure | None:
    """Draw a chart over time, if it is one; its table stands below it."""
    if isinstance(chart, ReasonsByWeek):
        return charts.visits_by_week(chart.rows, chart.late)
    return None
