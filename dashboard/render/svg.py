"""Draws a chart as a picture to take away, where the columns of its rows do not tell how."""

from dashboard.exhibits.exhibit import Calendar, Chart
from dashboard.figures.areas import calendar
from dashboard.figures.downloads import Draw


def drawing(chart: Chart) -> Draw | None:
    """Give what draws a chart as SVG, if it is one that only it can draw."""
    match chart:
        case Calendar():
            told = chart.rows, chart.ahead, chart.restrictions, chart.key
            return lambda _: calendar.drawing(*told)
    return None
