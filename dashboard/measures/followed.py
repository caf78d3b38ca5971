"""How long letters take when those that still wait count too, for as long as they have waited.

The mean of the published letters flatters while others are out: the slow ones are not among them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

WIDTH = NormalDist().inv_cdf(0.975)
"""Standard errors to each side of an interval that holds 19 times in 20."""
COLUMNS = {"day": pl.Int64, "published": pl.Float64, "at_risk": pl.Int64}


@dataclass(frozen=True)
class Followed:
    """Letters followed by the method of Kaplan and Meier, in working days from the visit.

    `curve` has a row for each day asked: day, published (the share published by then, blank where
    nothing was followed so far) and at_risk (visits whose letter was not out before that day).
    `median` is the first day by which half are published, blank where fewer are so far.
    """

    curve: pl.DataFrame
    median: int | None


def followed(waits: pl.DataFrame, days: Sequence[int]) -> Followed:
    """Follow letters by the working days they took or have waited so far.

    `waits` has days, is_out and visits. Source: Kaplan and Meier (1958).
    """
    if waits.is_empty():
        return Followed(pl.DataFrame([(day, None, 0) for day in days], COLUMNS, orient="row"), None)
    ends, at_risk, _, left = _left(waits)
    half = ends[left <= 0.5 + 1e-12]
    out = np.append(1.0, left)[np.searchsorted(ends, days, side="right")]
    still = np.append(at_risk, 0)[np.searchsorted(ends, days)]
    rows = [
        (day, 1 - share if day <= ends[-1] else None, int(count))
        for day, share, count in zip(days, out.tolist(), still, strict=True)
    ]
    return Followed(pl.DataFrame(rows, COLUMNS, orient="row"), int(half[0]) if len(half) else None)


def _left(waits: pl.DataFrame) -> tuple[NDArray[Any], ...]:
    """Give by day: the day, letters not out before, letters out on it, and the share left.

    It multiplies out counts, not visits, of which there may be a million.
    """
    ends, places = np.unique(waits["days"].to_numpy(), return_inverse=True)
    visits = waits["visits"].to_numpy()
    counts, published = (
        np.bincount(places, weights=each) for each in (visits, visits * waits["is_out"].to_numpy())
    )
    at_risk = counts[::-1].cumsum()[::-1]
    return ends, at_risk, published, np.cumprod(1 - published / at_risk)


def day_by_day(waits: pl.DataFrame) -> pl.DataFrame:
    """Give the curve that letters follow, a row for each day on which one came out or still waits.

    Columns: days (working days from the visit), at_risk (visits whose letter was not out before),
    published (letters that came out on that day), value (the share out by then), low and high:
    its likely range, 95%, blank where none or all are out. Source: Kaplan and Meier (1958); the
    range by Greenwood's formula on the scale of log(-log), as Kalbfleisch and Prentice have it.
    """
    counted = dict(zip(("days", "at_risk", "published", "left"), _left(waits), strict=True))
    n, d = pl.col("at_risk"), pl.col("published")
    rows = pl.DataFrame(counted).with_columns(variance=(d / (n * (n - d))).cum_sum())
    left = pl.col("left")
    apart = WIDTH * pl.col("variance").sqrt() / left.log()
    ends = {"low": 1 - left.pow(apart.exp()), "high": 1 - left.pow((-apart).exp())}
    inside = (left > 0) & (left < 1)
    return rows.select(
        "days",
        n.cast(pl.Int64),
        d.cast(pl.Int64),
        (1 - left).alias("value"),
        *(pl.when(inside).then(end).alias(name) for name, end in ends.items()),
    )
