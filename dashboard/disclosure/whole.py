"""Whether releases are as they were approved: what is damaged is not given, and that is said."""

from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from dashboard.disclosure.folder import Kept, approved, days

NONE = "There is no approved release to show."
DAMAGED = "The release of {} is damaged and is not given. Tell whoever looks after this dashboard."


def standing(root: Path | None) -> tuple[str, Kept | None]:
    """Say why the latest release is not given, or nothing, and give the latest that is whole."""
    lying = days(root)
    found = next((kept for kept in reversed(approved(root)) if is_whole(kept)), None)
    if not lying:
        return NONE, None
    last = lying[-1].name
    return "" if found and found.name == last else damaged(last), found


def damaged(name: str) -> str:
    """Say that a release is damaged."""
    return DAMAGED.format(f"{date.fromisoformat(name):%-d %B %Y}")


def is_whole(kept: Kept) -> bool:
    """Say whether every file that leaves is as it was; read again only after one has changed."""
    try:
        stats = [(file, file.stat()) for file in sorted(kept.path.rglob("*"))]
        seen = tuple((f, s.st_size, s.st_mtime_ns, s.st_ctime_ns) for f, s in stats)
        return _verified(kept, seen)
    except OSError:
        return False


@lru_cache(maxsize=64)
def _verified(kept: Kept, _: tuple[Any, ...]) -> bool:
    return all(kept.content(place) is not None for place in kept.files)
