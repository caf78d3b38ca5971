"""What stands in for a figure that may not be given outside, and for the records behind figures."""

from collections.abc import Collection, Iterator, Mapping

import polars as pl

from dashboard.measures.measure import Measure
from dashboard.measures.trust import WithheldError

HIDDEN = "hidden"
"""The column of an answer that says which of its figures are hidden."""

SO_FEW = "So few would tell of single settings, or could be used to work out another hidden figure."
OTHERWISE = (
    "Outside the inspectorate concerns, findings and enforcement are given only for England and "
    "the Ofsted regions, for all providers together and the whole period, so that no two figures "
    "tell a third."
)
UNPROVEN = (
    "We could not prove that nothing hidden can be worked out, or not log what is released, so "
    "nothing of it is given."
)
UNDECLARED = "Only the tables declared for the public are given."
RECORDS = "What is about single settings or visits is not shown outside the inspectorate."


class HiddenError(WithheldError):
    """A figure, or all that comes from single records, that may not be given in this mode."""

    def __init__(self, measure: Measure | None, why: str) -> None:
        name = f": {measure.label.lower()} ({measure.name})" if measure else ""
        ValueError.__init__(self, f"Hidden{name}. {why}")
        self.hidden_measure, self.why = measure, why


class Closed(Mapping[str, pl.DataFrame]):
    """Tables of which only some may be read; the others are there, and say that they are hidden."""

    def __init__(self, tables: Mapping[str, pl.DataFrame], readable: Collection[str]) -> None:
        self._names = tuple(tables)
        self._tables = {name: table for name, table in tables.items() if name in readable}

    def __getitem__(self, name: str) -> pl.DataFrame:
        if name in self._names and name not in self._tables:
            raise HiddenError(None, RECORDS)
        return self._tables[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def __contains__(self, name: object) -> bool:
        return name in self._names
