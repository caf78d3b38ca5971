"""Draws a chart as HTML: a real table with its marks, under the title of its exhibit."""

from collections.abc import Callable
from functools import partial

from dashboard.access.scope import ENGLAND
from dashboard.exhibits.exhibit import (
    AreasMap,
    Bars,
    Bridge,
    Calendar,
    Chart,
    Columns,
    Counts,
    Dots,
    Groups,
    Matrix,
    Places,
    Reached,
    ReasonsByWeek,
    Stack,
    Steps,
    Strip,
)
from dashboard.exhibits.tracks import Road, Rule, Supposing, Tracks
from dashboard.exhibits.written import Cells, Everything, Filters, Prose, Records, Words
from dashboard.figures import bridge, counts, dots, fairness, matrix, stacks, strip, tables
from dashboard.figures.areas import calendar, comparison
from dashboard.figures.road import cards
from dashboard.figures.road import rows as road
from dashboard.measures.selection import Selection
from dashboard.render import prose

WIDE = "words wide"
"""Cells of words in more columns than a narrow screen holds: the table scrolls by itself."""


def nowhere(_selection: Selection) -> str:
    """Lead to where one is, where there are no addresses."""
    return ""


def drawn(chart: Chart, title: str, link: Callable[[Selection], str] = nowhere) -> str:
    """Draw a chart; `title` is said of it to those who do not see it.

    `link` gives the address of its page for another choice.
    """
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
        case Words():
            kind = "numbers" if chart.numbers else WIDE if chart.wide else "words"
            listed = tables.plain(chart.rows, chart.headings, chart.called or title, kind)
            return _closed(chart.closed, listed)
        case Prose():
            return _closed(chart.closed, f'<div class="prose">{prose.to_html(chart.text)}</div>')
        case Bridge():
            return bridge.table(chart.rows, title, chart.heading)
        case Matrix():
            table = matrix.matrix(chart.rows, title, chart.totals)
            return f'<div class="across">{table}</div>' if chart.across else table
        case Groups():
            return fairness.table(chart.rows, chart.line, chart.of)
        case Reached():
            return tables.reached(chart.rows)
        case Strip():
            return strip.table(chart.rows, title)
        case Places():
            chosen = chart.selection
            other = partial(_to, chosen, link)
            return comparison.table(chart.rows, chosen, title, other)
        case Calendar():
            return calendar.strip(chart.rows, chart.ahead, chart.restrictions, title)
        case Road():
            listed = tables.plain(road.road_text(chart.rows), road.ROAD_HEADINGS, title)
            return tables.below("Show as table", listed)
        case Tracks():
            return cards.cards(chart.tracks)
        case Rule():
            return cards.rule(chart.tracks)
        case AreasMap() | Filters() | Everything() | Supposing():
            return ""
        case Records():
            listed = tables.plain([*map(list, chart.rows)], chart.headings, title)
            return counts.records(listed, counted=chart.counted)


def _closed(name: str, drawn: str) -> str:
    return tables.below(name, drawn) if name else drawn


def _to(chosen: Selection, link: Callable[[Selection], str], area: str) -> str:
    return link(chosen.changed("area", area))
