"""What became of the rows that were read for one table."""

from dataclasses import dataclass, field
from typing import Any

import polars as pl

from dashboard.records.issues import no_faults

ORPHANS = ("key-unknown", "area-code-split", "area-unknown", "area-ambiguous")
"""The checks that find a row of nothing that there is."""


@dataclass(frozen=True)
class Account:
    """What became of the rows read for one table.

    `set_aside` has file, row, fault and its check; `passed` the same for rows that are no record
    of their own: blanks, totals, repeats and earlier versions. Where several rows tell of one
    thing, `joined` are those beyond the first; `brought` are things of which no row tells.
    """

    read: int
    set_aside: pl.DataFrame
    passed: pl.DataFrame = field(default_factory=no_faults)
    joined: int = 0
    brought: int = 0

    @property
    def kept(self) -> int:
        """Count the rows that are used."""
        return self.read - self.set_aside.height - self.passed.height

    def as_dict(self) -> dict[str, Any]:
        """Say it in numbers: read, kept, set aside and passed over, and how many for each fault."""
        return {
            "read": self.read,
            "kept": self.kept,
            "set_aside": self.set_aside.height,
            "orphans": self.set_aside["check"].is_in(ORPHANS).sum(),
            "passed_over": self.passed.height,
            "joined": self.joined,
            "brought": self.brought,
            "reasons": _counted(self.set_aside),
            "no_records": _counted(self.passed),
        }


def _counted(rows: pl.DataFrame) -> dict[str, int]:
    counts = rows.group_by("fault").len()
    return dict(counts.sort("len", "fault", descending=[True, False]).iter_rows())
