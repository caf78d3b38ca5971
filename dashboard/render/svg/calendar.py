"""Draws the calendar of visits as a picture to take away: the same cells as its table."""

from collections.abc import Mapping
from datetime import date

from dashboard.exhibits.areas import restrictions, visit_calendar
from dashboard.exhibits.exhibit import Calendar
from dashboard.render.svg.grid import Cell, grid
from dashboard.wording import words


def drawing(chart: Calendar) -> str:
    """Draw the calendar as a picture to take away: the same cells as its table."""
    rows = chart.rows
    bands = restrictions.runs(chart.restrictions, visit_calendar.weeks_of(rows))
    heads = [
        Cell(words.short_day(week).split(), coming, faint=coming)
        for week, coming in visit_calendar.shown(rows)
    ]
    cells = [
        (part["name"][0], [_drawn(row, chart.ahead) for row in part.iter_rows(named=True)])
        for part in rows.partition_by("place", maintain_order=True)
    ]
    return grid(
        heads,
        cells,
        [band for band in bands if band[2]],
        f"{chart.key} Shaded weeks are still to come.",
    )


def _drawn(row: dict, off: Mapping[date, str]) -> Cell:
    marks = visit_calendar.marks(row)
    if row["ahead"]:
        return Cell(marks or [off[row["week"]]], shaded=True, faint=True)
    return Cell(marks or ["0"], outlined=bool(row["busy"]), faint=not marks)
