"""Draws a chart as HTML: a real table with its marks, under the title of its exhibit."""

from dashboard.access.scope import ENGLAND
from dashboard.exhibits.exhibit import (
    Bars,
    Cells,
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
            told = counts.bars(chart.rows, chart.columns, title, chart.heading, chart.totals)
            return f'<div class="themes">{told}</div>' if chart.narrow else told
        case Stack():
            return stacks.reasons(chart.rows, title, chart.heading, chart.totals)
        case ReasonsByWeek():
            return tables.by_week(chart.rows, chart.late)
        case Columns():
            return counts.weeks(chart.rows, chart.columns, title, chart.late)
        case Dots():
            draw = dots.side_by_side if chart.beside else dots.table
            return draw(chart.rows, title, chart.heading)
        case Steps():
            return counts.shares(chart.rows, chart.headings, title)
        case Cells():
            listed = tables.plain([*map(list, chart.rows)], chart.headings, title)
            return f'<div class="figures">{listed}</div>'
        case Records():
            listed = tables.plain([*map(list, chart.rows)], chart.headings, title)
            return counts.records(listed, counted=chart.counted)
