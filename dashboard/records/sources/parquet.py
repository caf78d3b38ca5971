"""Read a Parquet file with the types it has."""

from pathlib import Path

import polars as pl

from dashboard.records.findings import rejected
from dashboard.records.sources.raw import Raw, from_columns

MOST_ROWS, MOST_COLUMNS = 100_000_000, 200
"""A column of one value takes no room in a file, however many rows it has."""


def read(path: Path) -> Raw:
    """Read a Parquet file; one that is cut short, damaged or far too long is refused."""
    try:
        waiting = pl.scan_parquet(path, glob=False, hive_partitioning=False)
        rows, columns = waiting.select(pl.len()).collect().item(), len(waiting.collect_schema())
        if rows > MOST_ROWS or columns > MOST_COLUMNS:
            most = f"{rows:,} rows" if rows > MOST_ROWS else f"{columns:,} columns"
            raise rejected("file-too-large", f"{path.name} has {most}.", path.name)
        frame = pl.read_parquet(path, glob=False, hive_partitioning=False)
        return from_columns(path.name, frame)
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError) as error:
        what = (str(error).splitlines() or ["it is damaged"])[0]
        raise rejected("file-unreadable", f"{path.name} cannot be read: {what}.") from error
