"""The tables that a release holds, from `data/released_tables.csv`: nothing else leaves."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from dashboard.measures.definitions import BY_NAME
from dashboard.measures.measure import Count, Measure
from dashboard.records.check import RecordsError
from dashboard.settings import shipped

Limits = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Column:
    """One column of a declared table: a measure, what it is limited to, and its levels."""

    page: str
    table: str
    title: str
    measure: Measure
    limits: Limits
    levels: tuple[str, ...]

    @property
    def series(self) -> tuple[str, ...]:
        """Name the counts that it is made of: its numerator, and its denominator if any."""
        sides = (self.measure.numerator, self.measure.denominator)
        return tuple(series(side, self.limits) for side in sides if side)


def series(count: Count, limits: Limits = ()) -> str:
    """Name a count, so that the same count has the same name in every table."""
    words = sorted(dict((*count.only, *limits)).items())
    return "; ".join([f"{count.table}.{count.column}", *(f"{k}={v}" for k, v in words)])


@cache
def declared() -> tuple[Column, ...]:
    """Read what is declared, in the order in which it is shown and in which it is given."""
    path = shipped("data") / "released_tables.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return columns(csv.DictReader(file))


def columns(rows: Iterable[dict[str, str]]) -> tuple[Column, ...]:
    """Read columns, refusing a level at which the measure may not leave."""
    found = []
    for row in rows:
        name, word = row["limited_to"].partition("=")[::2]
        measure, levels = BY_NAME[row["measure"]], tuple(row["levels"].split())
        if not levels or not set(levels) <= set(measure.leaves):
            may = ", ".join(measure.leaves) or "nowhere"
            raise RecordsError(
                f"{measure.name} is declared for {', '.join(levels) or 'no level'} and may leave: "
                f"{may}. Mend released_tables.csv, or what the measure says of itself."
            )
        limits = ((name, word),) if word else ()
        found.append(Column(row["page"], row["table"], row["title"], measure, limits, levels))
    return tuple(found)
