"""Figures for the public: counts of regions to the nearest 5, and of England to the nearest 10.

A rounded figure tells less than the figure itself, so what is proved hidden beside exact figures
is hidden beside rounded ones.
"""

import polars as pl

REGION, NATION = 5, 10
COUNTS = ("numerator", "denominator")


def rounded(found: pl.DataFrame, base: int) -> pl.DataFrame:
    """Round the counts of a result to a base, and divide again."""
    counts = found.with_columns(
        ((pl.col(name) + base // 2) // base * base).alias(name) for name in COUNTS
    )
    n, below = pl.col("numerator"), pl.col("denominator")
    is_count = found["denominator"].null_count() == found.height
    share = pl.when(below > 0).then(n / below)
    return counts.with_columns(value=n.cast(pl.Float64) if is_count else share)


def bounds(count: int, base: int) -> tuple[int, int]:
    """Give the least and the most that a count can be, for who is told the rounded one."""
    told = (count + base // 2) // base * base
    return max(told - base // 2, 0), told + (base - 1) // 2
