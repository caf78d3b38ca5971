"""The log of releases: who made and who approved what, each line with the hash of the one before.

It is readable by its owner only. A last line that was torn off, by a full disk or a killed
process, stops nothing that was released; `repair` keeps every line that is whole.
"""

import json
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from dashboard.records.check import RecordsError

LOG = "releases.jsonl"
FIRST = "0" * 64
OWN = 0o600


@dataclass(frozen=True)
class Read:
    """The lines that hold together, the bytes they take, and what follows that does not."""

    lines: tuple[dict[str, Any], ...]
    whole: bytes
    torn: bytes

    @property
    def last(self) -> str:
        """Give the hash that the next line names."""
        return sha256(self.whole.splitlines()[-1]).hexdigest() if self.lines else FIRST


def read(root: Path) -> Read:
    """Read the log of a folder as far as its chain holds."""
    path = root / LOG
    content = path.read_bytes() if path.exists() else b""
    lines: list[dict[str, Any]] = []
    previous, end = FIRST, 0
    for line in content.splitlines(keepends=True):
        told = _line(line)
        if told is None or told.get("previous") != previous or not line.endswith(b"\n"):
            break
        lines.append(told)
        end += len(line)
        previous = sha256(line.rstrip(b"\n")).hexdigest()
    return Read(tuple(lines), content[:end], content[end:])


def _line(line: bytes) -> dict[str, Any] | None:
    try:
        told = json.loads(line)
    except ValueError:
        return None
    return told if isinstance(told, dict) else None


def faults(root: Path, approved: dict[str, str]) -> list[str]:
    """Say what is wrong with the log, given the hash of every approved release by its name."""
    found = read(root)
    said = [] if not found.torn else [f"{LOG}: {len(found.torn):,} bytes at its end do not hold."]
    logged = {line["release"]: line["sha256"] for line in found.lines if line["act"] != "made"}
    for name, digest in approved.items():
        if name not in logged:
            said.append(f"{LOG}: the release of {name} is not in it.")
        elif logged[name] != digest:
            said.append(f"{LOG}: the release of {name} is not the one that was approved.")
    lost = sorted(set(logged) - set(approved))
    return said + [f"{LOG}: the release of {name} was approved and is not there." for name in lost]


def add(root: Path, act: str, release: str, who: str, digest: str) -> None:
    """Add a line, whole and on the disk, or raise; a log that is torn is repaired first."""
    found = read(root)
    if found.torn:
        raise RecordsError(
            f"The log of releases in {root} has a torn end. "
            "Look at it with release log --verify, and mend it with --repair."
        )
    told = {
        "number": len(found.lines) + 1,
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "act": act,
        "release": release,
        "by": who,
        "sha256": digest,
        "previous": found.last,
    }
    line = json.dumps(told, ensure_ascii=False).encode() + b"\n"
    with os.fdopen(os.open(root / LOG, os.O_WRONLY | os.O_APPEND | os.O_CREAT, OWN), "wb") as file:
        file.write(line)
        file.flush()
        os.fsync(file.fileno())


def repair(root: Path, approved: dict[str, str]) -> str:
    """Keep what holds, put the rest beside, and add approved releases that the log lost."""
    found = read(root)
    if found.torn:
        beside = root / f"{LOG}.torn-{sha256(found.torn).hexdigest()[:8]}"
        write(beside, found.torn)
        write(root / LOG, found.whole)
    logged = {line["release"] for line in found.lines if line["act"] != "made"}
    missing = sorted(set(approved) - logged)
    for name in missing:
        add(root, "found", name, "", approved[name])
    kept = f"{len(found.lines)} lines are whole and kept"
    cut = f"; {len(found.torn):,} bytes put beside" if found.torn else ""
    added = f"; {len(missing)} releases added that were not in it" if missing else ""
    return f"{kept}{cut}{added}."


def write(path: Path, content: bytes, mode: int = OWN) -> None:
    """Write a file whole, on the disk, and then put it in its place."""
    path.parent.mkdir(parents=True, exist_ok=True)
    made = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        opened = os.open(made, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
        with os.fdopen(opened, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        made.replace(path)
    except OSError:
        made.unlink(missing_ok=True)
        raise
