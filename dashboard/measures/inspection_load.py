"""Inspection load: how many visits fall on an area, week by week, and whether that is much.

Load counts every visit to the authority itself and to any setting in it. It says nothing of what
was found.
"""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

import polars as pl

from dashboard.measures.statistics import UNLIKELY, binomial_tails, discoveries


class Letter(StrEnum):
    """Whose visit it was, as the calendar marks it."""

    AUTHORITY = "L"
    PROVIDER = "P"
    MONITORING = "M"
    OTHER = "O"


MONITORING = "Monitoring visit"
FULL = 5
"""Working days of a full week."""


def lettered(own: pl.DataFrame, providers: pl.DataFrame, place: str) -> pl.DataFrame:
    """Mark the visits of each week: place, week, letter, visits; only what was made.

    Both frames have the place column, week, visit_type and numerator: visits to authorities
    themselves, and visits to the settings in them.
    """
    kind = pl.when(pl.col("visit_type") == MONITORING).then(pl.lit(Letter.MONITORING.value))
    parts = [
        own.with_columns(letter=pl.lit(Letter.AUTHORITY.value)),
        providers.with_columns(letter=kind.otherwise(pl.lit(Letter.PROVIDER.value))),
    ]
    rows = pl.concat(
        part.select(pl.col(place).cast(pl.String), "week", "letter", "numerator") for part in parts
    )
    made = rows.rename({place: "place"}).group_by("place", "week", "letter")
    counts = made.agg(visits=pl.col("numerator").sum()).filter(pl.col("visits") > 0)
    return counts.sort("place", "week", "letter")


def by_place(rows: pl.DataFrame, weeks: Sequence[date], busy_from: int) -> pl.DataFrame:
    """Add up lettered visits over some weeks: place, visits, busy (weeks)."""
    within = rows.filter(pl.col("week").is_in(list(weeks)))
    own = pl.col("letter").is_in([Letter.AUTHORITY.value, Letter.OTHER.value])
    each = within.group_by("place", "week").agg(
        pl.col("visits").sum(), own=pl.col("visits").filter(own).sum()
    )
    busy = is_busy(pl.col("visits"), pl.col("own"), busy_from).sum().cast(pl.Int64)
    return each.group_by("place").agg(pl.col("visits").sum(), busy=busy).sort("place")


def is_busy(visits: pl.Expr, own: pl.Expr, busy_from: int) -> pl.Expr:
    """Say whether visits pile up in a week of one authority.

    A week is busy when it has at least so many visits, or a visit to the authority itself (or
    another inspectorate's, `own`) beside any other visit.
    """
    return (visits >= busy_from) | ((own > 0) & (visits > 1))


def per_ten(visits: int, settings: int) -> float | None:
    """Give visits for every 10 settings, or None where there are no settings."""
    return visits / settings * 10 if settings else None


def compared(visits: int, settings: int, others: int, their_settings: int) -> str | None:
    """Say how a load compares with that of others together: higher, lower or not clearly so.

    It is higher or lower only where a difference as large would come by chance fewer than 5 times
    in 100 if visits fell on all settings alike (an exact binomial test of both sides). None where
    either has no settings.
    """
    if not settings or not their_settings:
        return None
    at_most, at_least = tails(visits, settings, others, their_settings)
    if 2 * min(at_most, at_least) >= UNLIKELY:
        return "not clearly different from"
    return "higher than" if at_least < at_most else "lower than"


def tails(visits: int, settings: int, others: int, their_settings: int) -> tuple[float, float]:
    """Give the chance of at most, and of at least, so many visits if they fell on all alike."""
    return binomial_tails(visits, visits + others, settings / (settings + their_settings))


def heavy(loads: Sequence[tuple[int, int]]) -> list[float | None]:
    """Give the chance of a load as high for each place that stands out among all; None for others.

    `loads` are visits and settings of every place. Each is compared with all others together as if
    visits fell on all settings alike, and the whole list is held to one false alarm in twenty.
    """
    visits, settings = (sum(column) for column in zip(*loads, strict=True)) if loads else (0, 0)
    chances = [
        tails(own, size, visits - own, settings - size)[1] if 0 < size < settings else 1.0
        for own, size in loads
    ]
    stands_out = discoveries(chances, UNLIKELY)
    return [chance if out else None for chance, out in zip(chances, stands_out, strict=True)]


def free_weeks(calendar: pl.DataFrame, booked: Sequence[date], day: date) -> list[date]:
    """List the full working weeks that begin after a day and have nothing booked, first to last.

    `calendar` is the records' own; `booked` are days.
    """
    weeks = calendar.filter(pl.col("week") > day).group_by("week")
    full = weeks.agg(
        working=pl.col("working").sum(), booked=pl.col("day").is_in(list(booked)).any()
    )
    free = full.filter((pl.col("working") == FULL) & ~pl.col("booked"))
    return free["week"].sort().to_list()
