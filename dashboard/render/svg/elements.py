"""The parts that pictures are made of: text, shapes, patterns that tell parts apart in print."""

import textwrap
from collections.abc import Iterable, Sequence
from html import escape

from dashboard.render import theme

WIDTH, TEXT, LETTER = 752, 15, 7.7
"""The width of every picture, the size of its text, and about how wide a letter of it is."""

DARK = (theme.CATEGORIES[0], theme.CATEGORIES[2], "#2073bc")
"""The colours on which text is white."""

MARKS = {
    ".": '<circle cx="3" cy="3" r="1.3" fill="{ink}"/>',
    "-": '<path d="M0 3H6" stroke="{ink}" stroke-width="1.2"/>',
    "/": '<path d="M-1 1L1 -1M0 6L6 0M5 7L7 5" stroke="{ink}" stroke-width="1.2"/>',
}
"""What is drawn over a colour, by the name that Plotly has for the pattern."""


def whole(height: float, parts: Iterable[str], width: float = WIDTH) -> str:
    """Put parts together as one picture."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" '
        f'font-family="Arimo, {theme.FONT}" font-size="{TEXT}">{"".join(parts)}</svg>'
    )


def text(
    x: float,
    y: float,
    said: str,
    anchor: str = "start",
    size: float = TEXT,
    bold: bool = False,
    ink: str = theme.TEXT,
) -> str:
    """Write one line of text, which is only ever text."""
    look = ' font-weight="700"' if bold else ""
    look += f' font-size="{size:g}"' if size != TEXT else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{ink}"{look}>'
        f"{escape(said)}</text>"
    )


def lines(x: float, y: float, said: Sequence[str], anchor: str = "start", **look: float) -> str:
    """Write lines of text below one another, about the height `y`."""
    size = look.get("size", TEXT)
    first = y - (len(said) - 1) * (size + 2) / 2
    placed = (text(x, first + n * (size + 2), line, anchor, size) for n, line in enumerate(said))
    return "".join(placed)


def rect(x: float, y: float, width: float, height: float, fill: str, more: str = "") -> str:
    """Draw a rectangle."""
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(width, 0):.1f}" height="{height:.1f}" '
        f'fill="{fill}"{more}/>'
    )


def patterned(
    x: float, y: float, width: float, height: float, fill: str, pattern: str, more: str = ""
) -> str:
    """Draw a rectangle in a colour with a pattern over it, "" for none."""
    plain = rect(x, y, width, height, fill, more)
    return plain + (rect(x, y, width, height, f"url(#{name(pattern)})") if pattern else "")


def name(pattern: str, ink: str = "white", scale: float = 1) -> str:
    """Name a pattern."""
    return f"over-{'.-/'.index(pattern)}-{ink.lstrip('#')}-{scale:.4g}".replace(".", "-")


def patterns(ink: str = "white", scale: float = 1) -> str:
    """Define every pattern in an ink, larger by `scale`."""
    size = 6 * scale
    made = "".join(
        f'<pattern id="{name(pattern, ink, scale)}" width="{size:g}" height="{size:g}" '
        f'patternUnits="userSpaceOnUse"><g transform="scale({scale:g})">{mark.format(ink=ink)}</g>'
        "</pattern>"
        for pattern, mark in MARKS.items()
    )
    return f"<defs>{made}</defs>"


def wrap(said: str, letters: int) -> list[str]:
    """Break text into lines of so many letters at most."""
    return textwrap.wrap(said, letters) or [""]


def width_of(said: str, size: float = TEXT) -> float:
    """Say about how wide a line of text is."""
    return len(said) * LETTER * size / TEXT
