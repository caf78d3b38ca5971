"""Draws a chart as HTML: a real table with its marks, under the title of its exhibit."""

from collections.abc import Callable, Mapping
from typing import Any

from dashboard.exhibits import exhibit
from dashboard.exhibits.exhibit import Bars, Chart, Counts, Places, Stack, Written
from dashboard.measures import Selection
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
from dashboard.render.leading import NOTHING_CHOSEN, Lead, nowhere

NO_CODES: Mapping[str, str] = {}

DRAWN: Mapping[type, Callable[[Any, str], str]] = {
    exhibit.Bridge: bridge.table,
    exhibit.Calendar: calendar.table,
    exhibit.Columns: columns.weeks,
    exhibit.Dots: dots.table,
    exhibit.Groups: groups.table,
    exhibit.LettersOut: over_time.letters,
    exhibit.Matrix: matrix.table,
    exhibit.Months: columns.months,
    exhibit.Profile: profile.table,
    exhibit.Reached: over_time.reached,
    exhibit.ReachedBeside: over_time.beside,
    exhibit.ReasonsByWeek: over_time.by_week,
    exhibit.Road: over_time.road,
    exhibit.Rule: lambda chart, _: cards.rule(chart.tracks),
    exhibit.Steps: counts.shares,
    exhibit.Strip: over_time.authorities,
    exhibit.Tracks: lambda chart, _: cards.cards(chart.tracks),
    exhibit.WeekTotals: columns.week_totals,
}
"""What draws each of the others; what only a page that is shown can draw has nothing here."""


def leads(chart: Chart) -> bool:
    """Say whether a chart holds links, which are those of the page that is read."""
    return isinstance(chart, Written | Places) or bool(getattr(chart, "chooses", ""))


def drawn(
    chart: Chart,
    title: str,
    lead: Lead = nowhere,
    chosen: Selection = NOTHING_CHOSEN,
    codes: Mapping[str, str] = NO_CODES,
) -> str:
    """Draw a chart; `title` is said of it to those who do not see it.

    `chosen` is what its links keep, `codes` are those of the authorities that it may name.
    """
    match chart:
        case Bars():
            return tables.bars(chart, title, lead, chosen)
        case Counts():
            return counts.bars(chart, title, lead, chosen)
        case Stack():
            return stacks.reasons(chart, title, lead, chosen)
        case Places():
            return places.table(chart, title, lead)
        case _ if isinstance(chart, Written):
            return written(chart, title, lead, chosen, codes)
    return DRAWN[type(chart)](chart, title) if type(chart) in DRAWN else ""
