"""Charts in a workbook for Excel: bars and columns that Excel draws from the cells of a table."""

from itertools import cycle
from typing import Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from dashboard.files.sheets import Sheet
from dashboard.files.workbook import Graph

COLOURS = ("#12436D", "#28A197", "#801650", "#F46A25")
"""The Analysis Function's colours of categories, in its order."""

EDGE = {"color": "black", "width": 0.75}
FAINT = {"visible": True, "line": {"color": "#B1B4B6", "width": 0.5}}
STILL = "; hatched: still arriving"
FONT_OF_CHART = {"name": "Arial", "size": 12, "bold": False}


def draw(made: xlsxwriter.Workbook, page: Worksheet, sheet: Sheet, graph: Graph) -> None:
    """Draw a table to the right of it, from its own cells; the table says the same in words."""
    drawn = made.add_chart({"type": "column" if graph.is_over_time else "bar"})
    first = len(sheet.lines) + 2
    last = first + len(sheet.rows) - 1
    names = sheet.headings.index(graph.across)
    days = sheet.columns[names]
    for heading, colour in zip(graph.up, cycle(COLOURS), strict=False):
        column = sheet.headings.index(heading)
        drawn.add_series(
            {
                "name": [sheet.label, first - 1, column],
                "categories": [sheet.label, first, names, last, names],
                "values": [sheet.label, first, column, last, column],
                "fill": {"color": colour},
                "border": EDGE,
                "points": [_hatched(colour) if day in graph.late else None for day in days],
                "gap": 40,
            }
        )
    _laid_out(drawn, sheet, graph)
    said = f"{_titled(sheet, graph)}. The table on this sheet has the same figures."
    page.insert_chart(first - 1, len(sheet.headings) + 1, drawn, {"description": said})


def _hatched(colour: str) -> dict[str, Any]:
    hatch = {"pattern": "wide_upward_diagonal", "fg_color": colour, "bg_color": "white"}
    return {"pattern": hatch, "border": EDGE}


def _titled(sheet: Sheet, graph: Graph) -> str:
    """Give the title of a chart, and what is hatched in it."""
    cells = sheet.columns[sheet.headings.index(graph.across)]
    return f"{sheet.title}{STILL if graph.late.intersection(cells) else ''}"


def _laid_out(drawn: Any, sheet: Sheet, graph: Graph) -> None:
    """Give a chart its title, axes from nought and size: rows stand in the order of the table."""
    is_single = len(graph.up) == 1
    plain = {"num_font": FONT_OF_CHART, "name_font": FONT_OF_CHART}
    figures = plain | {"min": 0, "name": graph.up[0] if is_single else "", "major_gridlines": FAINT}
    if set(graph.up) <= set(sheet.shares):
        figures |= {"num_format": "0%"}
    across, up = drawn.set_x_axis, drawn.set_y_axis
    if graph.is_over_time:
        across(plain | {"text_axis": True, "num_format": "d mmm yyyy"})
        up(figures)
    else:
        across(figures)
        up(plain | {"reverse": True})
    drawn.set_title({"name": _titled(sheet, graph), "name_font": FONT_OF_CHART})
    drawn.set_legend({"none": True} if is_single else {"position": "top", "font": FONT_OF_CHART})
    rows = 0 if graph.is_over_time else len(sheet.rows) * (12 + 16 * len(graph.up))
    drawn.set_size({"width": 960, "height": max(400, 160 + rows)})
