"""A map with its figures, for software that draws maps: GeoPackage, and GeoJSON for the web."""

from io import BytesIO
from threading import Lock
from typing import Any

import polars as pl
import pyogrio

from dashboard.areas.boundaries import join
from dashboard.areas.vintages import SOURCE

LAYER = "authorities"
WEB = 4326
"""The coordinates that GeoJSON is written in (RFC 7946): longitude and latitude."""
_DATED = Lock()


def to_geopackage(table: pl.DataFrame, vintage: str, facts: dict[str, str]) -> bytes:
    """Write a row for each authority with its shape, in metres of the British National Grid.

    `table` has a `code`; `facts` (measure, filters, as_at, source…) repeat on every row. The same
    rows give the same bytes. Raises ValueError where a code has no shape in the vintage.
    """
    with _DATED:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": f"{facts['as_at']}T00:00:00.000Z"})
        try:
            return _written(_shaped(table, vintage, facts), driver="GPKG")
        finally:
            pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})


def to_geojson(table: pl.DataFrame, vintage: str, facts: dict[str, str]) -> bytes:
    """Write the same in longitude and latitude, as RFC 7946 has it."""
    shaped = _shaped(table, vintage, facts).to_crs(WEB)
    return _written(shaped, driver="GeoJSON", RFC7946="YES")


def _shaped(table: pl.DataFrame, vintage: str, facts: dict[str, str]) -> Any:
    every = facts | {"boundaries": f"{vintage}: {SOURCE}"}
    told = table.with_columns(pl.lit(text).alias(name) for name, text in every.items())
    shaped = join(told.rename({"code": "la_code"}), vintage).rename(columns={"la_code": "code"})
    whole = {name: "Int64" for name, kind in told.schema.items() if kind.is_integer()}
    return shaped[[*told.columns, "geometry"]].astype(whole)


def _written(shaped: Any, **how: str) -> bytes:
    file = BytesIO()
    is_multi = how["driver"] == "GPKG"  # there a layer has one kind of shape
    shaped.to_file(file, engine="pyogrio", layer=LAYER, promote_to_multi=is_multi, **how)
    return file.getvalue()
