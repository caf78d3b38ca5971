"""Draws an exhibit as a picture to take away: its rows, in the way that its page draws them."""

from functools import partial

from dashboard.access.scope import ENGLAND
from dashboard.exhibits import exhibit
from dashboard.exhibits.download import Draw
from dashboard.exhibits.exhibit import Chart, Exhibit, OverTime
from dashboard.render import plotly
from dashboard.render.svg import calendar, profile, steps, tables
from dashboard.render.svg.areas import mapped
from dashboard.render.svg.columns import monthly, weekly
from dashboard.render.svg.plotted import plotted

SHARES = (tables.bars, tables.grouped)
"""What draws shares, and nothing where none is known."""

HIGH = (
    exhibit.AreasMap,
    exhibit.Calendar,
    exhibit.Dots,
    exhibit.Groups,
    exhibit.LettersOut,
    exhibit.Matrix,
    exhibit.Profile,
    exhibit.Reached,
    exhibit.ReachedBeside,
    exhibit.ReasonsByWeek,
    exhibit.Road,
)
"""Charts that are too high for a slide, or have a line for each of several groups."""


def drawing(shown: Exhibit) -> Draw | None:
    """Give what draws the rows of an exhibit as SVG; None where its page draws no picture."""
    draw = next(filter(None, map(_drawing, shown.charts)), None)
    is_shares = (draw.func if isinstance(draw, partial) else draw) in SHARES
    return None if is_shares and not _has_value(shown) else draw


def _has_value(shown: Exhibit) -> bool:
    """Say whether any share is known: the whole file is made only where its first rows say none."""
    first = shown.file.first if shown.file else shown.rows
    return bool(first["value"].count() or shown.rows["value"].count())


def has_slides(shown: Exhibit) -> bool:
    """Say whether the picture of an exhibit fits a slide, if need be with its first rows."""
    charts = shown.charts
    in_places = any(isinstance(chart, exhibit.Steps) and chart.in_places for chart in charts)
    return not in_places and not any(isinstance(chart, HIGH) for chart in charts)


def _drawing(chart: Chart) -> Draw | None:
    """Give what draws a chart: most draw the rows of the file, as they are taken away."""
    match chart:
        case _ if isinstance(chart, OverTime):
            return (lambda _: plotted(plotly.figure(chart))) if plotly.is_drawn(chart) else None
        case exhibit.AreasMap():
            return lambda _: mapped(chart)
        case exhibit.Profile():
            return lambda _: profile.drawing(chart)
        case exhibit.Calendar():
            return lambda _: calendar.drawing(chart)
        case exhibit.Bars():
            if chart.caption:
                return partial(tables.grouped, end=chart.end)
            of = chart.of or ENGLAND
            return partial(tables.bars, line=chart.line, of=of, here=chart.here)
        case exhibit.Steps():
            return tables.grouped if chart.in_places else steps.steps
        case exhibit.Matrix():
            return tables.grouped if chart.barred else None
        case exhibit.Groups():
            return partial(tables.grouped, end=None)
        case exhibit.Counts():
            return tables.counts
        case exhibit.Stack():
            return tables.stacked
        case exhibit.Dots():
            return tables.ranged
        case exhibit.Bridge():
            return steps.waterfall
        case exhibit.Places():
            return tables.places
        case exhibit.Tracks():
            return steps.tracks
        case exhibit.Columns() | exhibit.WeekTotals():
            return partial(weekly, late=chart.late)
        case exhibit.Months():
            return monthly
    return None
