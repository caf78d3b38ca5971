"""Draws an exhibit as a picture to take away: its rows, in the way that its page draws them."""

from dashboard.exhibits.exhibit import (
    AreasMap,
    Bars,
    Bridge,
    Calendar,
    Chart,
    Counts,
    Dots,
    Exhibit,
    Groups,
    Places,
    Stack,
    Steps,
)
from dashboard.exhibits.over_time import Columns, Months, WeekTotals
from dashboard.exhibits.tracks import Tracks
from dashboard.exhibits.written import Cells
from dashboard.figures.downloads import Draw
from dashboard.render import plotly
from dashboard.render.svg import calendar, drawings, tables
from dashboard.render.svg.areas import mapped
from dashboard.render.svg.monthly import monthly
from dashboard.render.svg.plotted import plotted
from dashboard.render.svg.weekly import weekly


def drawing(exhibit: Exhibit) -> Draw | None:
    """Give what draws the rows of an exhibit as SVG; None where its page draws no picture."""
    draw = next(filter(None, map(_drawing, exhibit.charts)), None)
    is_blank = draw in (tables.bars, tables.grouped) and not exhibit.rows["value"].count()
    return None if is_blank else draw


def _drawing(chart: Chart) -> Draw | None:
    match chart:
        case AreasMap():
            return lambda _: mapped(chart)
        case Calendar():
            told = chart.rows, chart.ahead, chart.restrictions, chart.key
            return lambda _: calendar.drawing(*told)
        case Bars():
            return tables.grouped if chart.caption else tables.bars
        case Steps():
            return tables.grouped if chart.in_places else tables.steps
        case Cells():
            return tables.grouped if chart.shares else None
    if plotly.is_drawn(chart):
        return lambda _: plotted(plotly.figure(chart))
    return DRAWN.get(type(chart))


DRAWN: dict[type, Draw] = {
    Bridge: tables.waterfall,
    Columns: weekly,
    Counts: tables.counts,
    Dots: tables.ranged,
    Groups: tables.grouped,
    Months: monthly,
    Places: tables.places,
    Stack: tables.stacked,
    Tracks: tables.tracks,
    WeekTotals: drawings.columns,
}
"""What draws each kind of chart from the rows of its exhibit."""
