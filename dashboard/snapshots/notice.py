"""Why the last refresh failed: one line that readers see above the last good figures.

The line has a file of its own, laid down full size with the first snapshot and from then on only
written over, so that it can still be written when the disk is full or the folder is locked.
"""

import json
import os
from contextlib import suppress
from pathlib import Path
from textwrap import shorten

from dashboard.records import private, shown

FILE = "refresh.json"
SIZE = 4096
LONGEST = SIZE // 8
"""Characters of a sentence that is not cut: ASCII takes six bytes for most others."""


def put(root: Path, sentence: str) -> None:
    """Leave word of a refresh that failed; where even that cannot be written, say nothing."""
    said = shorten(shown.for_readers(sentence), LONGEST, placeholder=" …")
    _write(root, json.dumps({"failed": said}))


def clear(root: Path) -> None:
    """Take the line away: the last refresh went well."""
    _write(root, "")


def seen(root: Path) -> str | None:
    """Give the sentence that the last refresh left when it failed, or None if it went well."""
    try:
        left = (root / FILE).read_text(encoding="ascii").strip()
        return str(json.loads(left)["failed"]) if left else None
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def _write(root: Path, text: str) -> None:
    try:
        handle = os.open(root / FILE, os.O_WRONLY | os.O_CREAT, private.OWNER)
    except OSError:
        return
    try:
        with suppress(PermissionError):  # it is another's, who may let others read it
            os.fchmod(handle, private.OWNER)
        os.pwrite(handle, text.encode("ascii").ljust(SIZE), 0)
        os.fsync(handle)
    except OSError:
        return
    finally:
        os.close(handle)
