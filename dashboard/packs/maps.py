"""Maps to take away: the rows of a map with the shapes of their authorities."""

from dashboard.exhibits.download import Offer

TYPES = {"gpkg": "application/geopackage+sqlite3", "geojson": "application/geo+json"}


def written(form: str, offer: Offer) -> bytes:
    """Write the table of a map in one of `TYPES`; only then is GeoPandas loaded."""
    from dashboard.files import geopackage  # its library is slow to import

    write = {"gpkg": geopackage.to_geopackage, "geojson": geopackage.to_geojson}[form]
    return write(offer.file.table, offer.vintage, offer.file.facts)
