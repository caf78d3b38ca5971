"""Count what a release rests on: the counts to be rounded, by region, and coverage in full."""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from dashboard.disclosure import known
from dashboard.disclosure.declared import Column
from dashboard.disclosure.system import By
from dashboard.measures import Selection, Store, selection
from dashboard.measures.definitions.coverage import COVERAGE
from dashboard.measures.measure import AUTHORITY, ENGLAND, EVERYWHERE, REGION

Row = tuple[str, str, str, int, int]
"""A level, the code and the name of an area, and n of N."""


@dataclass(frozen=True)
class Counted:
    """The true counts by name and region, and coverage for each area of each level."""

    counts: dict[str, By]
    coverage: tuple[Row, ...]

    @property
    def visited(self) -> By:
        """Give the settings visited in each region."""
        return {name: n for level, _, name, n, _ in self.coverage if level == REGION}


def counted(store: Store, columns: Sequence[Column]) -> Counted:
    """Count everything for all providers and the whole period from the latest start.

    Raises WithheldError where a figure is being checked: nothing of a doubtful count leaves.
    """
    regions = store.authorities["region"].cast(pl.String).unique(maintain_order=True).to_list()
    asked = dict.fromkeys((*known.COUNTED, *((c.measure, c.limits) for c in columns)))
    found: dict[str, By] = {}
    for measure, limits in asked:
        if measure.sensitive:
            table = store.ask(measure, Selection(), ["region"], **dict(limits))
            one = Column("", "", "", measure, limits, ())
            for side, name in zip(("numerator", "denominator"), one.series, strict=False):
                if table[side].count():
                    told = dict(table.select(pl.col("region").cast(str), side).iter_rows())
                    found[name] = {region: int(told.get(region) or 0) for region in regions}
    return Counted(found, tuple(_coverage(store)))


def _coverage(store: Store) -> list[Row]:
    names = dict(store.authorities.select("la_code", "la_name").iter_rows())
    found: list[Row] = []
    for level, by in ((ENGLAND, ()), (REGION, ("region",)), (AUTHORITY, ("la_code",))):
        table = store.ask(COVERAGE, Selection(), by)
        if not table["numerator"].count():
            return []
        for row in table.iter_rows(named=True):
            code = str(row[by[0]]) if by else selection.ENGLAND
            name = names.get(code, code)
            n, total = int(row["numerator"] or 0), int(row["denominator"] or 0)
            found.append((level, code if level == AUTHORITY else "", name, n, total))
    return sorted(found, key=lambda row: (EVERYWHERE.index(row[0]), row[2]))
