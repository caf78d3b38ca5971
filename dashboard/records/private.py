"""Write small files that only their owner can read: they tell of records."""

import os
from pathlib import Path

OWNER = 0o600


def create(path: Path, content: bytes, mode: int = OWNER) -> None:
    """Write a file, for its owner alone unless it has another mode, and force it to disk."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    with os.fdopen(handle, "wb") as file:
        os.fchmod(file.fileno(), mode)
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def replace(path: Path, content: bytes) -> None:
    """Put a file in the place of another in one step: readers see the one or the other."""
    waiting = path.with_name(f".{path.name}-{os.getpid()}")
    create(waiting, content)
    waiting.replace(path)
