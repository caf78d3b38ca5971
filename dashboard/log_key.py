"""The key of a chained log: made with the log, for its owner only, and never again."""

import os
import secrets
from pathlib import Path
from tempfile import mkstemp

from dashboard.chained_log import LogError

LENGTH = 32


def of(log: Path, key: Path) -> bytes:
    """Read the key of a log; where there is neither yet, make one that only its owner can read.

    Raises LogError where it cannot be used, or where there is a log and no key: with a new one,
    every line that was written would look changed.
    """
    is_new = not log.exists()  # asked before the key: whoever makes both makes the key first
    try:
        if not key.exists():
            if not is_new:
                raise LogError(
                    f"{log.name} has lost its key, {key.name}. Put back the one that it was "
                    "written with: nobody can say without it whether a line was changed."
                )
            log.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            _make(key)
        found = key.read_bytes().strip()
    except OSError as fault:
        raise LogError(f"The key of {log.name} cannot be used: {fault.strerror}.") from fault
    if len(found) < LENGTH:
        raise LogError(f"The key of {log.name} has fewer than {LENGTH} bytes. Make a new one.")
    return found


def _make(key: Path) -> None:
    handle, waiting = mkstemp(dir=key.parent, prefix=f".{key.name}-")  # for its owner only
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_hex(LENGTH))
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(waiting, key)  # whoever makes one first: another process may be at it
    except FileExistsError:
        pass
    finally:
        Path(waiting).unlink()
