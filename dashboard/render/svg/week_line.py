"""A small line of the last weeks beside a figure, as an image: a page takes no drawing within."""

from collections.abc import Sequence
from html import escape
from urllib.parse import quote

from dashboard.render import theme

WIDTH, HEIGHT, EDGE = 90, 24, 3
INK = theme.CATEGORIES[0]


def image(values: Sequence[float], said: str) -> str:
    """Show the line, with what it shows in words for who does not see it."""
    address = f"data:image/svg+xml,{quote(drawn(values), safe=' /:=,')}"
    size = f'width="{WIDTH}" height="{HEIGHT}"'
    return f'<img class="weeks" src="{address}" alt="{escape(said)}" {size}/>'


def drawn(values: Sequence[float]) -> str:
    """Draw a line from 0 up, the last week marked."""
    top = max(values) or 1
    step = (WIDTH - 2 * EDGE) / (len(values) - 1)
    places = [
        (EDGE + place * step, HEIGHT - EDGE - value / top * (HEIGHT - 2 * EDGE))
        for place, value in enumerate(values)
    ]
    points = " ".join(f"{x:.3g},{y:.3g}" for x, y in places)
    x, y = places[-1]
    return (
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {WIDTH} {HEIGHT}'>"
        f"<polyline points='{points}' fill='none' stroke='{INK}' stroke-width='2'/>"
        f"<circle cx='{x:.3g}' cy='{y:.3g}' r='3' fill='{INK}'/></svg>"
    )
