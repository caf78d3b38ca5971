"""Join records to the shapes of local authorities."""

from functools import cache

import geopandas as gpd
import polars as pl

from dashboard.areas.authorities import why_not
from dashboard.areas.proof import prove
from dashboard.settings import shipped


def boundaries(vintage: str) -> gpd.GeoDataFrame:
    """Give the authorities of a vintage with their shapes, in metres, one row each."""
    shapes = _shapes("boundaries")
    own = shapes["vintages"].str.split().map(lambda names: vintage in names)
    return shapes[own].drop(columns="vintages").reset_index(drop=True)


def regions() -> gpd.GeoDataFrame:
    """Give the eight Ofsted regions, the same in every vintage, with the edges of authorities."""
    return _shapes("regions").copy()


def join(records: pl.DataFrame, vintage: str) -> gpd.GeoDataFrame:
    """Put a shape beside every record; a code with no shape stops the join rather than vanish.

    Columns of the records win over columns of the same name that come with the shapes.
    """
    proof = prove(records["la_code"], vintage)
    if proof.without_shape:
        reasons = " ".join(why_not(code, vintage) for code in proof.without_shape)
        raise ValueError(f"{len(proof.without_shape)} codes have no shape. {reasons}")
    shapes = boundaries(vintage)
    extra = [column for column in shapes.columns if column not in records.columns]
    table = records.to_pandas()
    joined = table.merge(
        shapes[["la_code", *extra]], on="la_code", how="left", validate="many_to_one"
    )
    return gpd.GeoDataFrame(joined, geometry="geometry", crs=shapes.crs)


@cache
def _shapes(name: str) -> gpd.GeoDataFrame:
    """Read a file of shapes once; callers get copies, because frames of shapes can be changed."""
    return gpd.read_parquet(shipped("geo") / f"{name}.parquet")
