"""What the peers show, written to a folder for them: counts from the cube, and outlines."""

import json
import shutil
from pathlib import Path

import geopandas as gpd
import polars as pl

from dashboard.measures.opening import open_store
from dashboard.settings import shipped

PEERS = Path(__file__).parents[1] / "peers"
FILES = (PEERS / "plain.html", PEERS / "static" / "world_110m.json")
ALL = "all types"
OUTLINE = 1_500
"""Metres by which an outline may be simpler than the records' own: as for a map of a page."""


def write(folder):
    """Write counts, outlines and the files that are served as they are; give the types in order."""
    folder.mkdir(parents=True, exist_ok=True)
    counts = counted(open_store(None))
    (folder / "counts.json").write_text(json.dumps(counts), encoding="utf-8")
    shapes = gpd.read_parquet(shipped("geo") / "boundaries.parquet")
    shapes = shapes[shapes["la_code"].isin([*counts["areas"]])][["la_code", "geometry"]]
    shapes = shapes.set_geometry(shapes.simplify(OUTLINE).orient_polygons(exterior_cw=True))
    shapes = shapes.rename(columns={"la_code": "code"}).to_crs(4326)
    (folder / "areas.geojson").write_text(shapes.to_json(), encoding="utf-8")
    for file in FILES:
        shutil.copy(file, folder)
    return counts["types"]


def counted(store):
    """Count settings that are open, and those visited, by authority and type."""
    key = ["region", "la_code", "setting_type"]
    tables = store.cube.tables
    reached = tables["reached"].filter(pl.col("since") == store.cube.starts[0])
    texts = pl.col(key).cast(pl.String)
    settings = tables["open"].with_columns(texts).group_by(key).agg(pl.col("settings").sum())
    visited = reached.with_columns(texts).group_by(key).agg(visited=pl.col("settings").sum())
    rows = settings.join(visited, on=key, how="left").fill_null(0).sort(key)
    names = store.authorities.select(pl.col("la_code", "la_name").cast(pl.String)).sort("la_name")
    return {
        "types": [ALL, *sorted(rows["setting_type"].unique())],
        "regions": sorted(rows["region"].unique()),
        "areas": dict(names.iter_rows()),
        "rows": rows.rename({"la_code": "area", "setting_type": "type"}).to_dicts(),
    }
