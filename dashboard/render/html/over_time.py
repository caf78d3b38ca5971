"""Draws the tables below what Plotly draws: closed until asked for."""

from dashboard.exhibits.common.columns import tabled
from dashboard.exhibits.exhibit import (
    LettersOut,
    Reached,
    ReachedBeside,
    ReasonsByWeek,
    Road,
    Strip,
)
from dashboard.exhibits.found import letter_waits
from dashboard.exhibits.road import tables as rows
from dashboard.render.html import tables
from dashboard.wording import cells, words

COUNTS = ["numerator", "denominator"]


def by_week(chart: ReasonsByWeek, _title: str) -> str:
    """Offer visits by week and reason as a table: week, selection_basis, numerator."""
    weeks, late = chart.rows, chart.late
    names = [words.BASIS[basis] for basis in weeks["selection_basis"].unique(maintain_order=True)]
    listed = [
        [cells.day(week, late), *(words.number(n) for n in counts), words.number(_sum(counts))]
        for (week,), group in weeks.group_by("week", maintain_order=True)
        if (counts := group["numerator"].to_list())
    ]
    return tables.closed(listed, ["Week of", *names, "All visits"], "Visits by week")


def _sum(counts: list[int | None]) -> int | None:
    """Add up what is known; where nothing is, neither is the sum."""
    known = [count for count in counts if count is not None]
    return sum(known) if known else None


def reached(chart: Reached, _title: str) -> str:
    """Offer the share reached by the end of each week as a table."""
    listed = [
        [cells.day(day, chart.late), words.n_of_n(n, total)]
        for day, n, total in chart.rows[["by", *COUNTS]].rows()
    ]
    return tables.closed(listed, ["By", "Visited, out of"], "Visited by week")


def beside(chart: ReachedBeside, title: str) -> str:
    """Offer the share that each place reached by the end of each week as a table."""
    listed = [
        [
            cells.day(day, chart.late),
            *(words.n_of_n(n, total or 0) for n, total in part[COUNTS].rows()),
        ]
        for (day,), part in chart.rows.group_by("by", maintain_order=True)
    ]
    return tables.closed(listed, ["By", *chart.kinds], title)


def letters(chart: LettersOut, title: str) -> str:
    """Offer the share of letters out by each day as a table, every day of it."""
    return tables.closed(*tabled(chart.rows, letter_waits.COLUMNS), title)


def authorities(chart: Strip, title: str) -> str:
    """Offer every authority with its region and its figure, least visited first."""
    listed = [
        [row["la_name"], str(row["region"]), cells.n_of_n(row)]
        for row in chart.rows.iter_rows(named=True)
    ]
    return tables.closed(listed, ["Authority", "Region", "Visited, out of"], title)


def road(chart: Road, title: str) -> str:
    """Offer what is visited, needed and forecast by each day."""
    return tables.closed(*rows.road_told(chart.rows, chart.late), title)
