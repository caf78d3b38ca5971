"""Pictures at the size of a slide: 16 to 9, with no type under 14 points."""

import re
from collections.abc import Iterator

import polars as pl

from dashboard.exhibits.download import Draw, Offer
from dashboard.render.pictures import framed, lines, size_of, source_of, stack
from dashboard.render.svg.elements import TEXT
from dashboard.wording import words

WIDTH, HEIGHT, EDGE = 960, 540, 32
"""A slide of 13.3 by 7.5 inches in points."""
LEAST = 14
"""The smallest type, in points."""
PIXELS = 1920
PART = "The first {} of {} are drawn; the file of this table has all. "


def slide(offer: Offer, draw: Draw) -> str | None:
    """Draw a table as one SVG of the size of a slide; None where its type would be too small.

    Of a table that is too long the first rows are drawn, and it says so.
    """
    top = [*lines(offer.headline, 70, 24, True), *lines(offer.title, 112, 16)]
    for table, said in _parts(offer.file.table):
        foot = lines(f"{said}{source_of(offer)}", 136, LEAST)
        start, end = (sum(size + 8 for _, size, _ in part) for part in (top, foot))
        room = HEIGHT - 2 * EDGE - start - end - 24
        body = draw(table)
        wide, high = size_of(body)
        scale = min((WIDTH - 2 * EDGE) / wide, room / high)
        if _smallest(body) * scale >= LEAST:
            placed = (
                f'<svg x="{EDGE}" y="{EDGE + start + 12:.0f}" width="{wide * scale:.0f}" '
                f'height="{high * scale:.0f}" '
            )
            above = stack(top, EDGE, EDGE)
            below = stack(foot, HEIGHT - EDGE - end, EDGE)
            drawn = [*above, body.replace("<svg ", placed, 1), *below]
            return framed(offer, (WIDTH, HEIGHT), drawn)
    return None


def _smallest(body: str) -> float:
    """Read the size of the smallest type of a drawing."""
    return min(TEXT, *map(float, re.findall(r'font-size="([\d.]+)"', body)))


def _parts(table: pl.DataFrame) -> Iterator[tuple[pl.DataFrame, str]]:
    """Give a table, then ever fewer of what its rows are named by, and what to say of those."""
    yield table, ""
    names = [name for name, kind in table.schema.items() if kind == pl.String][:2]
    if not names:
        return
    column = max(names, key=lambda name: table[name].n_unique())
    every = table[column].unique(maintain_order=True)
    for count in range(len(every) - 1, 2, -1):
        yield (
            table.filter(pl.col(column).is_in(every.head(count).implode())),
            PART.format(words.number(count), words.number(len(every))),
        )
