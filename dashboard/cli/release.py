"""Say what Ofsted's files tell of: their days, and the settings open on the day of the figures."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from dashboard.records.intake import Intake


def as_dict(taken: Intake, as_at: date) -> dict[str, Any]:
    """Give the files with their days, and the settings open on a day by type and by region."""
    files = [
        {
            "file": told.file,
            "kind": told.kind,
            "title": told.title,
            "first_day": told.first_day and told.first_day.isoformat(),
            "last_day": told.last_day and told.last_day.isoformat(),
            "told_by": told.told_by,
        }
        for told in taken.files
    ]
    parts = {column: _counted(taken, as_at, column) for column in ("setting_type", "region")}
    return {"files": files, "open": parts}


def said(taken: Intake, as_at: date, left: Sequence[Path] = ()) -> Iterator[str]:
    """Say which days each file tells of, and how many settings are open by type and region.

    `left` are files beside them that hold no table of Ofsted's.
    """
    for path in left:
        yield f"{path.name} is not used: it holds no table that is known of Ofsted's."
    for told in taken.files:
        days = _days(told.first_day, told.last_day)
        yield f"{told.file}: {told.kind}, {days}{_by(told.told_by)}."
    for column in ("setting_type", "region"):
        counted = _counted(taken, as_at, column)
        listed = ", ".join(f"{name} {count:,}" for name, count in counted.items())
        yield f"Open on {as_at}: {sum(counted.values()):,} settings ({listed})."


def _days(first: date | None, last: date | None) -> str:
    if first is None or last is None:
        return "of no day that it tells"
    return f"of {first}" if first == last else f"of {first} to {last}"


def _by(told_by: str) -> str:
    return f", as its {told_by} {'say' if told_by.endswith('s') else 'says'}"


def _counted(taken: Intake, as_at: date, column: str) -> dict[str, int]:
    """Count the settings open on a day by type or by region, most first."""
    areas = taken.records["local_authorities"].select("la_code", "region")
    here = taken.records["settings"].filter(
        pl.col("registered_on").is_null() | (pl.col("registered_on") <= as_at),
        pl.col("closed_on").is_null() | (pl.col("closed_on") > as_at),
    )
    counted = here.join(areas, on="la_code", how="left")[column].cast(pl.String).value_counts()
    return dict(counted.sort("count", column, descending=[True, False]).iter_rows())
