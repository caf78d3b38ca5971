"""How areas look on a picture of a map: the colour, edge or pattern of each state, and the key."""

from collections.abc import Sequence

from dashboard.render import theme
from dashboard.render.svg import elements

FILLS = {"0": "#fff", "1": "#d5e6f6", "2": "#6bace6", "3": "#2073bc", "4": theme.FOCUS} | {
    "low2": "#a6480b",
    "low1": "#f5b671",
    "even": "#fff",
    "high1": "#6bace6",
    "high2": theme.FOCUS,
}
EDGED, ON_DARK = ("0", "even"), ("3", "4", "low2", "high2")
OUTSIDE, REST, GREY, HALO = "#f8f8f8", "#e6e6e6", "#767676", "#ffdd00"
BLANKS = {"few": ".", "unknown": "/", "hidden": "/"}
INK = theme.AXIS
"""What dots and stripes are drawn in: in a paler one they read as white, which is 0%."""


def drawn(shape: str, state: str, unit: float, real: bool = False) -> str:
    """Draw a shape (its tag but for the end) in its looks, one over the other, as the page does."""
    return "".join(f"{shape} {look}/>" for look in _looks(state, unit, real))


def _looks(state: str, unit: float, real: bool = False) -> list[str]:
    if state in BLANKS:
        pattern = f'fill="url(#{elements.name(BLANKS[state], INK, unit)})"'
        return [f'fill="#fff" {edge(GREY, unit)}', pattern]
    if state == "none":
        dashed = f'stroke-dasharray="{4 * unit:.1f} {3 * unit:.1f}"'
        return [f'fill="{REST}" {edge(theme.AXIS, unit)} {dashed}']
    if state == "open":
        return [f'fill="#fff" {edge(theme.FOCUS, 3 * unit)}']
    if state == "rest":
        return [f'fill="{REST}" {edge("#fff", unit * 0.6) if real else ""}']
    if state == "outside":
        return [f'fill="{OUTSIDE}" {edge(theme.GRID, unit)}']
    is_edged = state in EDGED
    line = edge(theme.AXIS, unit * 1.2) if is_edged else edge("#fff", unit * 0.6)
    return [f'fill="{FILLS[state]}" {line if is_edged or real else ""}']


def patterns(unit: float = 1) -> str:
    """Define dots and stripes, larger by `unit`."""
    return elements.patterns(INK, unit)


def edge(colour: str, width: float) -> str:
    """Give a line around a shape its colour and its width."""
    return f'stroke="{colour}" stroke-width="{width:.2f}" stroke-linejoin="round"'


def outline(path: str, width: float) -> str:
    """Draw the line around a region."""
    return f'<path d="{path}" fill="none" {edge(theme.TEXT, width)}/>'


def key(
    legend: Sequence[tuple[str, str]], y: float, width: float = elements.WIDTH
) -> tuple[list[str], float]:
    """Write what each look means, and say how far down that comes."""
    written, x = [], 0.0
    for state, said in legend:
        wide = 30 + elements.width_of(said) + 14
        if x and x + wide > width:
            x, y = 0.0, y + 24
        looks = _looks(state, 1)
        if "stroke" not in looks[0]:
            looks = [f"{looks[0]} {edge(theme.TEXT, 1)}"]
        written += [f'<path d="M{x} {y - 13}h17v17h-17z" {look}/>' for look in looks]
        written.append(elements.text(x + 25, y, said))
        x += wide
    return written, y + 28
