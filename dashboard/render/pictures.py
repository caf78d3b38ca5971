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
    top = [*lines(offer.headline, 64, 22, True), *lines(offer.title, 95, 15)]
    below = source_of(offer)
    foot = lines(below, 112, 13)
    start = EDGE + sum(size + 8 for _, size, _ in top) + 8
    wide, high = size_of(body)
    height = high * (WIDTH - 2 * EDGE) / wide
    parts = [
        *stack(top, EDGE),
        body.replace(
            "<svg ",
            f'<svg x="{EDGE}" y="{start}" width="{WIDTH - 2 * EDGE}" height="{height:.0f}" ',
            1,
        ),
        *stack(foot, start + height + 12),
    ]
    whole = start + height + 12 + len(foot) * 21 + EDGE
    return framed(offer, (WIDTH, whole), parts)


def source_of(offer: Offer) -> str:
    """Say below a picture what was chosen, of which day it is and where it is from."""
    facts = offer.file.facts
    day = words.day(date.fromisoformat(facts["as_at"]))
    said = f"{facts['filters']}. As at {day}. Source: {facts['source']}."
    return f"{said} {facts['mode']}." if "mode" in facts else said


def framed(offer: Offer, size: tuple[float, float], parts: Sequence[str]) -> str:
    """Put the parts of a picture on white, so wide and so high, with what it shows in words."""
    label = escape(f"{offer.headline}. {offer.title}", quote=True)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size[0]:.0f} {size[1]:.0f}" '
        f'role="img" aria-label="{label}" font-family="Arimo, {theme.FONT}">'
        f'<rect width="100%" height="100%" fill="white"/>{"".join(parts)}</svg>'
    )


Line = tuple[str, int, bool]


def lines(said: str, letters: int, size: int, bold: bool = False) -> list[Line]:
    """Break text into lines of so many letters, in a size."""
    return [(line, size, bold) for line in textwrap.wrap(said, letters)]


def stack(written: Sequence[Line], top: float, left: float = EDGE) -> list[str]:
    """Write lines below one another."""
    placed = []
    for said, size, bold in written:
        top += size + 8
        weight = ' font-weight="700"' if bold else ""
        placed.append(
            f'<text x="{left}" y="{top - 8:.0f}" font-size="{size}" fill="{theme.TEXT}"{weight}>'
            f"{escape(said)}</text>"
        )
    return placed


def size_of(svg: str) -> tuple[float, float]:
    """Read how wide and how high a drawing is."""
    wide, high = re.findall(r'viewBox="0 0 (\S+) ([\d.]+)"', svg)[0]
    return float(wide), float(high)
