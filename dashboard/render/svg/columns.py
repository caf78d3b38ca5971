"""Draws columns from zero: the counts of each week, and the shares at the end of each month."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from dashboard.exhibits.common import axis
from dashboard.render import keys, theme
from dashboard.render.svg import elements
from dashboard.wording import words
from dashboard.wording.headings import heading

HIGH, HEAD, NAME, FOOT, GAP, KEY, LEAST = 150, 24, 22, 34, 24, 28, 0.05
"""How high columns are, the room for figures and for a name above them, for days below them and
between panels, for a key; and the least share that a scale ends at."""
EDGE = f' stroke="{theme.FOCUS}" stroke-width="2"'


@dataclass(frozen=True)
class Column:
    """One column: its height as a share of the highest, its figure, whether hollow or hatched."""

    share: float
    figure: str = ""
    hollow: bool = False
    hatched: bool = False


@dataclass(frozen=True)
class Panel:
    """Columns side by side under a name, if any, with the first and the last day below them."""

    name: str
    columns: Sequence[Column]
    ends: tuple[str, str]


def weekly(table: pl.DataFrame, width: float = elements.WIDTH, late: Collection[date] = ()) -> str:
    """Draw each count of the weeks beside the others, all on one scale; the highest are named.

    Weeks (Mondays) that are `late` are still arriving: they are hatched, and a key says so where
    any of them has a column.
    """
    arriving = [_day(week) in late for week in table["week"]]
    names = axis.counted(table)
    most = axis.most(table[names])
    ends = words.ends(_day(table["week"][0]), _day(table["week"][-1]))
    panels = [
        Panel(
            heading(name) if len(names) > 1 else "",
            _weeks(table[name], most, arriving),
            ends,
        )
        for name in names
    ]
    swatch = elements.patterned(0, 2, 16, 16, theme.FOCUS, "/")
    key = [elements.patterns(), swatch, elements.text(24, 15, keys.LATE)]
    is_seen = any(column.hatched and column.share for panel in panels for column in panel.columns)
    return _drawn(panels, width, key if is_seen else ())


def _weeks(counts: pl.Series, most: int, arriving: Sequence[bool]) -> list[Column]:
    top = counts.arg_max() if counts.sum() else None
    return [
        Column((n or 0) / most, words.number(n) if place == top else "", hatched=is_late)
        for place, (n, is_late) in enumerate(zip(counts, arriving, strict=True))
    ]


def monthly(table: pl.DataFrame) -> str:
    """Draw each track beside the other, on one scale: `table` has track, by, kind and value."""
    most = max([LEAST, *table["value"].drop_nulls()])
    panels = [_track(rows, most) for rows in table.partition_by("track", maintain_order=True)]
    key = [elements.rect(0, 2, 16, 16, theme.FOCUS), elements.text(24, 15, "visited")]
    if "needed" in table["kind"]:
        key.append(elements.rect(101, 3, 14, 14, "#fff", EDGE))
        key.append(elements.text(124, 15, "needed"))
    return _drawn(panels, elements.WIDTH, key)


def _track(rows: pl.DataFrame, most: float) -> Panel:
    """Give the months of one track; the last of each kind has its figure."""
    last = {kind: at for at, kind in enumerate(rows["kind"])}
    columns = [
        Column(share / most, words.percent(share) if at == last[kind] else "", kind == "needed")
        for at, (kind, share) in enumerate(rows.select("kind", "value").iter_rows())
    ]
    first, final = (f"{_day(rows['by'][end]):%b %Y}" for end in (0, -1))
    return Panel(str(rows["track"][0]), columns, (first, final if rows.height > 1 else ""))


def _drawn(panels: Sequence[Panel], width: float, key: Sequence[str] = ()) -> str:
    wide = (width - GAP * (len(panels) - 1)) / max(len(panels), 1)
    top = KEY if key else 0
    base = HEAD + HIGH + (NAME if any(panel.name for panel in panels) else 0)
    drawn = [
        f'<g transform="translate({place * (wide + GAP):.1f} {top})">'
        f"{''.join(_panel(panel, wide, base))}</g>"
        for place, panel in enumerate(panels)
    ]
    return elements.whole(top + base + FOOT, [*key, *drawn], width)


def _panel(panel: Panel, wide: float, base: float) -> Iterator[str]:
    step = wide / max(len(panel.columns), 1)
    if panel.name:
        yield elements.text(0, 16, panel.name, bold=True)
    for place, column in enumerate(panel.columns):
        high, x = HIGH * column.share, (place + 0.12) * step
        edge, fill = (EDGE, "#fff") if column.hollow else ("", theme.FOCUS)
        over = "/" if column.hatched else ""
        yield elements.patterned(x, base - high, step * 0.76, high, fill, over, edge)
        if column.figure:
            middle = (place + 0.5) * step
            yield elements.text(middle, base - high - 6, column.figure, "middle", bold=True)
    yield f'<path d="M0 {base}H{wide:.1f}" stroke="{theme.AXIS}"/>'
    first, last = panel.ends
    yield elements.text(0, base + 20, first)
    if last:
        yield elements.text(wide, base + 20, last, "end")


def _day(written: str) -> date:
    return date.fromisoformat(str(written))
