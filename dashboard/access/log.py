"""The log of who did what: pseudonyms, pages, files and refreshes, and no value of any record."""

import hashlib
import hmac
import os
import secrets
from datetime import UTC, datetime
from pathlib import Path

from dashboard import chained_log
from dashboard.access.scope import Scope
from dashboard.chained_log import LogError
from dashboard.settings import SettingError, Settings

FILE, KEY = "access.jsonl", "access.key"
SIGNED_IN, PAGE, TAKEN, REFUSED = "sign-in", "page", "file", "refused"
REFRESH, OVERRIDE, RELEASE = "refresh", "override", "release"
KEPT_AT_ONCE = (SIGNED_IN, TAKEN, REFRESH, OVERRIDE, RELEASE)
"""What is on the disk before it goes on."""
KEY_LENGTH = 32

Fact = str | int | list[str]


def record(what: str, who: str = "", **facts: Fact) -> None:
    """Log that somebody did something, where an installation has a log.

    `who` is told as a keyed hash. Raises LogError where it cannot be logged: then it is not done.
    """
    folder = Settings().audit
    if folder is None:
        return
    key = key_of(folder)
    line = {"at": datetime.now(UTC).isoformat(timespec="seconds"), "what": what, **facts}
    if who:
        line["who"] = hmac.new(key, who.encode(), hashlib.sha256).hexdigest()[:20]
    chained_log.append(folder / FILE, key, line, force=what in KEPT_AT_ONCE)


def key_of(folder: Path) -> bytes:
    """Read the key of the log, or make one that only its owner can read."""
    path = Settings().audit_key or folder / KEY
    try:
        if not path.exists():
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            _make(path)
        key = path.read_bytes().strip()
    except OSError as fault:
        raise LogError(f"The key of the log cannot be used: {fault.strerror}.") from fault
    if len(key) < KEY_LENGTH:
        raise SettingError(f"The key of the log has fewer than {KEY_LENGTH} bytes. Make a new one.")
    return key


def _make(path: Path) -> None:
    waiting = path.with_name(f"{path.name}.{os.getpid()}")
    handle = os.open(waiting, os.O_WRONLY | os.O_CREAT | os.O_EXCL, chained_log.OWNER_ONLY)
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_hex(KEY_LENGTH))
    try:
        os.link(waiting, path)  # whoever makes one first: another process may be at it
    except FileExistsError:
        pass
    finally:
        waiting.unlink()


def mark(scope: Scope) -> str:
    """Give a short name of a scope that is the same for the same scope."""
    return hashlib.sha256(repr(scope).encode()).hexdigest()[:12]
