"""The one boundary at which whatever goes wrong with records becomes a sentence.

A fault that nobody foresaw is told in words that anybody may read; its traceback is kept for
whoever looks after the dashboard, and holds no secret.
"""

import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import polars as pl

from dashboard.records import private, shown
from dashboard.records.issues import RecordsError
from dashboard.settings import SettingError

LOG = "refresh.log"
LARGEST = 1 << 20
UNFORESEEN = (Exception, pl.exceptions.PanicException)


class UnforeseenError(RecordsError):
    """A fault that nobody foresaw, in words; `__cause__` is the fault itself."""


@contextmanager
def in_words(what: str) -> Iterator[None]:
    """Turn whatever fails in the block into a RecordsError that says what could not be done."""
    try:
        yield
    except (RecordsError, SettingError):
        raise
    except UNFORESEEN as fault:
        raise UnforeseenError(_said(what, fault)) from fault


def _said(what: str, fault: BaseException) -> str:
    if isinstance(fault, OSError) and fault.filename:
        return f"{Path(str(fault.filename)).name} cannot be used: {fault.strerror}."
    if isinstance(fault, MemoryError | RecursionError):
        return f"{what} could not be read: it is too large or too deeply nested. Make it simpler."
    return (
        f"{what} could not be read, for a reason that this dashboard does not know "
        f"({type(fault).__name__}). Tell whoever looks after it: refresh.log, beside the "
        "snapshots, has more."
    )


def keep(root: Path, fault: RecordsError) -> None:
    """Add the traceback of an unforeseen fault to the log of refreshes, for its owner alone."""
    if not isinstance(fault, UnforeseenError):
        return
    written = shown.for_people("".join(traceback.format_exception(fault))).encode()
    try:
        kept = (root / LOG).read_bytes() if (root / LOG).is_file() else b""
        private.create(root / LOG, (kept + written)[-LARGEST:])
    except OSError:
        return
