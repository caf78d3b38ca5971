"""Draws a chart as HTML: a real table with its marks, under the title of its exhibit."""

from dashboard.access.scope import ENGLAND
from dashboard.exhibits.exhibit import (
    Bars,
    Bridge,
    Calendar,
    Chart,
    Columns,
    Counts,
    Dots,
    Groups,
    Matrix,
    Months,
    OverTime,
    Places,
    Profile,
    Rule,
    Stack,
    Steps,
    Tracks,
    WeekTotals,
    Written,
)
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
    profile,
    stacks,
    tables,
)
from dashboard.render.html.written import written
from dashboard.render.leading import Lead, nowhere

NOTHING_CHOSEN = Selection()

LEADING = Written | Places | Bars
"""Charts that may hold links, which are those of the page that is read."""


def drawn(
    chart: Chart, title: str, lead: Lead = nowhere, chosen: Selection = NOTHING_CHOSEN
) -> str:
    """Draw a chart; `title` is said of it to those who do not see it.

    `chosen` is what its links keep.
    """
    if isinstance(chart, OverTime):
        return over_time.table(chart, title)
    if isinstance(chart, Written):
        return written(chart, title, lead, chosen)
    match chart:
        case Bars():
            return _bars(chart, title, lead, chosen)
        case Counts() | Steps():
            return counts.drawn(chart, title)
        case Stack():
            return stacks.reasons(chart.rows, title, chart.heading, chart.totals)
        case Columns() | WeekTotals() | Months():
            return columns.drawn(chart, title)
        case Profile():
            return profile.table(chart, title)
        case Dots():
            return dots.drawn(chart, title)
        case Bridge():
            return bridge.table(chart.rows, title, chart.heading)
        case Matrix():
            return matrix.drawn(chart, title)
        case Groups():
            return groups.table(chart.rows, chart.line, chart.of)
        case Places():
            return places.table(chart, title, lead)
        case Calendar():
            return calendar.table(chart, title)
        case Tracks():
            return cards.cards(chart.tracks)
        case Rule():
            return cards.rule(chart.tracks)
    return ""


def _bars(chart: Bars, title: str, lead: Lead, chosen: Selection) -> str:
    """Draw shares as bars; their names lead to the same choice with the filter that they choose."""

    def to(name: str) -> str:
        return lead("", chosen.changed(chart.chooses, name))

    said, of = chart.caption or title, chart.of or ENGLAND
    figures = chart.rows, said, chart.heading, chart.unit, chart.line
    return tables.bars(*figures, of, chart.here, chart.end, to if chart.chooses else None)
