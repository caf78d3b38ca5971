"""The log of who did what: pseudonyms, pages, files and refreshes, and no value of any record."""

import hashlib
import hmac
from datetime import UTC, datetime
from pathlib import Path

from dashboard import chained_log, log_key
from dashboard.access.scope import Scope
from dashboard.settings import Settings

FILE, KEY = "access.jsonl", "access.key"
SIGNED_IN, PAGE, TAKEN = "sign-in", "page", "file"
REFRESH, OVERRIDE, RELEASE = "refresh", "override", "release"
NOT_LOGGED = (
    "This is not given now, because it could not be logged. Tell whoever looks after this "
    "dashboard."
)
KEPT_AT_ONCE = (SIGNED_IN, TAKEN, REFRESH, OVERRIDE, RELEASE)
"""What is on the disk before it goes on."""

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
    """Read the key of the log of a folder; it is made with the log."""
    return log_key.of(folder / FILE, Settings().audit_key or folder / KEY)


def mark(scope: Scope) -> str:
    """Give a short name of a scope that is the same for the same scope."""
    return hashlib.sha256(repr(scope).encode()).hexdigest()[:12]
