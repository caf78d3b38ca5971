"""Read a table of a Delta lake as it stands, one version of it throughout."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl

from dashboard.records.findings import RecordsError, rejected
from dashboard.records.model import TABLES
from dashboard.records.sources.headings import Extract, fit
from dashboard.records.sources.mapping import Mapping, Mappings
from dashboard.records.sources.raw import Raw, from_columns

SCHEMES = ("delta", "s3", "abfss", "az", "gs")
"""Where a lake may be: delta:// and a folder, or the address of a store of objects."""


def is_table(path: Path) -> bool:
    """Say whether a folder is a Delta table."""
    return (path / "_delta_log").is_dir()


def read(place: str) -> Raw:
    """Read a Delta table with the types it has; `place` is a folder or an address."""
    deltalake = _driver()
    label = place.rstrip("/").rpartition("/")[2]
    try:
        table = deltalake.DeltaTable(place)
        frame = pl.scan_delta(table).collect()
    except (deltalake.exceptions.DeltaError, pl.exceptions.PolarsError, OSError) as error:
        what = (str(error).splitlines() or ["it is damaged"])[0]
        raise rejected("source-unreachable", f"{label} cannot be read: {what}.", label) from error
    return from_columns(f"{label} (version {table.version()})", frame)


def read_lake(address: str, mappings: Mappings) -> tuple[str, Iterator[tuple[str, Extract]]]:
    """Give the last part of a lake's address, and each of our tables that it has."""
    root = address.removeprefix("delta://").rstrip("/")
    return root.rpartition("/")[2], _tables(root, mappings)


def _tables(root: str, mappings: Mappings) -> Iterator[tuple[str, Extract]]:
    for name in TABLES:
        mapping = mappings.get(name, Mapping())
        place = f"{root}/{mapping.table or name}"
        if mapping.table or _is_there(place):
            yield name, fit(name, read(place), mapping)


def _is_there(place: str) -> bool:
    return bool(_driver().DeltaTable.is_deltatable(place))


def _driver() -> Any:
    try:
        import deltalake
    except ImportError:
        raise RecordsError(
            "Reading Delta tables needs another package. Install visits-dashboard[delta]."
        ) from None
    return deltalake
