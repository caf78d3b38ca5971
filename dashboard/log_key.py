"""The key of a chained log: made with the log, for its owner only, and never again."""

import os
import secrets
from pathlib import Path
from tempfile import mkstemp

from dashboard.chained_log import LogError, is_written_with

LENGTH = 32
PUT_BACK = "Put back the one that it was written with"


def of(log: Path, key: Path) -> bytes:
    """Read the key of a log; where there is neither yet, make one that only its owner can read.

    Raises LogError where it cannot be used, or where there is a log and its key is lost, shortened
    or another: with a new one, every line that was written would look changed.
    """
    is_new = not log.exists()  # asked before the key: whoever makes both makes the key first
    try:
        if not key.exists():
            if not is_new:
                raise LogError(
                    f"{log.name} has lost its key, {key.name}. {PUT_BACK}: nobody can say without "
                    "it whether a line was changed."
                )
            log.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            _make(key)
        found = key.read_bytes().strip()
        if len(found) < LENGTH:
            advice = "Make a new one" if is_new else PUT_BACK
            raise LogError(f"The key of {log.name} has fewer than {LENGTH} bytes. {advice}.")
        if not is_new and not is_written_with(log, found):
            raise LogError(
                f"No line of {log.name} was written with its key, {key.name}. {PUT_BACK}; if it is "
                "that one, the log was written anew."
            )
    except OSError as fault:
        raise LogError(f"The key of {log.name} cannot be used: {fault.strerror}.") from fault
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
