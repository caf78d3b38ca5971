"""What is marked on a chart: shaded days, lines at a day or a share, and words beside them."""

from collections.abc import Sequence
from typing import Any

from dashboard.render import theme

Mark = dict[str, Any]
"""A shape or an annotation, as Plotly takes it."""

THROUGHOUT = {"yref": "paper", "y0": 0, "y1": 1}
"""From the lower edge of a chart to the upper one."""
SHADED = {"fillcolor": theme.GRID, "line": {"width": 0}, "layer": "below"}
"""How days are shaded: below what is drawn."""
STILL_OPEN = {
    "fillcolor": theme.OPEN,
    "line": {"color": theme.AXIS, "width": 1, "dash": "dot"},
    "layer": "below",
    "opacity": 1,
}
"""How days look of which records still arrive: tinted, in a dotted frame that print keeps too."""
ABOVE = {"layer": "above", "yref": "y", "opacity": 1}
"""Where a mark lies over what is drawn, at a height of the chart's own."""
CLEAR = "rgba(0,0,0,0)"
"""What lies behind words that are to hide nothing."""
BEHIND = {"bgcolor": "rgba(255,255,255,0.9)"}
"""How words look that lie over lines."""


def upright(place: str | float, **line: Any) -> Mark:
    """Draw a line at a day or a share."""
    return {"type": "line", "x0": place, "x1": place, **THROUGHOUT, "line": line}


def uprights(days: Sequence[str], **line: Any) -> Mark:
    """Draw lines at days as one shape, from edge to edge: 0.1 kB for each less to send."""
    drawn = "".join(f"M{day},0V1" for day in days)
    return {"type": "path", "path": drawn, "yref": "paper", "line": line}


def level(share: float, **line: Any) -> Mark:
    """Draw a line at a height."""
    return {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": share, "y1": share} | {
        "line": line
    }


def words(text: str, x: str | float, y: float, yanchor: str, **more: Any) -> Mark:
    """Write words at a place: `yanchor` says which side of them lies there."""
    return {"text": text, "x": x, "y": y, "yanchor": yanchor, "showarrow": False, **more}


def at_edge(text: str, x: str | float, edge: int, yanchor: str, **more: Any) -> Mark:
    """Write words at the lower (0) or the upper edge (1)."""
    return words(text, x, edge, yanchor, yref="paper", **more)


def arriving(first: str, last: str, yanchor: str) -> tuple[Mark, Mark]:
    """Frame the days that are still arriving, and say so at the end of the upper edge."""
    said = at_edge("still arriving", last, 1, yanchor, xanchor="right")
    return {"type": "rect", "x0": first, "x1": last, **THROUGHOUT, **STILL_OPEN}, said
