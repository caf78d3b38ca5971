"""What checking finds: one sentence for each fault, warning and repair, under a stable name."""

from dataclasses import dataclass
from typing import Any

import polars as pl

from dashboard.records import shown
from dashboard.records.catalogue import CHECKS

ORIGIN = {"source_file": pl.String, "source_row": pl.UInt32}
"""Where a row was read: its file, and its row counted as a spreadsheet counts (header = 1)."""
FAULT = {
    **ORIGIN,
    "check": pl.String,
    "column": pl.String,
    "value": pl.String,
    "fault": pl.String,
}
"""Why a row is not used: the check that it failed, where, and a sentence."""


@dataclass(frozen=True)
class Issue:
    """One thing that a check found: of a whole file, or of `count` cells or rows of it.

    `row`, `column` and `value` name the first of them.
    """

    check: str
    said: str
    file: str = ""
    row: int | None = None
    column: str | None = None
    value: str | None = None
    count: int = 1

    @property
    def sentence(self) -> str:
        """Say where, and what."""
        said = shown.in_short(self.said)
        return f"{self.file}: {said}" if self.file else said

    def as_dict(self) -> dict[str, Any]:
        """Give every part, with the outcome and the remedy that its check always has."""
        check = CHECKS[self.check]
        parts = {name: getattr(self, name) for name in self.__dataclass_fields__}
        return {**parts, "outcome": check.outcome, "remedy": check.remedy}


class RecordsError(Exception):
    """Records that cannot be used as a whole: one sentence that says what, where and what to do."""

    issue: Issue | None = None

    def __init__(self, said: str = "") -> None:
        super().__init__(shown.in_short(shown.for_people(said)))


def rejected(check: str, said: str, file: str = "", **where: Any) -> RecordsError:
    """Make the error that rejects a file: what is wrong, then the remedy that its check has."""
    error = RecordsError(f"{said.strip()} {CHECKS[check].remedy}".strip())
    error.issue = Issue(check, shown.for_people(said.strip()), shown.for_people(file), **where)
    return error


def as_faults(rows: pl.DataFrame) -> pl.DataFrame:
    """Give the columns of faults their kinds."""
    return rows.with_columns(pl.col(column).cast(kind) for column, kind in FAULT.items())


def no_faults() -> pl.DataFrame:
    """Give a frame of faults without rows."""
    return pl.DataFrame(schema=FAULT)


def faults(rows: list[dict[str, Any]]) -> pl.DataFrame:
    """Give a frame of faults; a part that a row lacks is blank."""
    return pl.DataFrame(rows, schema=FAULT)
