"""The log of releases: who made and who approved each, chained by a key of its owner's.

A line that was torn, by a full disk or a killed process, stops nothing; `repair` keeps every line
that is whole.
"""

from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from dashboard import chained_log, log_key
from dashboard.chained_log import END, LogError
from dashboard.disclosure.folder import LOG, approved
from dashboard.records import private
from dashboard.settings import Settings

KEY = "releases.key"
MADE, APPROVED, FOUND, REPAIRED = "made", "approved", "found", "repaired"


def add(root: Path, act: str, release: str, who: str, digest: str) -> None:
    """Add a line, on the disk; raises LogError where it cannot be added."""
    _append(root / LOG, _key(root), act=act, release=release, by=who, sha256=digest)


def read(root: Path) -> list[dict[str, Any]]:
    """Read the lines that are whole; raises LogError where there is no key to tell by."""
    lines = chained_log.lines(root / LOG, _key(root)) if (root / LOG).exists() else ()
    return [line for line in lines if "act" in line]


def approvals(root: Path) -> dict[str, tuple[str, str]]:
    """Give for each release that was approved its hash and who approved it, as it was logged."""
    acts = (APPROVED, FOUND)
    return {line["release"]: _seal(line) for line in read(root) if line["act"] in acts}


def faults(root: Path) -> list[str]:
    """Say what is wrong with the log, and where it and the approved releases are not at one."""
    path, there = root / LOG, {kept.name: (kept.digest, kept.approver) for kept in approved(root)}
    try:
        found = [*chained_log.faults(path, _key(root))] if path.exists() else []
        logged = approvals(root)
    except LogError as fault:
        return [str(fault)]
    said = [f"{LOG}: line {fault.line} {fault.what}." for fault in found]
    for name, (digest, who) in there.items():
        if name not in logged:
            said.append(f"{LOG}: the release of {name} is not in it.")
        elif logged[name][0] != digest:
            said.append(f"{LOG}: the release of {name} is not the one that was approved.")
        elif logged[name][1] != who:
            said.append(f"{LOG}: {logged[name][1]} approved the release of {name}, not {who}.")
    lost = sorted(set(logged) - set(there))
    return said + [f"{LOG}: the release of {name} was approved and is not there." for name in lost]


def repair(root: Path) -> str:
    """Write the lines that are whole anew, put the old log beside, and add releases that it lost.

    Says what was done. Raises LogError where the key is lost.
    """
    path, key, lines = root / LOG, _key(root), read(root)
    if path.exists() and [*chained_log.faults(path, key)]:
        old, new = path.read_bytes(), path.with_name(f".{LOG}")
        digest = sha256(old).hexdigest()
        for line in lines:
            _append(new, key, **line)
        _append(new, key, act=REPAIRED, release="", by="", sha256=digest)
        private.create(path.with_name(f"{LOG}.torn-{digest[:8]}"), old)
        for end in ("", END):
            new.with_name(new.name + end).replace(path.with_name(path.name + end))
    logged = approvals(root)
    missing = [kept for kept in approved(root) if kept.name not in logged]
    for kept in missing:
        add(root, FOUND, kept.name, kept.approver, kept.digest)
    added = f"; {len(missing)} releases added that were not in it" if missing else ""
    return f"{len(lines)} lines are whole and kept{added}."


def _append(path: Path, key: bytes, **facts: str) -> None:
    at = {"at": datetime.now(UTC).isoformat(timespec="seconds")}
    chained_log.append(path, key, at | facts, force=True)


def _seal(line: dict[str, Any]) -> tuple[str, str]:
    return str(line["sha256"]), str(line["by"])


def _key(root: Path) -> bytes:
    return log_key.of(root / LOG, Settings().audit_key or root / KEY)
