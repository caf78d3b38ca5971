"""Pictures to take away: a drawing with its finding, title, filters, source and day inside."""

import re
import textwrap
from collections.abc import Sequence
from functools import cache
from html import escape
from math import sqrt

import polars as pl

from dashboard.figures import drawings, maps, tables, theme
from dashboard.figures.downloads import Download, Offer
from dashboard.settings import shipped

WIDTH, EDGE, LINE = 800, 24, 20
FILLS = {"0": "#fff", "1": "#d5e6f6", "2": "#6bace6", "3": "#2073bc", "4": theme.FOCUS}
PLAIN = theme.PALE
COUNTED = {"numerator", "denominator", "value"}
MAPPED = COUNTED | {"la_code", "la_name", "region", "status"}


def kind(file: Download) -> str | None:
    """Say which picture a table can be drawn as: map, columns or bars; None where it is none."""
    columns = set(file.table.columns)
    if file.table.is_empty() or not file.table.get_column("numerator", default=_NONE).count():
        return None
    if columns == MAPPED and file.facts.get("measure") == "coverage":
        return "map"
    if columns == {"week", "numerator"}:
        return "columns"
    bars = columns - {"status"} == COUNTED | {"name"} and file.table["name"].is_unique().all()
    shares = file.table["value"].drop_nulls() if bars else _NONE
    return "bars" if bars and shares.len() and max(shares) <= 1 else None


_NONE = pl.Series("numerator", [], pl.Int64)


def picture(offer: Offer, vintage: str) -> str:
    """Draw a table as one SVG that says all that is needed to read it anywhere."""
    file = offer.file
    drawn = {"map": _hexagons, "columns": _columns, "bars": _bars}[str(kind(file))]
    body = drawn(file.table, vintage)
    top = [*_lines(offer.finding, 64, 22, True), *_lines(offer.title, 95, 15)]
    facts = file.facts
    below = f"{facts['filters']}. As at {facts['as_at']}. Source: {facts['source']}."
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
    label = escape(f"{offer.finding}. {offer.title}", quote=True)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {whole:.0f}" role="img" '
        f'aria-label="{label}" font-family="Arimo, {theme.FONT}">'
        f'<rect width="100%" height="100%" fill="white"/>{"".join(parts)}</svg>'
    )


def _columns(table: pl.DataFrame, _: str) -> str:
    return drawings.columns(table)


def _bars(table: pl.DataFrame, _: str) -> str:
    told = [tables.figure(row) for row in table.iter_rows(named=True)]
    return drawings.bars(table["name"].to_list(), table["value"].to_list(), told)


def _hexagons(table: pl.DataFrame, vintage: str) -> str:
    """Draw every authority as a hexagon of one size, with its figure printed in it."""
    side = 24.0
    wide = sqrt(3) * side
    corners = [(0, -1), (sqrt(3) / 2, -0.5), (sqrt(3) / 2, 0.5), (0, 1)]
    corners += [(-x, -y) for x, y in corners[1:3]]
    rows = table.join(_layout(vintage), on="la_code", how="inner")
    parts = []
    columns, lines = rows["column"].to_list(), rows["row"].to_list()
    least, first = min(columns), min(lines)
    for row in rows.with_columns(settings="denominator").iter_rows(named=True):
        state, printed, *_ = maps.area_value(row)
        x = (row["column"] - least + 0.5 * (row["row"] % 2) + 0.5) * wide
        y = (row["row"] - first) * side * 1.5 + side
        points = " ".join(f"{x + side * a:.1f},{y + side * b:.1f}" for a, b in corners)
        ink = "#fff" if state in ("3", "4") else theme.TEXT
        parts.append(
            f'<polygon points="{points}" fill="{FILLS.get(state, PLAIN)}" stroke="{theme.AXIS}"/>'
            f'<text x="{x:.1f}" y="{y + 4:.1f}" font-size="12" text-anchor="middle" fill="{ink}">'
            f"<title>{escape(row['la_name'])}</title>{escape(printed)}</text>"
        )
    across = (max(columns) - least + 2) * wide
    down = (max(lines) - first) * side * 1.5 + 2 * side
    key = [(FILLS[state], said) for state, said in maps.LEGEND if state in FILLS]
    key.append((PLAIN, "Too few, none or not available: see the words in it"))
    for place, (fill, said) in enumerate(key):
        y = down + 24 + place * 22
        parts.append(
            f'<rect x="4" y="{y - 13:.0f}" width="16" height="16" fill="{fill}" '
            f'stroke="{theme.AXIS}"/><text x="28" y="{y:.0f}" font-size="15">{escape(said)}</text>'
        )
    size = f"{max(across, 420):.0f} {down + 24 + len(key) * 22:.0f}"
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}">{"".join(parts)}</svg>'


@cache
def _layout(vintage: str) -> pl.DataFrame:
    return pl.read_csv(shipped("geo") / f"hexagons_{vintage}.csv")


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
