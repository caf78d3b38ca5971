"""One snapshot: a folder of Parquet files and a manifest with their hashes, whole or absent.

A snapshot is written to a hidden folder beside its final place, forced to disk and then renamed.
A writer killed at any moment leaves nothing that looks like a snapshot; a finished one is never
written again. Which of them readers are given is said by the folder that they lie in.
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

from dashboard.records import private
from dashboard.records.check import RecordsError

MANIFEST = "manifest.json"
PARTIAL = ".tmp-"
NAME = re.compile(r"\d{4}-\d\d-\d\d-[0-9a-f]{8}")
"""What a snapshot's folder is called: its day and the start of a hash of what is in it."""
TOGETHER = 1 << 20
"""Rows that a file compresses together: words that return are written once for all of them."""


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
    """Write a snapshot beside the others and give its name; `facts` go into the manifest.

    The name is the day ("as_at" of the facts) and a hash of the tables and facts: the same
    content is written once. A folder of that name which is damaged is put aside and made anew.
    """
    made = Path(tempfile.mkdtemp(prefix=PARTIAL, dir=root))
    try:
        entries = {name: _write_table(made / f"{name}.parquet", t) for name, t in tables.items()}
        content = json.loads(json.dumps({**facts, "tables": entries}))
        name = _named(content)
        manifest = {"name": name, **content}
        write_bytes(made / MANIFEST, json.dumps(manifest, indent=1, ensure_ascii=False).encode())
        if not is_whole(root, name):
            force(made)
            if (root / name).exists():
                (root / name).rename(Path(f"{made}-damaged"))
            made.rename(root / name)
            force(root)
    finally:
        shutil.rmtree(made, ignore_errors=True)
        shutil.rmtree(f"{made}-damaged", ignore_errors=True)
    return name


def _named(content: Mapping[str, Any]) -> str:
    """Name what a manifest says after its day and a hash of all of it."""
    written = json.dumps(content, sort_keys=True, ensure_ascii=False)
    return f"{content['as_at']}-{hashlib.sha256(written.encode()).hexdigest()[:8]}"


def is_whole(root: Path, name: str) -> bool:
    """Say whether a snapshot is there with every file as its manifest says."""
    try:
        manifest = read_manifest(root, name)
        for table, entry in manifest["tables"].items():
            _verify(root / name / f"{table}.parquet", entry["sha256"])
    except RecordsError:
        return False
    return True


def read(root: Path, name: str) -> Snapshot:
    """Read a snapshot, refusing one whose files are not what its manifest says."""
    manifest = read_manifest(root, name)
    tables = {
        table: _read_table(root / name / f"{table}.parquet", entry["sha256"])
        for table, entry in manifest["tables"].items()
    }
    return Snapshot(name, manifest, tables)


def read_manifest(root: Path, name: str) -> dict[str, Any]:
    """Read what a snapshot says of itself, refusing a manifest that is not that snapshot's.

    Its name holds a hash of all that it says, so one in which anything was changed is refused.
    """
    try:
        manifest: dict[str, Any] = json.loads((root / name / MANIFEST).read_text(encoding="utf-8"))
        said = {key: value for key, value in manifest.items() if key != "name"}
        if manifest["name"] == name == _named(said) and manifest["tables"]:
            return manifest
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        pass
    raise RecordsError(
        f"The manifest of snapshot {name} is damaged, changed or missing. "
        "Build the snapshot again from its source."
    )


def _read_table(path: Path, sha256: str) -> pl.DataFrame:
    """Read a table from bytes that were verified: what is parsed is what was hashed."""
    return pl.read_parquet(_verify(path, sha256))


def _verify(path: Path, sha256: str) -> bytes:
    try:
        content = path.read_bytes()
    except OSError:
        content = b""
    if hashlib.sha256(content).hexdigest() != sha256:
        raise RecordsError(
            f"{path.name} in snapshot {path.parent.name} is damaged or missing. "
            "Build the snapshot again from its source."
        )
    return content


def _write_table(path: Path, table: pl.DataFrame) -> dict[str, Any]:
    table.write_parquet(path, compression="zstd", statistics=False, row_group_size=TOGETHER)
    force(path)
    return {"rows": table.height, "sha256": digest(path)}


def write_bytes(path: Path, content: bytes) -> None:
    """Write a small file for its owner alone and force it to disk."""
    private.create(path, content)


def force(path: Path) -> None:
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
