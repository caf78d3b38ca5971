"""Read a Parquet file with the types it has, in a process of its own with limits."""

from dataclasses import replace
from pathlib import Path

from dashboard.records.sources.raw import Raw, from_columns
from dashboard.records.workbooks.limits import PARQUET
from dashboard.records.workbooks.opening import open_parquet


def read(path: Path) -> Raw:
    """Read a Parquet file; one that is cut short, damaged or far too long is refused."""
    frame, beyond = open_parquet(path, PARQUET)
    raw = from_columns(path.name, frame)
    return replace(raw, beyond={raw.headings.index(name): kind for name, kind in beyond.items()})
