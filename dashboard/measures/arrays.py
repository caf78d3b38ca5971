"""Tables of the cube as arrays: a question is masks and sums of small whole numbers.

A page asks some forty questions of tables of a few thousand rows. Planning a query costs ten times
what adding them up does, so words are numbered once for a cube and counts are added up in NumPy.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from dashboard.measures.shape import TYPES

NULL = 0
"""The number of a blank, before every word."""
FEW = 1 << 18
"""Possible groups up to which each has a place of its own; more are sorted out by value."""

Numbers = NDArray[np.integer[Any]]
Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Words:
    """The words of one column in their order, a blank first."""

    values: pl.Series

    @cached_property
    def numbers(self) -> Mapping[Any, int]:
        """The number of each word."""
        return {word: number for number, word in enumerate(self.values)}

    def of(self, words: Collection[Any]) -> list[int]:
        """Give the numbers of words; those that are nowhere in the column have none."""
        return [self.numbers[word] for word in words if word in self.numbers]

    def named(self, name: str, numbers: Numbers) -> pl.Series:
        """Give the words of some numbers as a column of the cube."""
        return self.values[numbers].rename(name)


def number(tables: Iterable[pl.DataFrame]) -> dict[str, Words]:
    """Give the words of every key alike over all tables: groups can be put together."""
    found = {name: [pl.Series(name, [None], kind)] for name, kind in TYPES.items()}
    for table in tables:
        for name in found.keys() & set(table.columns):
            found[name].append(table[name])
    return {name: _words(TYPES[name], columns) for name, columns in found.items()}


def _words(kind: Any, columns: Sequence[pl.Series]) -> Words:
    if isinstance(kind, pl.Enum):
        return Words(pl.concat([pl.Series([None], dtype=kind), kind.categories.cast(kind)]))
    return Words(pl.concat([column.unique() for column in columns]).unique().sort())


@dataclass(frozen=True)
class Sums:
    """Groups in the order of their words, and a sum for each; not known where nothing was counted.

    `groups` numbers each group by the words of all its columns together, as `sizes` says how many
    each has.
    """

    groups: Numbers
    sums: Numbers
    sizes: tuple[int, ...]
    known: bool = True

    def numbers(self) -> list[Numbers]:
        """Give for each column the numbers of its words, by group."""
        return list(np.unravel_index(self.groups, self.sizes)) if self.sizes else []

    def at(self, groups: Numbers) -> tuple[Numbers, Mask]:
        """Give the sums of some groups, 0 where there is none, and whether there is one."""
        if not len(self.groups):
            return np.zeros(len(groups), np.int64), np.zeros(len(groups), np.bool_)
        places = np.searchsorted(self.groups, groups).clip(max=len(self.groups) - 1)
        there = self.groups[places] == groups
        return np.where(there, self.sums[places], 0), there & self.known

    def over(self, columns: Sequence[int]) -> Numbers:
        """Give each group its number by some of its columns only."""
        numbers = self.numbers()
        if not columns:
            return np.zeros(len(self.groups), np.int64)
        sizes = [self.sizes[column] for column in columns]
        return np.ravel_multi_index([numbers[column] for column in columns], sizes)


def nothing(by: Sequence[str], words: Mapping[str, Words]) -> Sums:
    """Give what is known where nothing was counted: no group, or one of which nothing is known."""
    groups = np.zeros(0 if by else 1, np.int64)
    return Sums(groups, groups, tuple(len(words[column].values) for column in by), known=False)


@dataclass(frozen=True)
class Table:
    """One table of counts: its keys as numbers of words, and what it counts."""

    keys: Mapping[str, Numbers]
    counts: Mapping[str, Numbers]
    words: Mapping[str, Words]

    def only(self, column: str, words: Collection[Any]) -> Mask:
        """Say of each row whether a column holds one of some words."""
        numbers = self.words[column].of(words)
        if len(numbers) == 1:
            return np.equal(self.keys[column], numbers[0])
        flags = np.zeros(len(self.words[column].values), np.bool_)
        flags[numbers] = True
        return flags[self.keys[column]]

    def between(self, column: str, first: Any = None, last: Any = None) -> Mask:
        """Say of each row whether a column holds a word from one to another, both among them."""
        wanted = [
            word
            for word in self.words[column].numbers
            if word is not None
            and (first is None or word >= first)
            and (last is None or word <= last)
        ]
        return self.only(column, wanted)

    def add_up(self, counted: str, by: Sequence[str], masks: Sequence[Mask]) -> Sums:
        """Add up a count for each group of some columns, over the rows that every mask takes."""
        rows = np.flatnonzero(np.logical_and.reduce(masks)) if masks else slice(None)
        counts = self.counts[counted][rows]
        if not by:
            return Sums(np.zeros(1, np.int64), np.array([counts.sum()]), ())
        sizes = tuple(len(self.words[column].values) for column in by)
        groups = np.ravel_multi_index([self.keys[column][rows] for column in by], sizes)
        if np.prod(sizes, dtype=np.int64) > FEW:
            found, places = np.unique(groups, return_inverse=True)
        else:
            found, places = np.flatnonzero(np.bincount(groups)), groups
        sums = np.bincount(places, weights=counts)
        sums = sums if len(sums) == len(found) else sums[found]
        return Sums(found, sums.astype(np.int64), sizes)


def table(counted: pl.DataFrame, words: Mapping[str, Words]) -> Table:
    """Lay one table of counts out as arrays."""
    keys, counts = {}, {}
    for column in counted.iter_columns():
        if column.dtype == pl.Int64:
            counts[column.name] = column.to_numpy()
        else:
            keys[column.name] = _numbered(column, words[column.name])
    return Table(keys, counts, words)


def _numbered(column: pl.Series, words: Words) -> Numbers:
    if isinstance(column.dtype, pl.Enum):
        return (column.to_physical().cast(pl.Int32) + 1).fill_null(NULL).to_numpy()
    numbers = pl.Series(range(len(words.values)), dtype=pl.Int32)
    return column.replace_strict(words.values, numbers, return_dtype=pl.Int32).to_numpy()
