"""The rows of an exhibit of What we found as a file, with what must be read with them."""

from collections.abc import Sequence

import polars as pl

from dashboard.exhibits import download
from dashboard.exhibits.common import caveats
from dashboard.measures import Measure, Selection, Store


def table(
    store: Store,
    selection: Selection,
    rows: pl.DataFrame,
    name: str,
    measure: Measure,
    columns: Sequence[str],
) -> download.Download:
    """Describe rows as a file, with the caveat on every row."""
    made = download.download(store, selection, measure, rows, columns, name)
    return made.saying(caveat=caveats.caveat(store, selection))
