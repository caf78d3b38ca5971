"""Shares at the end of each month as columns: solid what was, hollow what is needed."""

from collections.abc import Iterator
from datetime import date

import polars as pl

from dashboard.render import theme
from dashboard.render.svg import elements
from dashboard.wording import words

HIGH, HEAD, FOOT, GAP, LEAST = 150, 46, 34, 32, 0.05
EDGE = f' stroke="{theme.FOCUS}" stroke-width="2"'


def monthly(table: pl.DataFrame) -> str:
    """Draw each track beside the other, on one scale: `table` has track, by, kind and value."""
    tracks = table.partition_by("track", maintain_order=True)
    most = max([LEAST, *table["value"].drop_nulls()])
    wide = (elements.WIDTH - GAP * (len(tracks) - 1)) / max(len(tracks), 1)
    parts = [
        f'<g transform="translate({place * (wide + GAP):.1f} 0)">'
        f"{''.join(_track(rows, most, wide))}</g>"
        for place, rows in enumerate(tracks)
    ]
    key = [
        elements.rect(0, 2, 16, 16, theme.FOCUS),
        elements.text(24, 15, "visited"),
        elements.rect(101, 3, 14, 14, "#fff", EDGE),
        elements.text(124, 15, "needed"),
    ]
    shown = key if "needed" in table["kind"] else key[:2]
    body = f'<g transform="translate(0 28)">{"".join(parts)}</g>'
    return elements.whole(28 + HEAD + HIGH + FOOT, [*shown, body])


def _track(rows: pl.DataFrame, most: float, wide: float) -> Iterator[str]:
    """Draw the months of one track; the last of each kind is labelled."""
    step, base = wide / rows.height, HEAD + HIGH
    last = {kind: at for at, kind in enumerate(rows["kind"])}
    yield elements.text(0, 16, str(rows["track"][0]), bold=True)
    for at, (kind, share) in enumerate(rows.select("kind", "value").iter_rows()):
        high, x = HIGH * share / most, at * step + step * 0.12
        hollow = kind == "needed"
        edge, fill = (EDGE, "#fff") if hollow else ("", theme.FOCUS)
        yield elements.rect(x, base - high, step * 0.76, high, fill, edge)
        if at == last[kind]:
            middle = at * step + step / 2
            yield elements.text(middle, base - high - 6, words.percent(share), "middle", bold=True)
    yield f'<path d="M0 {base}H{wide:.1f}" stroke="{theme.AXIS}"/>'
    ends = [date.fromisoformat(str(rows["by"][end])) for end in (0, -1)]
    yield elements.text(0, base + 20, f"{ends[0]:%b %Y}")
    if rows.height > 1:
        yield elements.text(wide, base + 20, f"{ends[1]:%b %Y}", "end")
