"""A chart of a page as SVG: what Plotly was told to draw there, drawn again without a browser."""

from collections.abc import Callable, Sequence
from typing import Any

from dashboard.render import theme
from dashboard.render.plotly import Figure
from dashboard.render.plotly.marks import CLEAR
from dashboard.render.svg import elements
from dashboard.render.svg.axes import Room, room_of, ticks
from dashboard.render.svg.shapes import shape, stroke

SMALL = 14
Trace = dict[str, Any]


def plotted(figure: Figure) -> str:
    """Draw a figure of bars, lines, dots, filled ranges, shapes and words."""
    told = figure.to_plotly_json()
    traces, layout = told["data"], told["layout"]
    keyed, tall = _key(traces, layout)
    room = room_of(traces, layout, tall)
    shapes = [(each.get("layer") == "below", each) for each in _all(layout, "shape")]
    below, above = (
        [shape(each, room) for low, each in shapes if low is at] for at in (True, False)
    )
    parts = [
        elements.patterns(),
        *below,
        *ticks(room, layout),
        *_traces(traces, room, layout),
        *above,
    ]
    parts += [_words(said, room) for said in _all(layout, "annotation")]
    return elements.whole(room.height, [*parts, *keyed])


def _all(layout: Trace, kind: str) -> list[Trace]:
    """Give the shapes or annotations with what is told once for all of them."""
    usual = layout.get("template", {}).get("layout", {}).get(f"{kind}defaults", {})
    return [{**usual, **each} for each in layout.get(f"{kind}s", ())]


def _traces(traces: Sequence[Trace], room: Room, layout: Trace) -> list[str]:
    drawn: list[str] = []
    stacked: dict[Any, float] = {}
    before: list[tuple[float, float]] = []
    for trace in traces:
        if trace["type"] == "bar":
            drawn += _bars(trace, room, layout, stacked)
            continue
        if "y0" in trace:
            continue  # it answers a pointer alone
        points = room.points(trace)
        if trace.get("fill") == "tonexty":
            drawn.append(_filled([*before, *reversed(points)], trace["fillcolor"]))
        drawn += _line(trace, points)
        drawn += _dots(trace, points)
        before = points
    return drawn


def _bars(trace: Trace, room: Room, layout: Trace, stacked: dict[Any, float]) -> list[str]:
    """Stack one series on those before it."""
    marker = trace["marker"]
    wide = room.step * (1 - layout.get("bargap", 0.2))
    pattern = marker.get("pattern", {}).get("shape", "")
    drawn = []
    for day, count in zip(trace["x"], trace["y"], strict=True):
        if not count:
            continue
        base = stacked.get(day, 0)
        stacked[day] = base + count
        left, top, bottom = room.x(day) - wide / 2, room.y(base + count), room.y(base)
        edge = ' stroke="white" stroke-width="1"'
        drawn.append(
            elements.patterned(left, top, wide, bottom - top, marker["color"], pattern, edge)
        )
    return drawn


def _line(trace: Trace, points: Sequence[tuple[float, float]]) -> list[str]:
    look = trace.get("line", {})
    if "lines" not in trace["mode"] or not look.get("width") or not points:
        return []
    path = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    return [f'<path d="{path}" fill="none" {stroke(look)}/>']


def _dots(trace: Trace, points: Sequence[tuple[float, float]]) -> list[str]:
    if "markers" not in trace["mode"]:
        return []
    marker = trace.get("marker", {})
    line = marker.get("line", {})
    fills = marker.get("color", trace.get("line", {}).get("color"))
    fills = [fills] * len(points) if isinstance(fills, str) else fills
    size = marker.get("size", 7) / 2
    edge = f" {stroke(line)}" if line else ""
    drawn = [
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size:g}" fill="{fill}"{edge}/>'
        for (x, y), fill in zip(points, fills, strict=True)
    ]
    for (x, y), said in zip(points, trace.get("text") or (), strict=False):
        drawn.append(elements.text(x, y - size - 6, said, "middle", SMALL))
    return drawn


def _filled(points: Sequence[tuple[float, float]], colour: str) -> str:
    red, green, blue, share = colour.removeprefix("rgba(").rstrip(")").split(",")
    corners = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return f'<polygon points="{corners}" fill="rgb({red},{green},{blue})" fill-opacity="{share}"/>'


def _words(said: Trace, room: Room) -> str:
    """Write words on the picture, as high or low of their place as they are told to be."""
    x, y = room.across(said["x"], said.get("xref")), room.down(said["y"], said.get("yref"))
    bold = said["text"].startswith("<b>")
    lines = said["text"].removeprefix("<b>").removesuffix("</b>").split("<br>")
    size = said.get("font", {}).get("size", SMALL)
    anchor = {"left": "start", "right": "end"}.get(said.get("xanchor", ""), "middle")
    x += said.get("xshift", 0)
    leader = behind = ""
    if said.get("showarrow", "ax" in said):
        leader = f'<path d="M{x:.1f} {y + said["ay"]:.1f}V{y:.1f}" stroke="{theme.AXIS}"/>'
        y += said["ay"] + (len(lines) - 1) * (size + 3) / 2
        x += {"start": 4, "end": -4}.get(anchor, 0)
    y += {"bottom": -5, "top": size + 2}.get(said.get("yanchor", ""), 5)
    y -= (len(lines) - 1) * (size + 3) / 2
    ink = said.get("font", {}).get("color", theme.TEXT)
    wide = max(elements.width_of(line, size) for line in lines)
    if said.get("bgcolor", CLEAR) != CLEAR:
        left = {"start": x, "end": x - wide, "middle": x - wide / 2}[anchor]
        behind = elements.rect(left - 2, y - size, wide + 4, (size + 3) * len(lines) + 2, "white")
    return (
        leader
        + behind
        + "".join(
            elements.text(x, y + n * (size + 3), line, anchor, size, bold, ink)
            for n, line in enumerate(lines)
        )
    )


def _key(traces: Sequence[Trace], layout: Trace) -> tuple[list[str], float]:
    """Write the key above the picture, in as many lines as it takes, and say how high it is."""
    named = [trace for trace in traces if trace.get("name") and trace.get("showlegend", True)]
    if not layout.get("showlegend", len(named) > 1):
        return [], 0
    if layout.get("legend", {}).get("traceorder") == "reversed":
        named.reverse()
    drawn, x, y = [], 0.0, 16.0
    for trace in named:
        wide = 34 + elements.width_of(trace["name"]) + 16
        if x and x + wide > elements.WIDTH:
            x, y = 0.0, y + 24
        drawn += [_sample(trace)(x, y), elements.text(x + 32, y, trace["name"])]
        x += wide
    return drawn, y + 14


def _sample(trace: Trace) -> Callable[[float, float], str]:
    """Give what draws a small piece of a series for the key."""
    if trace["type"] == "bar":
        marker = trace["marker"]
        pattern = marker.get("pattern", {}).get("shape", "")
        return lambda x, y: elements.patterned(x + 4, y - 13, 20, 16, marker["color"], pattern)
    if trace.get("fill"):
        return lambda x, y: _filled(
            [(x, y - 13), (x + 26, y - 13), (x + 26, y + 3), (x, y + 3)], trace["fillcolor"]
        )
    if "lines" in trace["mode"]:
        return lambda x, y: f'<path d="M{x} {y - 5}H{x + 26}" {stroke(trace["line"])}/>'
    return lambda x, y: "".join(
        _dots(trace | {"marker": _one(trace), "text": None}, [(x + 14, y - 5)])
    )


def _one(trace: Trace) -> Trace:
    """Give the look of one dot of a series: that of the filled ones where some are hollow."""
    marker = trace["marker"]
    colours = marker["color"] if isinstance(marker["color"], list) else [marker["color"]]
    filled = next((colour for colour in colours if colour != "white"), theme.REST)
    return dict(marker) | {"color": filled}
