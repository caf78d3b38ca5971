"""Read a Parquet file with the types it has."""

from pathlib import Path

import polars as pl

from dashboard.records.findings import rejected
from dashboard.records.sources.raw import Raw, from_columns


def read(path: Path) -> Raw:
    """Read a Parquet file; one that is cut short or damaged is refused."""
    try:
        frame = pl.read_parquet(path, glob=False, hive_partitioning=False)
        return from_columns(path.name, frame)
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError) as error:
        what = (str(error).splitlines() or ["it is damaged"])[0]
        raise rejected("file-unreadable", f"{path.name} cannot be read: {what}.") from error
