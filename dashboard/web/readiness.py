"""Whether there are records to show, and whether they are fresh: what a load balancer asks."""

from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from dashboard.disclosure import whole
from dashboard.records.check import RecordsError
from dashboard.settings import INTERNAL, Settings
from dashboard.snapshots import looked, snapshot, snapshot_folder

UNREADABLE = "The records cannot be read."
DAMAGED = "The latest figures are damaged: earlier ones are shown."
VERSION = version("visits-dashboard")


def has_records(root: Path | None) -> bool:
    """Say whether any snapshot can be shown: the one that readers are given, or one before it."""
    return root is None or any(_is_whole(root, name) for name in _names(root))


def faults(root: Path | None) -> tuple[str, ...]:
    """Say what keeps a server from giving fresh figures; nothing where it can."""
    if root is None:
        return ()
    names = _names(root)
    if not names or not has_records(root):
        return (UNREADABLE,)
    damaged = () if _is_whole(root, names[0]) else (DAMAGED,)
    return (*damaged, *filter(None, [looked.overdue(root)]))


def state() -> dict[str, Any]:
    """Give what is asked of a server that is to serve: whether it can, why not, and with what.

    One for outside serves approved releases and nothing else.
    """
    settings = Settings()
    if settings.mode != INTERNAL:
        wrong, _ = whole.standing(settings.releases)
        why = tuple(filter(None, [wrong]))
        return {"ready": not why, "why": why}
    root = settings.snapshots
    why = faults(root)
    names = _names(root) if root else ()
    return {"ready": not why, "why": why, "snapshot": names[0] if names else None}


def _names(root: Path) -> tuple[str, ...]:
    try:
        return snapshot_folder.choose(root, None)
    except (RecordsError, OSError):
        return ()


def _is_whole(root: Path, name: str) -> bool:
    """Say whether every file is as its snapshot says; read again only after one has changed."""
    try:
        files = sorted((root / name).iterdir())
        stats = [(file.name, file.stat()) for file in files]
    except OSError:
        return False
    seen = tuple((file, s.st_size, s.st_mtime_ns, s.st_ctime_ns) for file, s in stats)
    return _verified(root, name, seen)


@lru_cache(maxsize=64)
def _verified(root: Path, name: str, seen: tuple[Any, ...]) -> bool:
    return bool(seen) and snapshot.is_whole(root, name)
