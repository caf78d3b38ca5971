"""Sign-ins that were ended by their reader: a cookie that was copied before lets nobody in after.

They stand in a file beside the log of access, as keyed hashes, so that every server of one address
knows of them; each is dropped once the sign-in would have ended by itself.
"""

import fcntl
import hashlib
import hmac
import json
import os
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from dashboard.access.log import key_of
from dashboard.chained_log import OWNER_ONLY, LogError

FILE = "ended"
CLAIMS = ("sub", "iat", "exp", "nonce", "sid")
"""What tells one sign-in of a person from another."""


def end(folder: Path, claims: Mapping[str, Any], now: datetime, hours: int) -> None:
    """End a sign-in for every server; raises LogError where it cannot be kept."""
    path = _path(folder)
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, OWNER_ONLY)
        with os.fdopen(handle, "r+", encoding="ascii") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            left = [line for line in file if float(line.split()[1]) > now.timestamp()]
            until = (now + timedelta(hours=hours)).timestamp()
            file.seek(0)
            file.truncate()
            file.writelines([*left, f"{_mark(folder, claims)} {until:.0f}\n"])
    except (OSError, ValueError, IndexError) as fault:
        raise LogError("That a sign-in was ended cannot be kept.") from fault


def has_ended(folder: Path, claims: Mapping[str, Any]) -> bool:
    """Say whether a sign-in was ended by its reader."""
    path = _path(folder)
    try:
        state = path.stat()
    except FileNotFoundError:
        return False
    return _mark(folder, claims) in _marks(path, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=2)
def _marks(path: Path, *_: int) -> frozenset[str]:
    return frozenset(line.split()[0] for line in path.read_text("ascii").splitlines() if line)


def _mark(folder: Path, claims: Mapping[str, Any]) -> str:
    said = json.dumps([claims.get(name) for name in CLAIMS], default=str)
    return hmac.new(key_of(folder), f"ended {said}".encode(), hashlib.sha256).hexdigest()


def _path(folder: Path) -> Path:
    return folder / FILE
