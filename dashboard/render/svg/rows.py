"""Pictures of rows: a name, bars, parts or dots on one scale, and the figure in words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dashboard.render import theme
from dashboard.render.svg import elements

Marks = Callable[[float, float, float], str]
"""Draws in the room of a row: from the left edge and the middle of it, so wide."""

NAME, TOLD, GAP, LEAST = 30, 24, 12, 30
"""The most letters of a line of a name, and of a figure on several; room between; least height."""

ROOM = 3 / 5
"""As much of the room right of the names may figures take that stand on one line each."""

CAPITALS, BOLD = 1.06, 1.1
"""How much wider than text on average names may be, with more capitals, and bold text."""


@dataclass(frozen=True)
class Row:
    """One row: its name, what is drawn for it, and its figure; without marks it is a heading."""

    name: str
    marks: Sequence[Marks] = ()
    told: str = ""
    bold: bool = False


def rows(
    lines: Sequence[Row],
    above: Sequence[str] = (),
    top: Sequence[str] = (),
    width: float = elements.WIDTH,
) -> str:
    """Draw rows below one another under a key (`top`), with a heading `above` each track."""
    names = [elements.wrap(line.name, int(NAME * width / elements.WIDTH)) for line in lines]
    named = [_named(name, line) for name, line in zip(names, lines, strict=True)]
    left = max(named, default=0.0) * CAPITALS + GAP
    count = max((len(line.marks) for line in lines), default=1)
    told = _told(lines, (width - left) * ROOM if count == 1 else 0.0)
    right = _widest(told) + GAP if any(line.told for line in lines) else 0.0
    room = (width - left - right) / max(count, 1)
    y = 28.0 * bool(top)
    parts = [elements.patterns(), elements.patterns(theme.FOCUS), *top]
    heads = [elements.wrap(said, int(room / elements.LETTER)) for said in above]
    if heads:
        y += 18 * max(map(len, heads))
        for place, said in enumerate(heads):
            x = left + place * room
            parts += [
                elements.text(x, y - 18 * (len(said) - n - 1) - 4, text, bold=True)
                for n, text in enumerate(said)
            ]
    for line, name, said in zip(lines, names, told, strict=True):
        high = max(LEAST, 18 * max(len(name), len(said)) + 8)
        middle = y + high / 2
        if line.marks:
            parts.append(_lines(left - GAP, middle, name, "end", line.bold))
        else:
            parts.append(elements.text(0, middle + 8, line.name, bold=True))
        for place, mark in enumerate(line.marks):
            parts.append(mark(left + place * room, middle, room - GAP))
        if line.marks and not above:
            parts.append(f'<path d="M{left:.1f} {y:.1f}v{high:.1f}" stroke="{theme.AXIS}"/>')
        parts.append(_lines(width, middle, said, "end", line.bold))
        y += high
    return elements.whole(y + 4, parts, width)


def _told(lines: Sequence[Row], room: float) -> list[list[str]]:
    """Write each figure on one line, where none is wider than its room, or else on several."""
    whole = [[line.told] for line in lines]
    return whole if _widest(whole) <= room else [elements.wrap(line.told, TOLD) for line in lines]


def _named(name: Sequence[str], line: Row) -> float:
    """Say about how wide the name of a row is; that of a heading takes no room beside marks."""
    return _widest([name]) * (BOLD if line.bold else 1) if line.marks else 0.0


def _widest(texts: Sequence[Sequence[str]]) -> float:
    return max((elements.width_of(line) for text in texts for line in text), default=0.0)


def _lines(x: float, middle: float, said: Sequence[str], anchor: str, bold: bool) -> str:
    first = middle + 5 - 9 * (len(said) - 1)
    return "".join(
        elements.text(x, first + 18 * n, line, anchor, bold=bold) for n, line in enumerate(said)
    )


def lined(drawn: Marks, share: float) -> Marks:
    """Draw a dashed line at a share of the room over marks."""

    def marks(x: float, middle: float, wide: float) -> str:
        path = f"M{x + share * wide:.1f} {middle - 15:.1f}v30"
        look = f'stroke="{theme.CATEGORIES[4]}" stroke-width="2" stroke-dasharray="5 3"'
        return f'{drawn(x, middle, wide)}<path d="{path}" {look}/>'

    return marks


def bar(share: float, start: float = 0, look: str = "", fill: str = theme.FOCUS) -> Marks:
    """Draw a bar for a share of the room, from where it starts: filled, or hollow, or slanted."""

    def marks(x: float, middle: float, wide: float) -> str:
        inside = fill if not look else "#fff"
        edge = f' stroke="{theme.FOCUS}" stroke-width="2"' if look else ""
        place = (x + start * wide, middle - 10, share * wide, 20)
        pattern = f"url(#{elements.name('/', theme.FOCUS)})"
        over = elements.rect(*place, pattern) if look == "slanted" else ""
        return elements.rect(*place, inside, edge) + over

    return marks


def way(share: float, target: float | None) -> Marks:
    """Draw how far something has come out of the whole room, with a mark at its target, if any."""

    def marks(x: float, middle: float, wide: float) -> str:
        room = elements.rect(x, middle - 10, wide, 20, theme.PALE)
        done = elements.rect(x, middle - 10, share * wide, 20, theme.FOCUS)
        place = x + (target or 0) * wide
        line = f'<path d="M{place:.1f} {middle - 15:.1f}v30" stroke="{theme.TEXT}" '
        return room + done + (f'{line}stroke-width="3"/>' if target is not None else "")

    return marks


def counted(said: str, share: float) -> Marks:
    """Write a count and draw a bar beside it."""

    def marks(x: float, middle: float, wide: float) -> str:
        room = 46
        written = elements.text(x + room - 8, middle + 5, said, "end")
        return written + elements.rect(x + room, middle - 9, share * (wide - room), 18, theme.FOCUS)

    return marks


def words(said: str) -> Marks:
    """Write words where there is nothing to draw."""
    return lambda x, middle, _: elements.text(x + 6, middle + 5, said, ink=theme.AXIS)


def parts(shares: Sequence[tuple[float, str, str, str]]) -> Marks:
    """Draw parts of a whole side by side: share, words, colour and pattern of each."""

    def marks(x: float, middle: float, wide: float) -> str:
        drawn = []
        for share, said, colour, pattern in shares:
            size = share * wide
            drawn.append(elements.patterned(x, middle - 11, size, 22, colour, pattern, EDGE))
            if said and elements.width_of(said) + 8 < size:
                centre, half = x + size / 2, elements.width_of(said) / 2 + 3
                ink = "#fff" if colour in elements.DARK else theme.TEXT
                if pattern:
                    drawn.append(elements.rect(centre - half, middle - 9, 2 * half, 18, colour))
                drawn.append(elements.text(centre, middle + 5, said, "middle", bold=True, ink=ink))
            x += size
        return "".join(drawn)

    return marks


EDGE = ' stroke="white" stroke-width="1"'


def ranged(low: float, value: float, high: float) -> Marks:
    """Draw a dot with the likely range about it, each a share of the room."""

    def marks(x: float, middle: float, wide: float) -> str:
        first, dot, last = (x + share * wide for share in (low, value, high))
        whisker = f'<path d="M{first:.1f} {middle}H{last:.1f}" stroke="{theme.AXIS}" '
        return (
            f'{whisker}stroke-width="3"/>'
            f'<circle cx="{dot:.1f}" cy="{middle}" r="7" fill="{theme.FOCUS}"/>'
        )

    return marks
