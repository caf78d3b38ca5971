"""The folder of releases: drafts, and approved releases that never change and are never pruned.

    FOLDER/2020-12-07/public/…       what leaves, and all that a server gives
    FOLDER/2020-12-07/release.json   what it tells, who made it, and the hash of every file
    FOLDER/2020-12-07/counts.json    the true counts that it rests on, for later audits
    FOLDER/2020-12-07/approval.json  who approved it
    FOLDER/drafts/2020-12-07/        the same before it is approved; FOLDER/releases.jsonl, the log

All but `public` is readable by its owner only.
"""

import fcntl
import json
import re
import shlex
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any

from dashboard.chained_log import END
from dashboard.disclosure.names import is_same
from dashboard.disclosure.release import Release, as_json, read
from dashboard.disclosure.system import Day
from dashboard.records import private
from dashboard.records.check import RecordsError

RELEASE, COUNTS, APPROVAL = "release.json", "counts.json", "approval.json"
PUBLIC, DRAFTS, LOG = "public", "drafts", "releases.jsonl"
NAME = re.compile(r"\d{4}-\d\d-\d\d")
OPEN = 0o644


@dataclass(frozen=True)
class Kept:
    """A release or a draft as it lies in its folder."""

    path: Path

    @property
    def name(self) -> str:
        """Name the release by its day."""
        return self.path.name

    @cached_property
    def told(self) -> dict[str, Any]:
        """Read what it tells of itself."""
        return _json(self.path / RELEASE)

    @property
    def release(self) -> Release:
        """Give what may be written of it."""
        release: Release = read(Release, self.told["release"])
        return release

    @property
    def maker(self) -> str:
        """Say who made it."""
        return str(self.told["made_by"])

    @property
    def day(self) -> Day:
        """Give what an audit needs of it, with its true counts."""
        day: Day = read(Day, _json(self.path / COUNTS))
        return day

    @property
    def is_counted(self) -> bool:
        """Say whether the counts that it rests on are there as they were made."""
        file = self.path / COUNTS
        return file.is_file() and sha256(file.read_bytes()).hexdigest() == self.told["counts"]

    @property
    def digest(self) -> str:
        """Give the hash of its manifest, which holds those of its files."""
        return sha256((self.path / RELEASE).read_bytes()).hexdigest()

    @property
    def approver(self) -> str:
        """Say who approved it."""
        return str(_json(self.path / APPROVAL)["by"])

    @property
    def is_approved(self) -> bool:
        """Say whether its manifest is as it was approved, by another than its maker."""
        try:
            approval = _json(self.path / APPROVAL)
            by = str(approval.get("by") or self.maker)
            return bool(approval.get("sha256") == self.digest and not is_same(by, self.maker))
        except (RecordsError, OSError, KeyError, AttributeError):
            return False

    @property
    def files(self) -> Mapping[str, str]:
        """Give the hash of every file that leaves, by its place."""
        files: Mapping[str, str] = self.told["files"]
        return files

    def content(self, place: str) -> bytes | None:
        """Give a file that leaves, if it is one of the release and as it was made."""
        if place not in self.files or not is_safe(place):
            return None
        file = self.path / PUBLIC / place
        content = file.read_bytes() if file.is_file() else b""
        return content if sha256(content).hexdigest() == self.files[place] else None


def is_safe(place: str) -> bool:
    """Say whether the place of a file stays within its folder."""
    parts = PurePosixPath(place).parts
    return bool(parts) and not place.startswith("/") and ".." not in parts


def _json(path: Path) -> dict[str, Any]:
    try:
        told: dict[str, Any] = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError) as fault:
        raise RecordsError(f"{path} cannot be read: {fault}.") from fault
    return told


def days(root: Path | None) -> list[Path]:
    """List the folders of releases, first to last."""
    if root is None or not root.is_dir():
        return []
    return sorted(path for path in root.iterdir() if NAME.fullmatch(path.name) and path.is_dir())


def approved(root: Path | None) -> list[Kept]:
    """List the releases of a folder that are as they were approved, first to last."""
    return [kept for kept in map(Kept, days(root)) if kept.is_approved]


def every(root: Path) -> list[Kept]:
    """List all releases, for audits; raises RecordsError where one is damaged or its counts are."""
    found = approved(root)
    if len(found) < len(days(root)) or not all(kept.is_counted for kept in found):
        raise RecordsError(
            f"A release in {root} is damaged, so nothing can be audited with it. Put it back from "
            f"a copy: visits-dashboard release --verify --to {shlex.quote(str(root))} says which."
        )
    return found


def draft(root: Path, day: date) -> Kept | None:
    """Give the draft of a day, if there is one."""
    path = root / DRAFTS / day.isoformat()
    return Kept(path) if (path / RELEASE).is_file() else None


@contextmanager
def alone(root: Path) -> Iterator[None]:
    """Let nobody else change the folder meanwhile, in this process or another."""
    root.mkdir(parents=True, exist_ok=True)
    with (root / ".lock").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as fault:
            raise RecordsError(f"Somebody else is at work in {root}. Try again later.") from fault
        for left in (root / DRAFTS).glob(".*"):  # of who was killed at work
            shutil.rmtree(left, ignore_errors=True)
        for left in (*root.glob(".releases.*"), *root.glob(f"{LOG}{END}.*")):
            left.unlink()
        yield


def lay_down(
    root: Path, release: Release, day: bytes, files: Mapping[str, bytes], made_by: str, of: str
) -> Kept:
    """Write a draft whole beside its place, and then put it there, in place of an earlier one."""
    place = root / DRAFTS / release.name
    made = place.with_name(f".{release.name}")
    shutil.rmtree(made, ignore_errors=True)
    hashes = {name: sha256(content).hexdigest() for name, content in sorted(files.items())}
    told = {
        "release": release,
        "made_by": made_by,
        "snapshot": of,
        "after": [kept.digest for kept in approved(root)],
        "counts": sha256(day).hexdigest(),
        "files": hashes,
    }
    try:
        for name, content in files.items():
            file = made / PUBLIC / name
            file.parent.mkdir(parents=True, exist_ok=True)
            private.create(file, content, OPEN)
        private.create(made / COUNTS, day)
        private.create(made / RELEASE, as_json(told))
        shutil.rmtree(place, ignore_errors=True)
        made.rename(place)
    except OSError:
        shutil.rmtree(made, ignore_errors=True)
        raise
    return Kept(place)
