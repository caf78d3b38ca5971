"""Pictures to take away: a drawing with its headline, title, filters, source and day inside."""

import re
import textwrap
from collections.abc import Sequence
from datetime import date
from html import escape

from dashboard.exhibits.download import Draw, Offer
from dashboard.render import theme
from dashboard.wording import words

WIDTH, EDGE = 800, 24


def drawing(offer: Offer) -> Draw | None:
    """Give what draws a table; None where it has no picture, or nothing to draw."""
    table = offer.file.first
    figures = (table[name] for name, kind in table.schema.items() if kind.is_numeric())
    return offer.draw if any(figure.count() for figure in figures) else None


def picture(offer: Offer, draw: Draw) -> str:
    """Draw a table as one SVG that says all that is needed to read it anywhere."""
    body = draw(offer.file.table)
    top = [*_lines(offer.headline, 64, 22, True), *_lines(offer.title, 95, 15)]
    facts = offer.file.facts
    day = words.day(date.fromisoformat(facts["as_at"]))
    below = f"{facts['filters']}. As at {day}. Source: {facts['source']}."
    below += f" {facts['mode']}." if "mode" in facts else ""
    foot = _lines(below, 112, 13)
    start = EDGE + sum(size + 8 for _, size, _ in top) + 8
    wide, high = _size(body)
    height = high * (WIDTH - 2 * EDGE) / wide
    parts = [
        *_stack(top, EDGE),
        body.replace(
            "<svg ",
            f'<svg x="{EDGE}" y="{start}" width="{WIDTH - 2 * EDGE}" height="{height:.0f}" ',
            1,
        ),
        *_stack(foot, start + height + 12),
    ]
    whole = start + height + 12 + len(foot) * 21 + EDGE
    label = escape(f"{offer.headline}. {offer.title}", quote=True)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {whole:.0f}" role="img" '
        f'aria-label="{label}" font-family="Arimo, {theme.FONT}">'
        f'<rect width="100%" height="100%" fill="white"/>{"".join(parts)}</svg>'
    )


Line = tuple[str, int, bool]


def _lines(said: str, letters: int, size: int, bold: bool = False) -> list[Line]:
    return [(line, size, bold) for line in textwrap.wrap(said, letters)]


def _stack(lines: Sequence[Line], top: float) -> list[str]:
    placed = []
    for said, size, bold in lines:
        top += size + 8
        weight = ' font-weight="700"' if bold else ""
        placed.append(
            f'<text x="{EDGE}" y="{top - 8:.0f}" font-size="{size}" fill="{theme.TEXT}"{weight}>'
            f"{escape(said)}</text>"
        )
    return placed


def _size(svg: str) -> tuple[float, float]:
    """Read how wide and how high a drawing is."""
    wide, high = re.findall(r'viewBox="0 0 (\S+) ([\d.]+)"', svg)[0]
    return float(wide), float(high)
