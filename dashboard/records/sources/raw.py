"""What every reader gives: one table as its source has it, before any of it is judged."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from dashboard.records.issues import Issue, faults, no_faults, rejected

CONTROL = r"[\x00-\x08\x0b\x0c\x0e-\x1f]"
CELL_FAULT = {
    "source_row": pl.UInt32,
    "place": pl.Int64,
    "check": pl.String,
    "value": pl.String,
}
"""A cell that holds no value to read: its row, its column by place, and why."""


def no_cells() -> pl.DataFrame:
    """Give a frame of faulty cells without rows."""
    return pl.DataFrame(schema=CELL_FAULT)


@dataclass(frozen=True)
class Raw:
    """A table as it was read: headings, rows by place ("0", "1"…) with `source_row`.

    `refused` holds rows that are no whole rows, `passed` rows of blanks, `cells` the cells that
    hold no value. With `native_dates` a date may be a cell of that kind, whatever form text has;
    `beyond` names, by place, the kinds of columns in which nothing of ours can be.
    `day_zero` is the day that a number counts from where numbers may stand for dates.
    """

    label: str
    headings: tuple[str, ...]
    rows: pl.DataFrame
    refused: pl.DataFrame = field(default_factory=no_faults)
    passed: pl.DataFrame = field(default_factory=no_faults)
    cells: pl.DataFrame = field(default_factory=no_cells)
    issues: tuple[Issue, ...] = ()
    native_dates: bool = False
    day_zero: str | None = None
    beyond: Mapping[int, str] = field(default_factory=dict)


def from_columns(label: str, frame: pl.DataFrame, first_row: int = 2) -> Raw:
    """Take a frame whose columns are the headings, as a database or Parquet gives it."""
    headings = tuple(frame.columns)
    places = frame.rename({name: str(place) for place, name in enumerate(headings)})
    refuse_control(label, places, headings)
    return Raw(
        label,
        headings,
        places.with_columns(
            source_row=pl.int_range(first_row, pl.len() + first_row, dtype=pl.UInt32)
        ),
        native_dates=True,
    )


def refuse_control(label: str, rows: pl.DataFrame, headings: Sequence[str]) -> None:
    """Reject a table in which some text holds a character that no text may hold."""
    for place, kind in rows.schema.items():
        if kind == pl.String and rows[place].str.contains(CONTROL).any():
            raise rejected(
                "control-character",
                f"{label}: column {headings[int(place)]} holds a control character.",
                label,
                column=headings[int(place)],
            )


def blank_rows(label: str, rows: Sequence[int]) -> pl.DataFrame:
    """Give rows of blanks as rows that are passed over."""
    said = {"source_file": label, "check": "row-blank", "fault": "the row is blank"}
    return faults([{**said, "source_row": row} for row in rows])
