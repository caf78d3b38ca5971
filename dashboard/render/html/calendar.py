"""Draws the calendar of visits as a table: a row for each place, restrictions over their weeks."""

from collections.abc import Mapping, Sequence
from datetime import date
from html import escape

from dashboard.exhibits.areas import restrictions, visit_calendar
from dashboard.exhibits.exhibit import Calendar
from dashboard.render.html import markup
from dashboard.render.html.markup import classed
from dashboard.wording import words


def table(chart: Calendar, caption: str) -> str:
    """Draw the calendar as a real table; the weeks in which visits pile up are marked."""
    rows = chart.rows
    shown = visit_calendar.shown(rows)
    head = "".join(
        f'<th scope="col"{classed(_kind(week, coming, chart))}>{words.short_day(week)}</th>'
        for week, coming in shown
    )
    body = "".join(
        markup.row(
            part["name"][0], "".join(_cell(row, chart.ahead) for row in part.iter_rows(named=True))
        )
        for part in rows.partition_by("place", maintain_order=True)
    )
    bands = _band_row(chart.restrictions, shown)
    weeks = f'{bands}<tr><th scope="col">Week of</th>{head}</tr>'
    return markup.scrolled("strip", caption, weeks, body)


def _kind(week: date, coming: bool, chart: Calendar) -> str:
    return "ahead" if coming else "late" if week in chart.late else ""


def _band_row(found: Mapping[date, str], shown: Sequence[tuple[date, bool]]) -> str:
    """Lay the restrictions over their weeks; nothing where there are none."""
    if not found:
        return ""
    cells = "".join(
        f'<td colspan="{end - at}"{classed("band" if name else "")}>{escape(name)}</td>'
        for at, end, name in restrictions.runs(found, [week for week, _ in shown])
    )
    return markup.row("Restrictions", cells)


def _cell(row: dict, off: Mapping[date, str]) -> str:
    """Write one week of one place: each letter with its number, or why there is none."""
    marks = "".join(f"<span>{mark}</span>" for mark in visit_calendar.marks(row))
    if row["ahead"]:
        return f"<td{classed('ahead')}>{marks or escape(off[row['week']])}</td>"
    if not row["total"]:
        return f"<td{classed('zero')}>0</td>"
    busy = "busy" if row["busy"] else ""
    return f"<td{classed(busy)}>{marks}{_UNSEEN if busy else ''}</td>"


_UNSEEN = '<span class="unseen">busy</span>'
