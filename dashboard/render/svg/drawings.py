"""Charts drawn as SVG by ourselves: no browser, no network, the same bytes for the same frame."""

import textwrap
from collections.abc import Sequence
from datetime import date
from html import escape

import polars as pl

from dashboard.render import theme
from dashboard.wording import words

WIDTH, ROW, TEXT, LINE = 520, 38, 16, 26
LETTER = 8.2
"""The width of a letter of the text, on average: enough room for names, never too little."""


def columns(weeks: pl.DataFrame) -> str:
    """Draw a count for each week as columns from zero: week, numerator. The highest is named."""
    counts = [count or 0 for count in weeks["numerator"]]
    most, high, foot = max([*counts, 1]), 210, 30
    step = WIDTH / max(len(counts), 1)
    marks = [
        f'<rect x="{place * step + step * 0.12:.1f}" y="{foot + high * (1 - count / most):.1f}" '
        f'width="{step * 0.76:.1f}" height="{high * count / most:.1f}" fill="{theme.FOCUS}"/>'
        for place, count in enumerate(counts)
    ]
    top = counts.index(max(counts))
    named = _text((top + 0.5) * step, foot - 6, words.number(max(counts)), "middle", bold=True)
    base = foot + high
    axis = f'<path d="M0 {base}H{WIDTH}" stroke="{theme.AXIS}"/>'
    first, last = (words.day(_day(weeks["week"][place]), year=False) for place in (0, -1))
    ends = _text(0, base + 20, first, "start") + _text(WIDTH, base + 20, last, "end")
    return _svg(base + 28, [*marks, axis, named, ends])


def bars(names: Sequence[str], shares: Sequence[float | None], told: Sequence[str]) -> str:
    """Draw a share for each name as a bar from zero, with its figure in words beside it."""
    lines = [textwrap.wrap(name, LINE)[:2] for name in names]
    longest = max((len(line) for name in lines for line in name), default=0)
    left = longest * LETTER + 12
    right = max(map(len, told), default=0) * LETTER + 12
    room = WIDTH - left - right
    parts = [f'<path d="M{left:.1f} 0V{len(names) * ROW}" stroke="{theme.AXIS}"/>']
    for place, (name, share, figure) in enumerate(zip(lines, shares, told, strict=True)):
        middle = place * ROW + ROW * 0.64
        first = middle - 9 * (len(name) - 1)
        parts += [_text(left - 8, first + 17 * n, line, "end") for n, line in enumerate(name)]
        parts.append(
            f'<rect x="{left:.1f}" y="{place * ROW + 7}" width="{room * (share or 0):.1f}" '
            f'height="{ROW - 14}" fill="{theme.FOCUS}"/>'
        )
        parts.append(_text(WIDTH, middle, figure, "end"))
    return _svg(len(names) * ROW + 4, parts)


def _text(x: float, y: float, said: str, anchor: str, bold: bool = False) -> str:
    weight = ' font-weight="700"' if bold else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{theme.TEXT}"{weight}>'
        f"{escape(said)}</text>"
    )


def _day(week: str) -> date:
    return date.fromisoformat(str(week))


def _svg(height: float, parts: Sequence[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:.0f}" '
        f'font-family="Arimo, {theme.FONT}" font-size="{TEXT}">{"".join(parts)}</svg>'
    )
