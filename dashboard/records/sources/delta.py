"""Read a table of a Delta lake as it stands, one version of it throughout."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl

from dashboard.records import shown
from dashboard.records.issues import RecordsError, rejected
from dashboard.records.model import TABLES
from dashboard.records.sources.headings import Extract, fit
from dashboard.records.sources.mapping import Mapping, Mappings
from dashboard.records.sources.raw import Raw, from_columns
from dashboard.settings import Settings

SCHEMES = ("delta", "s3", "abfss", "az", "gs")
"""Where a lake may be: delta:// and a folder, or the address of a store of objects."""


def is_table(path: Path) -> bool:
    """Say whether a folder is a Delta table."""
    return (path / "_delta_log").is_dir()


def read(place: str) -> Raw:
    """Read a Delta table with the types it has; `place` is a folder or an address."""
    deltalake = _driver()
    label = _label(place)
    try:
        version = deltalake.DeltaTable(place, storage_options=_patience(place)).version()
        frame = pl.scan_delta(deltalake.DeltaTable(place, version=version)).collect()
    except (deltalake.exceptions.DeltaError, pl.exceptions.PolarsError, OSError) as error:
        said = f"{label} cannot be read: {_why(error)}."
        raise rejected("source-unreachable", said, label) from error
    return from_columns(f"{label} (version {version})", frame)


def _label(place: str) -> str:
    written = shown.address(place) if "://" in place else place
    return written.rstrip("/").rpartition("/")[2]


def _patience(place: str) -> dict[str, str] | None:
    """Bound how long a store of objects may take; a folder on this machine answers at once."""
    if "://" not in place:
        return None
    limit = f"{Settings().database_seconds}s"
    return {"connect_timeout": "10s", "timeout": limit, "retry_timeout": limit, "max_retries": "3"}


def _why(error: Exception) -> str:
    """Give the reason at the end of a message that may have many lines, in colours."""
    lines = (re.sub("\x1b\\[[0-9;]*m|↳", "", line).strip() for line in str(error).splitlines())
    return ([*filter(None, lines)] or ["it is damaged"])[-1].rstrip(".")


def read_lake(address: str, mappings: Mappings) -> tuple[str, Iterator[tuple[str, Extract]]]:
    """Give the last part of a lake's address, and each of our tables that it has."""
    root = address.removeprefix("delta://").rstrip("/")
    return _label(address), _tables(root, mappings)


def _tables(root: str, mappings: Mappings) -> Iterator[tuple[str, Extract]]:
    for name in TABLES:
        mapping = mappings.get(name, Mapping())
        place = f"{root}/{mapping.table or name}"
        if mapping.table or _is_there(place):
            yield name, fit(name, read(place), mapping)


def _is_there(place: str) -> bool:
    try:
        return bool(_driver().DeltaTable.is_deltatable(place, _patience(place)))
    except OSError as error:
        lake = place.rpartition("/")[0]
        said = f"{shown.for_people(lake)} cannot be reached: {_why(error)}."
        raise rejected("source-unreachable", said, _label(place)) from error


def _driver() -> Any:
    try:
        import deltalake
    except ImportError:
        raise RecordsError(
            "Reading Delta tables needs another package. Install visits-dashboard[delta]."
        ) from None
    return deltalake
