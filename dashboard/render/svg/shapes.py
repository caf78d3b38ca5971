"""Draws what is marked on a chart: shaded days, and lines at a day or a share."""

import re
from typing import Any

from dashboard.render.svg import elements
from dashboard.render.svg.axes import Room

DASHES = {"dash": "9 6", "dot": "2 5"}
UPRIGHT = re.compile(r"M([\d-]+),0V1")
"""Each line of `marks.uprights`."""
Shape = dict[str, Any]


def shape(told: Shape, room: Room) -> str:
    """Draw a shape as it was told to Plotly."""
    if told["type"] == "path":
        return _uprights(told, room)
    x0, x1 = (room.across(told[name], told.get("xref")) for name in ("x0", "x1"))
    y0, y1 = (room.down(told[name], told.get("yref")) for name in ("y0", "y1"))
    if told["type"] == "line":
        look = stroke(told["line"])
        return f'<path d="M{x0:.1f} {y0:.1f}L{x1:.1f} {y1:.1f}" {look}/>'
    left, right = max(min(x0, x1), room.left), min(max(x0, x1), room.right)
    more = f' fill-opacity="{told.get("opacity", 1)}" {stroke(told["line"])}'
    return elements.rect(left, min(y0, y1), right - left, abs(y1 - y0), told["fillcolor"], more)


def _uprights(shape: Shape, room: Room) -> str:
    """Draw lines at days from edge to edge (`marks.uprights`)."""
    places = [room.across(day, None) for day in UPRIGHT.findall(shape["path"])]
    top, bottom = (room.down(end, shape["yref"]) for end in (1, 0))
    path = "".join(f"M{x:.1f} {bottom:.1f}V{top:.1f}" for x in places)
    return f'<path d="{path}" {stroke(shape["line"])}/>'


def stroke(look: Shape) -> str:
    """Write the colour, width and dashes of a line."""
    dash = DASHES.get(look.get("dash", ""), "")
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return f'stroke="{look.get("color", "none")}" stroke-width="{look.get("width", 1):g}"{dashed}'
