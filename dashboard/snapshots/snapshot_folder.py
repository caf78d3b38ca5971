"""The folder that snapshots lie in: what was published when, what readers are given, who may write.

The file `current` names the published snapshots in the order of their publication, one on a line;
the last is the one that readers are given. It is replaced in one step. No clock is asked: what
came later stands further down.
"""

import fcntl
import os
import shlex
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TypeVar

from dashboard.records import shown
from dashboard.records.check import RecordsError
from dashboard.snapshots import looked, notice
from dashboard.snapshots.snapshot import MANIFEST, NAME, PARTIAL, force, write_bytes

POINTER = "current"
LOCK = ".lock"
Found = TypeVar("Found")


class BusyError(RecordsError):
    """Another publisher holds the folder."""


def kept(root: Path) -> list[tuple[date, str]]:
    """List the snapshots of a folder by day, and within a day as they were published."""
    found = [file.parent.name for file in root.glob(f"*/{MANIFEST}")]
    order = {name: place for place, name in enumerate(_pointed(root))}
    named = [(day, order.get(name, -1), name) for name in found if (day := _day(name))]
    return [(day, name) for day, _, name in sorted(named)]


def _day(name: str) -> date | None:
    """Give the day that a snapshot's name begins with, or None for a folder that is no snapshot."""
    try:
        return date.fromisoformat(name[:10]) if NAME.fullmatch(name) else None
    except ValueError:
        return None


def current(root: Path) -> str | None:
    """Name the snapshot that readers are given, or None where the pointer names none that is there.

    Costs one small file, so that it can be asked on every page.
    """
    named = _pointed(root)
    there = named and NAME.fullmatch(named[-1]) and (root / named[-1] / MANIFEST).is_file()
    return named[-1] if there else None


def choose(root: Path, as_at: date | None) -> tuple[str, ...]:
    """Choose the snapshot for a day: the latest at or before it, else the earliest after it.

    Without a day, the one that readers are given. Those before it follow, latest first: what to
    fall back on if it is damaged.
    """
    given = current(root)  # asked first: what is published meanwhile is not missed below
    days = kept(root)
    if not days:
        how = f"--as-at DATE --snapshots {shlex.quote(str(root))}"
        raise RecordsError(
            f"There is no snapshot in {root}. Run visits-dashboard build SOURCE {how}, or "
            f"visits-dashboard import-ofsted FILE {how}, to make one."
        )
    names = [name for _, name in days]
    if as_at is None:
        first = given if given in names else names[-1]
    else:
        first = next((name for day, name in reversed(days) if day <= as_at), _first_day(days))
    return tuple(reversed(names[: names.index(first) + 1]))


def _first_day(days: list[tuple[date, str]]) -> str:
    """Name the last published snapshot of the first day."""
    return [name for day, name in days if day == days[0][0]][-1]


def last_good(
    root: Path, as_at: date | None, name: str | None, open_one: Callable[[str], Found]
) -> tuple[Found, tuple[str, ...]]:
    """Open the snapshot that was named, or the one for a day, or the first before it that is whole.

    Gives what `open_one` gave, and a sentence for each snapshot that it refused. A snapshot that
    is cleared away while it is read was not the last one any more: the choice is made again.
    """
    faults: list[str] = []
    for one in dict.fromkeys([*filter(None, [name]), *choose(root, as_at)]):
        try:
            return open_one(one), tuple(
                f"{shown.for_readers(fault)} The last good figures are shown." for fault in faults
            )
        except RecordsError as fault:
            if (root / one).is_dir():
                faults.append(str(fault))
            elif one == name:
                gone = f"The figures as at {name[:10]} that you had open are no longer kept."
                found, more = last_good(root, as_at, None, open_one)
                return found, (f"{gone} Others are shown.", *more)
            else:
                return last_good(root, as_at, None, open_one)
    raise RecordsError(faults[0])


def troubles(root: Path | None) -> tuple[str, ...]:
    """Say what readers should know is wrong: no refresh, one that failed, or a damaged pointer.

    Costs three small files, so that it can be asked on every page.
    """
    if root is None:
        return ()
    failed = notice.seen(root)
    lost = (
        f"The file {POINTER}, which names the latest figures, is damaged or missing. "
        "The figures of the latest day are shown. Build again to mend it."
    )
    late = looked.overdue(root)
    return (*filter(None, [failed, late]), *(() if current(root) else (lost,)))


def _pointed(root: Path) -> list[str]:
    """Read the names in the pointer, first to last; a pointer that cannot be read has none."""
    try:
        return (root / POINTER).read_text(encoding="utf-8").split()
    except (OSError, UnicodeDecodeError):
        return []


@contextmanager
def publishing(root: Path) -> Iterator[None]:
    """Hold the folder for one publisher, and clear away what one that was killed has left.

    The lock is the operating system's: it goes with the process that holds it, however that ends.
    """
    root.mkdir(parents=True, exist_ok=True)
    with (root / LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as held:
            raise BusyError(
                f"Another build is publishing into {root}. Wait until it has ended and run again."
            ) from held
        _sweep(root)
        yield


def _sweep(root: Path) -> None:
    """Remove unfinished snapshots and pointers; nobody else is writing."""
    for left in root.glob(f"{PARTIAL}*"):
        shutil.rmtree(left)
    for name in (POINTER, looked.FILE):
        for left in root.glob(f".{name}-*"):
            left.unlink()


def point(root: Path, name: str) -> None:
    """Give readers a snapshot, in one step."""
    there = [n for n in _pointed(root) if n != name and (root / n / MANIFEST).is_file()]
    waiting = root / f".{POINTER}-{os.getpid()}"
    write_bytes(waiting, "\n".join([*there, name]).encode())
    waiting.replace(root / POINTER)
    force(root)


def prune(root: Path, keep: int) -> None:
    """Remove what was published before the last `keep`, but never the last one of any day.

    So any day that was ever shown can be shown again as readers last saw it.
    """
    named = [name for name in _pointed(root) if NAME.fullmatch(name)]
    last = set({name[:10]: name for name in named}.values())
    for name in named[: max(len(named) - keep, 0)]:
        if name not in last:
            gone = root / f"{PARTIAL}{name}"
            (root / name).rename(gone)  # in one step: readers see all of it or nothing
            shutil.rmtree(gone)
