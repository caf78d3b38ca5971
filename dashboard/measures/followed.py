"""How long letters take when those that still wait count too, for as long as they have waited.

The mean of the published letters flatters while others are out: the slow ones are not among them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from scipy.stats import CensoredData, ecdf, norm

WIDTH = norm.ppf(0.975)
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

    `waits` has days, is_out and visits. Source: Kaplan and Meier (1958), as scipy has it.
    """
    out, still = (
        np.repeat(part["days"].to_numpy(), part["visits"].to_numpy())
        for part in (waits.filter("is_out"), waits.filter(~pl.col("is_out")))
    )
    if not len(out) + len(still):
        return Followed(pl.DataFrame([(day, None, 0) for day in days], COLUMNS, orient="row"), None)
    left = ecdf(CensoredData(uncensored=out, right=still)).sf
    half = left.quantiles[left.probabilities <= 0.5 + 1e-12]
    longest = max([*out, *still])
    every = np.concatenate([out, still])
    rows = [
        (day, 1 - float(left.evaluate(day)) if day <= longest else None, int((every >= day).sum()))
        for day in days
    ]
    return Followed(pl.DataFrame(rows, COLUMNS, orient="row"), int(half[0]) if len(half) else None)


def day_by_day(waits: pl.DataFrame) -> pl.DataFrame:
    """Give the curve that letters follow, a row for each day on which one came out or still waits.

    Columns: days (working days from the visit), at_risk (visits whose letter was not out before),
    published (letters that came out on that day), value (the share out by then), low and high:
    its likely range, 95%, blank where none or all are out. Source: Kaplan and Meier (1958); the
    range by Greenwood's formula on the scale of log(-log), as Kalbfleisch and Prentice have it.
    """
    published = pl.col("visits").filter("is_out").sum()
    counted = waits.group_by("days").agg(pl.col("visits").sum(), published=published).sort("days")
    n, d = pl.col("at_risk"), pl.col("published")
    rows = counted.with_columns(at_risk=pl.col("visits").cum_sum(reverse=True)).with_columns(
        left=(1 - d / n).cum_prod(), variance=(d / (n * (n - d))).cum_sum()
    )
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
