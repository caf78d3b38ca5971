"""Draws an exhibit as a picture to take away: its rows, in the way that its page draws them."""

from functools import partial

from dashboard.exhibits.download import Draw
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
    Strip,
)
from dashboard.exhibits.over_time import Columns, Months, Reached, ReasonsByWeek, WeekTotals
from dashboard.exhibits.profile import Profile, ReachedBeside
from dashboard.exhibits.tracks import Road, Tracks
from dashboard.exhibits.written import Cells
from dashboard.render import plotly
from dashboard.render.svg import calendar, profile, tables
from dashboard.render.svg.areas import mapped
from dashboard.render.svg.columns import monthly, weekly
from dashboard.render.svg.plotted import plotted


def drawing(exhibit: Exhibit) -> Draw | None:
    """Give what draws the rows of an exhibit as SVG; None where its page draws no picture."""
    draw = next(filter(None, map(_drawing, exhibit.charts)), None)
    is_blank = draw in (tables.bars, tables.grouped) and not exhibit.rows["value"].count()
    return None if is_blank else draw


def _drawing(chart: Chart) -> Draw | None:
    """Give what draws a chart: most draw the rows of the file, as they are taken away."""
    match chart:
        case ReasonsByWeek() | Reached() | ReachedBeside() | Strip() | Road():
            return (lambda _: plotted(plotly.figure(chart))) if plotly.is_drawn(chart) else None
        case AreasMap():
            return lambda _: mapped(chart)
        case Profile():
            return lambda _: profile.drawing(chart)
        case Calendar():
            return lambda _: calendar.drawing(chart)
        case Bars():
            return tables.grouped if chart.caption else tables.bars
        case Steps():
            return tables.grouped if chart.in_places else tables.steps
        case Cells():
            return tables.grouped if chart.shares else None
        case Groups():
            return tables.grouped
        case Counts():
            return tables.counts
        case Stack():
            return tables.stacked
        case Dots():
            return tables.ranged
        case Bridge():
            return tables.waterfall
        case Places():
            return tables.places
        case Tracks():
            return tables.tracks
        case Columns() | WeekTotals():
            return partial(weekly, late=chart.late)
        case Months():
            return monthly
    return None
