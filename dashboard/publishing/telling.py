"""Word for readers of a refresh that failed."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from dashboard.records import faults
from dashboard.records.check import RecordsError
from dashboard.snapshots import notice, snapshot_folder


@contextmanager
def telling(root: Path, as_at: date) -> Iterator[None]:
    """Leave word for readers of a fault that ends the block; a busy folder is none."""
    try:
        with faults.in_words("The refresh"):
            yield
    except snapshot_folder.BusyError:
        raise
    except RecordsError as fault:
        faults.keep(root, fault)
        tell(root, as_at, str(fault))
        raise


def tell(root: Path, as_at: date, why: str) -> None:
    """Leave word for readers that the refresh for a day failed, and why, if there are any."""
    if snapshot_folder.kept(root):
        notice.put(root, f"The refresh for {as_at} failed: {why} The last good figures are shown.")
