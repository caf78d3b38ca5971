"""Immutable snapshots: a folder of Parquet files and a manifest, written whole, then pointed at.

A snapshot is written to a hidden folder beside its final place, forced to disk, renamed, and only
then named by the pointer file `current`. A writer killed at any moment leaves the last one as it
was; a finished snapshot is never written again.
"""

import hashlib
import json
import os
import re
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from dashboard.records.check import RecordsError

POINTER = "current"
MANIFEST = "manifest.json"
NAME = re.compile(r"\d{4}-\d\d-\d\d-[0-9a-f]{8}")
"""What a snapshot's folder is called: its day and the start of a hash of what is in it."""


@dataclass(frozen=True)
class Snapshot:
    """One dated set of tables, and what its manifest says of them."""

    name: str
    manifest: Mapping[str, Any]
    tables: Mapping[str, pl.DataFrame]

    @property
    def as_at(self) -> date:
        """The day of the figures."""
        return date.fromisoformat(self.manifest["as_at"])


def write(root: Path, tables: Mapping[str, pl.DataFrame], facts: Mapping[str, Any]) -> str:
    """Write a snapshot and point at it; `facts` (with "as_at") go into the manifest.

    The name is the day and a hash of the tables and facts: the same content is written once.
    """
    root.mkdir(parents=True, exist_ok=True)
    made = Path(tempfile.mkdtemp(prefix=".tmp-", dir=root))
    try:
        entries = {name: _write_table(made / f"{name}.parquet", t) for name, t in tables.items()}
        content = json.dumps({**facts, "tables": entries}, sort_keys=True, ensure_ascii=False)
        digest = hashlib.sha256(content.encode()).hexdigest()
        name = f"{facts['as_at']}-{digest[:8]}"
        manifest = {"name": name, **facts, "tables": entries}
        _write_bytes(made / MANIFEST, json.dumps(manifest, indent=1, ensure_ascii=False).encode())
        if not (root / name).exists():
            _force(made)
            made.rename(root / name)
    finally:
        shutil.rmtree(made, ignore_errors=True)
    point(root, name)
    return name


def point(root: Path, name: str) -> None:
    """Name the snapshot that readers are given, in one step."""
    waiting = root / f".{POINTER}-{os.getpid()}"
    _write_bytes(waiting, name.encode())
    waiting.replace(root / POINTER)
    _force(root)


def kept(root: Path) -> list[tuple[date, str]]:
    """List the snapshots of a folder by day, then name."""
    found = [file.parent.name for file in root.glob(f"*/{MANIFEST}")]
    return sorted((date.fromisoformat(n[:10]), n) for n in found if NAME.fullmatch(n))


def choose(root: Path, as_at: date | None) -> tuple[str, ...]:
    """Choose the snapshot for a day: the latest at or before it, else the earliest after it.

    Without a day, the one that the pointer names. Those of earlier days follow it, latest first:
    what to fall back on if it is damaged.
    """
    days = kept(root)
    if not days:
        raise RecordsError(
            f"There is no snapshot in {root}. Make one with visits-dashboard build "
            "or visits-dashboard import-ofsted."
        )
    if as_at is None:
        pointer = root / POINTER
        named = pointer.read_text().strip() if pointer.is_file() else ""
        first = named if named in {name for _, name in days} else days[-1][1]
    else:
        first = max((d, n) for d, n in days if d <= as_at)[1] if days[0][0] <= as_at else days[0][1]
    earlier = [name for day, name in reversed(days) if name < first]
    return (first, *earlier)


def read(root: Path, name: str) -> Snapshot:
    """Read a snapshot, refusing one whose files are not what its manifest says."""
    folder = root / name
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise RecordsError(
            f"The manifest of snapshot {name} is damaged or missing. "
            "Build the snapshot again from its source."
        ) from error
    tables = {
        table: _read_table(folder / f"{table}.parquet", entry["sha256"])
        for table, entry in manifest["tables"].items()
    }
    return Snapshot(name, manifest, tables)


def _read_table(path: Path, sha256: str) -> pl.DataFrame:
    if not path.is_file() or digest(path) != sha256:
        raise RecordsError(
            f"{path.name} in snapshot {path.parent.name} is damaged or missing. "
            "Build the snapshot again from its source."
        )
    return pl.read_parquet(path)


def _write_table(path: Path, table: pl.DataFrame) -> dict[str, Any]:
    table.write_parquet(path, compression="zstd", statistics=False)
    _force(path)
    return {"rows": table.height, "sha256": digest(path)}


def _write_bytes(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    _force(path)


def _force(path: Path) -> None:
    """Force a file or folder to disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def digest(path: Path) -> str:
    """Give the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
