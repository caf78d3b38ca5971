"""The sets of authorities that there have been, and the days on which each was the right one."""

import csv
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from dashboard.settings import shipped

SOURCE = (
    "Office for National Statistics licensed under the Open Government Licence v.3.0. Contains OS "
    "data © Crown copyright and database right 2024. Boundaries simplified and dissolved."
)
"""Where the names and shapes of areas are from, as it must be said with them."""


@dataclass(frozen=True)
class Vintage:
    """A set of local authorities, the days on which it was the right one, and their number."""

    name: str
    first_day: date
    last_day: date | None
    count: int


def _listed() -> tuple[Vintage, ...]:
    """Read the vintages, earliest first; each ends on the day before the next begins."""
    with (shipped("geo") / "vintages.csv").open(encoding="utf-8", newline="") as lines:
        rows = [*csv.DictReader(lines)]
    days = [date.fromisoformat(row["first_day"]) for row in rows]
    ends = [after - timedelta(days=1) for _, after in pairwise(days)]
    return tuple(
        Vintage(row["vintage"], first, last, int(row["authorities"]))
        for row, first, last in zip(rows, days, [*ends, None], strict=True)
    )


VINTAGES = _listed()


def vintage_on(day: date) -> str:
    """Name the set of authorities that was right on a day."""
    for vintage in reversed(VINTAGES):
        if day >= vintage.first_day:
            return vintage.name
    first = written(VINTAGES[0].first_day)
    raise ValueError(
        f"No set of authorities for {written(day)}: the first begins on {first}. Choose that day "
        "or a later one."
    )


def days_of(vintage: str) -> str:
    """Say which days a vintage covers, to follow the word authorities."""
    chosen = next(v for v in VINTAGES if v.name == vintage)
    first = written(chosen.first_day)
    return f"of {first} to {written(chosen.last_day)}" if chosen.last_day else f"from {first}"


def written(day: date) -> str:
    """Write a day as readers do: 1 April 2021."""
    return f"{day.day} {day:%B %Y}"
