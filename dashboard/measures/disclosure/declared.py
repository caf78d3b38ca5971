"""The tables declared for those outside, in `data/released_tables.csv`: nothing else is drawn.

In *public* nothing else can be asked for either; *share* has besides whatever is not sensitive.
"""

import csv
from dataclasses import dataclass
from functools import cache

from dashboard.measures.definitions import BY_NAME
from dashboard.measures.disclosure.shape import Limits
from dashboard.measures.measure import Measure
from dashboard.settings import shipped


@dataclass(frozen=True)
class Declared:
    """One column of a declared table: a measure, given for England and every Ofsted region."""

    page: str
    table: str
    title: str
    measure: Measure
    limits: Limits
    modes: tuple[str, ...]


@cache
def declared(mode: str) -> tuple[Declared, ...]:
    """Read what is declared for a mode, in the order in which it is shown."""
    path = shipped("data") / "released_tables.csv"
    with path.open(encoding="utf-8", newline="") as file:
        every = [_declared(row) for row in csv.DictReader(file)]
    return tuple(one for one in every if mode in one.modes)


def _declared(row: dict[str, str]) -> Declared:
    column, _, word = row["limited_to"].partition("=")
    limits = ((column, word),) if word else ()
    measure, modes = BY_NAME[row["measure"]], tuple(row["modes"].split())
    return Declared(row["page"], row["table"], row["title"], measure, limits, modes)
