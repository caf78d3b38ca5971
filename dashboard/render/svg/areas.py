"""The map as a picture, as equal hexagons or as real shapes: those of the map on the page."""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from html import escape
from math import sqrt
from typing import Any

from dashboard.exhibits.common.map_values import Value
from dashboard.exhibits.exhibit import AreasMap
from dashboard.measures.filters import HEXAGONS
from dashboard.render import theme
from dashboard.render.svg import elements, map_looks
from dashboard.settings import shipped

TOP = 16
"""Room for the name of a frame at the upper edge."""
CORNERS = ((0, -2), (1, -1), (1, 1), (0, 2), (-1, 1), (-1, -1))
EVERY = (
    "Each hexagon is one authority, whatever its size, near its real place. Gaps between them are "
    "not missing data."
)


BESIDE = {True: 0.21, False: 0.16}
"""The room beside a map for the names of regions, as a part of its width: plain, or with text."""
BEHIND = 'stroke="#fff" stroke-width="{:.1f}" stroke-linejoin="round" paint-order="stroke"'
"""Puts white behind a name, which may lie over a shape."""


def mapped(shown: AreasMap, width: float = elements.WIDTH) -> str:
    """Draw every authority of a vintage with its figure; those without one are pale.

    The one that is chosen has a ring; regions have their names and figures beside them. A picture
    that is narrower than others is plain: nobody could read text in its shapes.
    """
    shapes, view, plain = _shapes(shown.vintage), shown.view, width < elements.WIDTH
    size = shapes["hex" if view == HEXAGONS else "map"]
    unit = size["width"] * (1 + 2 * BESIDE[plain]) / width
    if view == HEXAGONS:
        drawn, note = _hexagons(shapes, shown.values, unit, plain), EVERY
    else:
        drawn, note = _real(shapes, shown.values, unit), f"Boundaries of {shown.vintage}."
    parts = [*drawn, *_ring(shapes, view, shown.selected, unit), *_names(shapes, shown, unit)]
    tall = TOP + size["height"] / unit
    key, below = map_looks.key(shown.legend, tall + 28, width)
    left = size["width"] * BESIDE[plain] / unit
    moved = f"translate({left:.2f} {TOP}) scale({1 / unit:.5f})"
    picture = f'<g transform="{moved}">{"".join(parts)}</g>'
    whole = f"England: {shown.england}." if shown.england else ""
    letters = int(100 * width / elements.WIDTH)
    said = (
        elements.wrap(f"{whole} {note}", letters)
        if plain
        else [whole, *elements.wrap(note, letters)]
    )
    said = [*filter(None, said)]
    notes = [elements.text(0, below + 20 * n, line) for n, line in enumerate(said)]
    height = below + 20 * len(said) - 8
    return elements.whole(height, [map_looks.patterns(), picture, *key, *notes], width)


def _names(shapes: Mapping[str, Any], shown: AreasMap, unit: float) -> Iterator[str]:
    """Write beside each region its name and its figure; one in a frame has its name there."""
    hexagons = shown.view == HEXAGONS
    framed = () if hexagons else [inset["name"] for inset in shapes["map"]["insets"]]
    for region in shapes["regions"] if shown.kind == "region" else ():
        if region["name"] in framed or not shown.regions.get(region["name"]):
            continue
        x, y = region["hex_at" if hexagons else "map_at"]
        said = [*elements.wrap(region["name"], 17), shown.regions[region["name"]]]
        for line, text in enumerate(said):
            place = y + (8 + (line - len(said) / 2) * 18) * unit
            bold = line < len(said) - 1
            written = elements.text(x, place, text, region["anchor"], round(14 * unit), bold)
            yield written.replace("<text ", f"<text {BEHIND.format(4 * unit)} ", 1)


@cache
def _shapes(vintage: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((shipped("geo") / f"map_{vintage}.json").read_bytes())
    return found


def _hexagons(
    shapes: Mapping[str, Any], values: Mapping[str, Value], unit: float, plain: bool
) -> Iterator[str]:
    """Draw each authority as a hexagon, with its short name and its figure in it if not plain."""
    side = shapes["hex"]["side"] - 1
    yield map_looks.patterns(unit)
    for area in shapes["areas"]:
        x, y = area["hex"]
        points = _corners(area, side)
        state, printed = values.get(area["code"], ("outside", ""))[:2]
        ink = theme.TEXT if state != "outside" else theme.AXIS
        ink = "#fff" if state in map_looks.ON_DARK else ink
        yield f"<g><title>{escape(area['name'])}</title>"
        yield map_looks.drawn(f'<polygon points="{points}"', state, unit)
        if plain:
            yield "</g>"
            continue
        halo = state in map_looks.BLANKS
        yield _label(x, y - 3, area["label"], ink, True, halo)
        yield (_label(x, y + 14, printed, ink, False, halo) if printed else "") + "</g>"
    yield from (map_looks.outline(region["hex"], 2.5) for region in shapes["regions"])


def _corners(area: Mapping[str, Any], side: float) -> str:
    x, y = area["hex"]
    half, quarter = side * sqrt(3) / 2, side / 2
    return " ".join(f"{x + half * a:.1f},{y + quarter * b:.1f}" for a, b in CORNERS)


def _ring(shapes: Mapping[str, Any], view: str, chosen: str | None, unit: float) -> Iterator[str]:
    """Mark the authority chosen as the page does, in yellow and black."""
    for area in shapes["areas"]:
        if area["code"] != chosen:
            continue
        if view == HEXAGONS:
            shape, unit = f'<polygon points="{_corners(area, shapes["hex"]["side"])}"', 1.0
        else:
            shape = f'<path d="{area["path"]}"'
        yield f'{shape} fill="none" {map_looks.edge(map_looks.HALO, 9 * unit)}/>'
        yield f'{shape} fill="none" {map_looks.edge(theme.TEXT, 3 * unit)}/>'


def _label(x: float, y: float, said: str, ink: str, bold: bool, halo: bool) -> str:
    written = elements.text(x, y, said, "middle", 14, bold, ink)
    if not halo:
        return written
    behind = written.replace("<text ", '<text stroke="#fff" stroke-width="4" ', 1)
    return behind + written


def _real(shapes: Mapping[str, Any], values: Mapping[str, Value], unit: float) -> Iterator[str]:
    """Draw each authority in its shape, and the crowded ones again in frames of their own."""
    paths = {area["code"]: area for area in shapes["areas"]}
    yield map_looks.patterns(unit)
    for area in shapes["areas"]:
        yield _area(area, values, unit)
    yield from (map_looks.outline(region["map"], 1.5 * unit) for region in shapes["regions"])
    for inset in shapes["map"]["insets"]:
        x, y, width, height = inset["box"]
        edge = f' stroke="{theme.AXIS}" stroke-width="{unit:.1f}"'
        yield elements.rect(x, y, width, height, "#fff", edge)
        scale = float(inset["transform"].partition("scale(")[2].split(")")[0])
        yield map_looks.patterns(unit / scale)
        within = "".join(_area(paths[code], values, unit / scale) for code in inset["codes"])
        yield f'<g transform="{inset["transform"]}">{within}</g>'
        below = y > shapes["map"]["height"] / 2
        place = y + height + 18 * unit if below else y - 6 * unit
        yield elements.text(x, place, inset["name"], size=round(14 * unit), bold=True)


def _area(area: Mapping[str, Any], values: Mapping[str, Value], unit: float) -> str:
    state, printed = values.get(area["code"], ("outside", ""))[:2]
    drawn = map_looks.drawn(f'<path d="{area["path"]}"', state, unit, real=True)
    title = escape(": ".join(filter(None, (area["name"], printed))))
    return f"<g><title>{title}</title>{drawn}</g>"
