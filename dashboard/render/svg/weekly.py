"""Counts of each week as columns from zero, one picture for each count, all on one scale."""

from datetime import date

import polars as pl

from dashboard.render import theme
from dashboard.render.svg import elements
from dashboard.wording import words
from dashboard.wording.headings import heading

HIGH, HEAD, FOOT, GAP = 150, 46, 34, 24


def weekly(table: pl.DataFrame) -> str:
    """Draw each count beside the others: `table` has week and the counts."""
    columns = table.columns[1:]
    most = max([1, *(n for column in columns for n in table[column].drop_nulls())])
    wide = (elements.WIDTH - GAP * (len(columns) - 1)) / len(columns)
    parts = [
        f'<g transform="translate({place * (wide + GAP):.1f} 0)">'
        f"{_one(table['week'], table[column], heading(column), most, wide)}</g>"
        for place, column in enumerate(columns)
    ]
    return elements.whole(HEAD + HIGH + FOOT, parts)


def _one(weeks: pl.Series, counts: pl.Series, title: str, most: int, wide: float) -> str:
    step, base = wide / max(len(counts), 1), HEAD + HIGH
    drawn = [elements.text(0, 16, title, bold=True)]
    top = max([0, *counts.drop_nulls()])
    for place, count in enumerate(counts.fill_null(0)):
        high = HIGH * count / most
        x = place * step
        drawn.append(elements.rect(x + step * 0.12, base - high, step * 0.76, high, theme.FOCUS))
        if count and count == top:
            drawn.append(
                elements.text(
                    x + step / 2, base - high - 5, words.number(count), "middle", bold=True
                )
            )
            top = -1
    drawn.append(f'<path d="M0 {base}H{wide:.1f}" stroke="{theme.AXIS}"/>')
    first, last = (words.day(_day(weeks[end]), year=False) for end in (0, -1))
    drawn += [elements.text(0, base + 20, first), elements.text(wide, base + 20, last, "end")]
    return "".join(drawn)


def _day(week: str) -> date:
    return date.fromisoformat(str(week))
