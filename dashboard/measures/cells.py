"""The cells of the cube as whole numbers: an engine groups and sorts by one number, not ten words.

Each key of a table is an axis whose values are numbered in their order; all that is known of a
setting is one axis, `who`. The number of a cell is made of the numbers on its axes as a time is
of hours, minutes and seconds, so cells in the order of their numbers are in the order of their
keys.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import prod
from typing import Any

import narwhals as nw
import polars as pl

from dashboard.measures.shape import AREAS, COUNTS, KEYS, TYPES, WHO
from dashboard.records import words

NUMBERED = ("who", "stage", "since", "week", "last_seen")
"""Axes that the frames to count hold as numbers already; others are words."""


def axes_of(table: str) -> tuple[str, ...]:
    """Name the axes of a table in the order of its keys, with one for all of `WHO`."""
    return tuple(dict.fromkeys("who" if key in WHO else key for key in KEYS[table]))


@dataclass(frozen=True)
class Axes:
    """What the numbers of cells stand for: the values on each axis, in the order of their numbers.

    An axis that is not in `values` has the words of its type, blanks as the last of them.
    """

    values: Mapping[str, pl.DataFrame]

    def count(self, table: str, rows: nw.LazyFrame[Any], **totals: nw.Expr) -> nw.LazyFrame[Any]:
        """Plan the counts of the rows in each cell of a table: cell, and the totals."""
        numbered = rows.with_columns(cell=self._number(axes_of(table)))
        return numbered.group_by("cell").agg(**totals)

    def fold(self, part: str, whole: str) -> int:
        """Count the cells of one table that are one cell of another, which has its first axes."""
        return prod(map(self._size, axes_of(whole)[len(axes_of(part)) :]))

    def named(self, table: str, counted: pl.DataFrame) -> pl.DataFrame:
        """Put the keys of a table's cells and their areas beside their counts, in order."""
        ordered = counted.sort("cell")
        left, found = ordered["cell"], []
        for axis in reversed(axes_of(table)):
            size = self._size(axis)
            found.append(self._values(axis)[left % size])
            left = left // size
        keys = pl.concat([*reversed(found), ordered], how="horizontal")
        return keys.select(*KEYS[table], *COUNTS[table], *AREAS)

    def _number(self, axes: Sequence[str]) -> nw.Expr:
        cell = nw.lit(0).cast(nw.Int64)
        for axis in axes:
            cell = cell * self._size(axis) + _place(axis)
        return cell

    def _values(self, axis: str) -> pl.DataFrame:
        if axis in self.values:
            return self.values[axis]
        return pl.DataFrame({axis: pl.Series(TYPES[axis].categories, dtype=TYPES[axis])})

    def _size(self, axis: str) -> int:
        return max(self._values(axis).height, 1)


def _place(axis: str) -> nw.Expr:
    """Give the number of a row on an axis; what is blank is the last."""
    if axis in NUMBERED:
        return nw.col(axis).cast(nw.Int64)
    known = [word for word in TYPES[axis].categories if word != words.NOT_RECORDED]
    places = (nw.when(nw.col(axis) == word).then(nw.lit(i)) for i, word in enumerate(known))
    return nw.coalesce(*places, nw.lit(len(known))).cast(nw.Int64)
