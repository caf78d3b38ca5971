"""Draws a chart as HTML: a real table with its marks, under the title of its exhibit."""

from dashboard.access.scope import ENGLAND
from dashboard.exhibits.exhibit import (
    Bars,
    Chart,
    Columns,
    Counts,
    Dots,
    ReasonsByWeek,
    Records,
    Stack,
    Steps,
)
from dashboard.figures import counts, dots, stacks, tables


def drawn(chart: Chart, title: str) -> str:
    """Draw a chart; `title` is said of it to those who do not see it."""
    match chart:
        case Bars():
            said, of = chart.caption or title, chart.of or ENGLAND
            return tables.bars(chart.rows, said, chart.heading, chart.unit, chart.line, of)
        case Counts():
            return counts.bars(chart.rows, chart.columns, title, chart.heading, chart.totals)
        case Stack():
            return stacks.reasons(chart.rows, title, chart.heading, chart.totals)
        case ReasonsByWeek():
            return tables.by_week(chart.rows, chart.late)
        case Columns():
            return counts.weeks(chart.rows, chart.columns, title, chart.late)
        case Dots():
            return dots.table(chart.rows, title, chart.heading)
        case Steps():
            return counts.shares(chart.rows, chart.headings, title)
        case Records():
            listed = tables.plain([*map(list, chart.rows)], chart.headings, title)
            return counts.records(listed, counted=chart.counted)
