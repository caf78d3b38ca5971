"""Draws a chart as HTML: a real table with its marks, under the title of its exhibit."""

from functools import partial

from dashboard.access.scope import ENGLAND
from dashboard.exhibits.exhibit import (
    AreasMap,
    Bars,
    Bridge,
    Calendar,
    Chart,
    Counts,
    Dots,
    Groups,
    Matrix,
    Places,
    Stack,
    Steps,
    Strip,
)
from dashboard.exhibits.over_time import Columns, Months, Reached, ReasonsByWeek, WeekTotals
from dashboard.exhibits.tracks import Road, Rule, Supposing, Tracks
from dashboard.exhibits.written import Everything, Filters
from dashboard.figures.road import rows as road
from dashboard.measures.selection import Selection
from dashboard.render.html import (
    bridge,
    calendar,
    cards,
    columns,
    counts,
    dots,
    groups,
    matrix,
    over_time,
    places,
    stacks,
    tables,
)
from dashboard.render.html.written import written
from dashboard.render.leading import Lead, nowhere


def drawn(chart: Chart, title: str, lead: Lead = nowhere) -> str:
    """Draw a chart; `title` is said of it to those who do not see it."""
    match chart:
        case Bars():
            said, of = chart.caption or title, chart.of or ENGLAND
            figures = chart.rows, said, chart.heading, chart.unit, chart.line
            return tables.bars(*figures, of, chart.here)
        case Counts():
            told = counts.bars(chart.rows, chart.columns, title, chart.heading, chart.totals)
            return f'<div class="themes">{told}</div>' if chart.narrow else told
        case Stack():
            return stacks.reasons(chart.rows, title, chart.heading, chart.totals)
        case ReasonsByWeek():
            return over_time.by_week(chart.rows, chart.late)
        case Columns():
            return columns.weeks(chart.rows, chart.columns, title, chart.late)
        case WeekTotals():
            return columns.week_totals(chart.rows, chart.said, chart.late)
        case Months():
            return columns.months(chart.rows, chart.tracks, title)
        case Dots():
            draw = dots.side_by_side if chart.beside else dots.table
            return draw(chart.rows, title, chart.heading)
        case Steps():
            return counts.shares(chart.rows, chart.headings, title)
        case Bridge():
            return bridge.table(chart.rows, title, chart.heading)
        case Matrix():
            table = matrix.matrix(chart.rows, title, chart.totals)
            return f'<div class="across">{table}</div>' if chart.across else table
        case Groups():
            return groups.table(chart.rows, chart.line, chart.of)
        case Reached():
            return over_time.reached(chart.rows)
        case Strip():
            return over_time.authorities(chart.rows, title)
        case Places():
            chosen = chart.selection
            other = partial(_to, chosen, lead)
            return places.table(chart.rows, chosen, title, other)
        case Calendar():
            return calendar.strip(chart.rows, chart.ahead, chart.restrictions, title)
        case Road():
            return tables.closed(road.road_text(chart.rows), road.ROAD_HEADINGS, title)
        case Tracks():
            return cards.cards(chart.tracks)
        case Rule():
            return cards.rule(chart.tracks)
        case AreasMap() | Filters() | Everything() | Supposing():
            return ""
        case _:
            return written(chart, title, lead)


def _to(chosen: Selection, lead: Lead, area: str) -> str:
    return lead("", chosen.changed("area", area))
