"""Pictures of a grid: a row for each place, a cell for each week, bands over the weeks."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.render import theme
from dashboard.render.svg import elements

NAME, LARGEST, SMALLEST, LINE, PAD = 22, 14.0, 11.0, 16, 6
"""The most letters of a line of a name, the sizes of text, how high a line is, and room about."""


@dataclass(frozen=True)
class Cell:
    """What a cell says, line by line; it may be shaded or outlined, and its text faint."""

    lines: Sequence[str]
    shaded: bool = False
    outlined: bool = False
    faint: bool = False


Band = tuple[int, int, str]
"""The first cell that a band lies over, the one after its last, and what it says."""


def grid(
    heads: Sequence[Cell],
    rows: Sequence[tuple[str, Sequence[Cell]]],
    bands: Sequence[Band] = (),
    key: str = "",
) -> str:
    """Draw rows of cells under their headings, the bands above these, and below what is meant."""
    names = [elements.wrap(name, NAME) for name, _ in rows]
    left = (
        max((elements.width_of(line) for name in names for line in name), default=0) * 1.05
        + 2 * PAD
    )
    wide = (elements.WIDTH - 1 - left) / max(len(heads), 1)
    size = _size([*heads, *(cell for _, cells in rows for cell in cells)], wide)
    y, parts = 0.0, list[str]()
    if bands:
        told = [elements.wrap(said, _letters((end - at) * wide, size)) for at, end, said in bands]
        high = max(map(len, told)) * LINE + PAD
        for (at, end, _), said in zip(bands, told, strict=True):
            place = (left + at * wide, y, (end - at) * wide, high)
            parts += [elements.rect(*place, theme.PALE, EDGE), _said(place, said, size)]
        y += high
    for name, cells in (([""], heads), *zip(names, (cells for _, cells in rows), strict=True)):
        high = max(len(name), *(len(cell.lines) for cell in cells)) * LINE + PAD
        middle = y + high / 2 + 5
        parts.append(elements.lines(left - PAD, middle, name, "end"))
        for at, cell in enumerate(cells):
            parts.append(_cell(cell, (left + at * wide, y, wide, high), size))
        y += high
    explained = elements.wrap(key, 100) if key else []
    parts += [
        elements.text(0, y + 24 + n * 18, line, size=LARGEST) for n, line in enumerate(explained)
    ]
    return elements.whole(y + 2 + (10 + 18 * len(explained)) * bool(key), parts)


EDGE = f' stroke="{theme.GRID}"'
OUTLINE = f' stroke="{theme.TEXT}" stroke-width="2"'
Place = tuple[float, float, float, float]


def _size(cells: Sequence[Cell], wide: float) -> float:
    """Say how large text may be so that the longest line of a cell stays inside it."""
    longest = max((len(line) for cell in cells for line in cell.lines), default=1)
    fits = (wide - 4) / (longest or 1) / elements.LETTER * elements.TEXT
    return min(max(fits, SMALLEST), LARGEST)


def _letters(wide: float, size: float) -> int:
    return max(int((wide - 2) / elements.LETTER * elements.TEXT / size), 1)


def _cell(cell: Cell, place: Place, size: float) -> str:
    x, y, wide, high = place
    fill = theme.PALE if cell.shaded else "#fff"
    drawn = elements.rect(*place, fill, EDGE)
    if cell.outlined:
        drawn += elements.rect(x + 2, y + 2, wide - 4, high - 4, "none", OUTLINE)
    return drawn + _said(place, cell.lines, size, theme.AXIS if cell.faint else theme.TEXT)


def _said(place: Place, said: Sequence[str], size: float, ink: str = theme.TEXT) -> str:
    x, y, wide, high = place
    first = y + high / 2 - (len(said) - 1) * LINE / 2 + size * 0.36
    return "".join(
        elements.text(x + wide / 2, first + n * LINE, line, "middle", size, ink=ink)
        for n, line in enumerate(said)
    )
