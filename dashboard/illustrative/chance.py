"""Chance that comes out the same on every machine and in every run.

Each use names its own stream, so that a new one leaves the others as they were. Only uniform
numbers are drawn, because their sequence is fixed by the bit generator alone.
"""

from zlib import crc32

import numpy as np
import polars as pl
from numpy.typing import NDArray

SEED = 20200901
Floats = NDArray[np.float64]


def chances(name: str, *shape: int) -> Floats:
    """Draw numbers from 0 up to 1 from the stream of that name."""
    return np.random.Generator(np.random.PCG64([SEED, crc32(name.encode())])).random(shape)


def spread(name: str, number: int, low: float, high: float) -> Floats:
    """Draw numbers evenly between two bounds."""
    return low + (high - low) * chances(name, number)


def whole(name: str, number: int, low: int, high: int) -> NDArray[np.int64]:
    """Draw whole numbers from low to high, both included."""
    return (low + np.floor(chances(name, number) * (high - low + 1))).astype(np.int64)


def lottery(
    name: str, rows: pl.DataFrame, number: int, weight: pl.Expr | None = None
) -> pl.DataFrame:
    """Choose rows without replacement, each in proportion to its weight."""
    drawn = pl.Series(np.log(1.0 - chances(name, rows.height)))
    scored = rows.with_columns(_score=drawn / (pl.lit(1.0) if weight is None else weight))
    return scored.sort("_score", descending=True).head(number).drop("_score")


def picked(chance: Floats, weights: pl.Series) -> NDArray[np.int64]:
    """Turn numbers from 0 to 1 into positions, each as often as its weight says."""
    edges = np.cumsum(weights.to_numpy())
    return np.searchsorted(edges / edges[-1], chance, side="right")


def shuffled(name: str, rows: pl.DataFrame, *cells: str) -> pl.Series:
    """Give each row of a cell its number from 0, in an order left to chance."""
    drawn = pl.Series(chances(name, rows.height))
    return rows.with_columns(_drawn=drawn).select(ranked("_drawn", *cells)).to_series()


def ranked(order: str, *cells: str) -> pl.Expr:
    """Give each row of a cell its number from 0, lowest first."""
    return pl.col(order).rank("ordinal").over(cells).cast(pl.Int64) - 1
