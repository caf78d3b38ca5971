"""Write the one static file that the browser fetches for a vintage, as compact JSON."""

import json
from itertools import pairwise

import geopandas as gpd
import numpy as np
import shapely
from hexagons import ISLANDS, Cell, Layout

TOLERANCE = 550  # metres
STEP = 100  # metres in one unit of the map
LEFT, TOP = 820, 6590  # the map's top left corner, in steps of the British National Grid
WIDTH, HEIGHT = 6500, 6600
LONDON_BOX = (4540, 60, 1900)  # x, y and width of the inset, in the empty sea
SCILLY_BOX = (60, 5000, 620)
HALF, SIDE = 27, 31.18  # half the width and the side of a hexagon, in pixels
MARGIN, RIGHT = 10, 130  # the right margin leaves room for region names


def snapped(shape: shapely.Geometry) -> shapely.Geometry:
    """Move a shape to the whole numbers of the map, with y downwards."""
    flip, corner = np.array([1, -1]) / STEP, np.array([-LEFT, TOP])
    return shapely.transform(shape, lambda at: np.rint(at * flip + corner))


def number(value: float) -> str:
    """Write a number in the fewest characters, to one decimal place at most."""
    return f"{value:.1f}".removesuffix(".0")


def joined(values: list[float]) -> str:
    """Write numbers side by side; a minus sign separates as well as a space does."""
    return " ".join(number(value) for value in values).replace(" -", "-")


def ring_path(ring: np.ndarray) -> str:
    """Draw a closed ring with relative steps; a ring that has no area left draws nothing."""
    points = [tuple(point) for point in np.round(ring, 1)]
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(points) if a != b]
    if len(steps) < 3:
        return ""
    return f"M{joined(list(points[0]))}l{joined([n for step in steps[:-1] for n in step])}z"


def path(shape: shapely.Geometry) -> str:
    """Draw a shape as an SVG path."""
    turned = shapely.orient_polygons(shape)
    rings = shapely.get_rings(shapely.get_parts(turned))
    return "".join(ring_path(shapely.get_coordinates(ring)) for ring in rings)


def hex_centre(cell: Cell) -> tuple[float, float]:
    """Place the middle of a hexagon in pixels."""
    column, row = cell
    return (MARGIN + HALF * (2 * column + (row & 1) + 1), MARGIN + SIDE * (1 + 1.5 * row))


def hex_outline(cells: list[Cell]) -> str:
    """Draw the outline around a group of hexagons.

    Corners are joined as whole numbers of half widths and half sides, so that they meet exactly.
    """
    corners = np.array([(0, -2), (1, -1), (1, 1), (0, 2), (-1, 1), (-1, -1)])
    middles = [(2 * column + (row & 1) + 1, 2 + 3 * row) for column, row in cells]
    union = shapely.union_all([shapely.Polygon(corners + middle) for middle in middles])
    scaled = shapely.transform(union, lambda at: at * np.array([HALF, SIDE / 2]) + MARGIN)
    return path(shapely.normalize(scaled))


def inset(name: str, shapes: gpd.GeoDataFrame, box: tuple[int, int, int]) -> dict:
    """Blow up some authorities into a box of the given width, with a small border inside it."""
    left, top, right, bottom = shapely.total_bounds(shapes.geometry.values)
    x, y, width = box
    border = 30
    scale = round((width - 2 * border) / (right - left), 2)
    height = round((bottom - top) * scale) + 2 * border
    move = (round(x + border - left * scale), round(y + border - top * scale))
    return {
        "name": name,
        "codes": sorted(shapes["la_code"]),
        "transform": f"translate({move[0]} {move[1]}) scale({scale})",
        "box": [x, y, width, height],
    }


def area(code: str, about: dict[str, str], cell: Cell, shape: shapely.Geometry) -> dict:
    """Describe one authority: its names, its hexagon and its outline."""
    x, y = hex_centre(cell)
    return {
        "code": code,
        "name": about["la_name"],
        "label": about["label"],
        "region": about["region"],
        "statistical_region": about["statistical_region"],
        "hex": [x, round(y, 1)],
        "path": path(shape),
    }


def region(row: dict[str, str], shapes: gpd.GeoDataFrame, cells: Layout) -> dict:
    """Describe one region: its two outlines and where its name goes on each map.

    Shapes are joined before they are snapped: whole numbers can make neighbours cross.
    """
    here = shapes[shapes["region"] == row["region"]]
    return {
        "name": row["region"],
        "hex": hex_outline([cells[code] for code in here["la_code"]]),
        "map": path(snapped(shapely.normalize(shapely.coverage_union_all(here.geometry)))),
        "hex_at": [int(row["hex_x"]), int(row["hex_y"])],
        "map_at": [int(row["map_x"]), int(row["map_y"])],
        "anchor": row["anchor"],
    }


def map_file(
    vintage: str,
    shapes: gpd.GeoDataFrame,
    cells: Layout,
    about: dict[str, dict[str, str]],
    regions: list[dict[str, str]],
) -> str:
    """Write the map of a vintage: areas from A to Z within regions, and what surrounds them.

    `shapes` are the authorities in metres, simplified to TOLERANCE.
    """
    metres = shapes
    shapes = metres.assign(geometry=[snapped(shape) for shape in metres.geometry])
    shapes = shapes.sort_values(["region", "la_name"], ignore_index=True)
    middles = [hex_centre(cell) for cell in cells.values()]
    content = {
        "vintage": vintage,
        "hex": {
            "width": round(max(x for x, _ in middles) + HALF + RIGHT),
            "height": round(max(y for _, y in middles) + SIDE + MARGIN),
            "side": SIDE,
        },
        "map": {
            "width": WIDTH,
            "height": HEIGHT,
            "insets": [
                inset("London", shapes[shapes["region"] == "London"], LONDON_BOX),
                inset("Isles of Scilly", shapes[shapes["la_code"] == ISLANDS[1]], SCILLY_BOX),
            ],
        },
        "areas": [
            area(row.la_code, about[row.la_code], cells[row.la_code], row.geometry)
            for row in shapes.itertuples()
        ],
        "regions": [region(row, metres, cells) for row in regions],
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n"
