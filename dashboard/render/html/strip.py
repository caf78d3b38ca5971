"""Draws the table below a strip of authorities."""

import polars as pl

from dashboard.figures import tables


def table(authorities: pl.DataFrame, caption: str) -> str:
    """Offer every authority with its region and its figure, least visited first."""
    cells = [
        [row["la_name"], str(row["region"]), tables.n_of_n(row)]
        for row in authorities.iter_rows(named=True)
    ]
    headings = ["Authority", "Region", "Visited, out of"]
    return tables.below("Show as table", tables.plain(cells, headings, caption))
