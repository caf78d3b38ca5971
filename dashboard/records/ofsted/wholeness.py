"""Say whether a register lists every provider, or only those that have been inspected.

Told from what it holds, and from the number of providers that the same release publishes.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import polars as pl

from dashboard.records import words
from dashboard.records.ofsted.time_series import Published
from dashboard.records.words import NOT_YET_INSPECTED


@dataclass(frozen=True)
class Wholeness:
    """Whether the register lists the never inspected, and how it compares with what is published.

    `published` is what the release gives for the day, `listed` what the register has of the same
    types; both are empty where the release gives nothing.
    """

    by_content: bool
    day: date
    published: Published | None = None
    listed: dict[str, int] = field(default_factory=dict)

    def lists_all(self, kind: str) -> bool:
        """Say whether every provider of a type is listed: as published, else by content."""
        if self.published is None or kind not in self.published.providers:
            return self.by_content
        return self.listed[kind] >= self.published.providers[kind]

    def as_dict(self) -> dict[str, Any]:
        """Give it for a manifest."""
        compared = self.published
        return {
            "lists_never_inspected": self.by_content,
            "compared_with": compared.source if compared else None,
            "day": self.day.isoformat(),
            "published": dict(compared.providers) if compared else {},
            "listed": self.listed,
        }

    @property
    def short(self) -> dict[str, int]:
        """How many providers of each type, or group, are published beyond those listed."""
        if self.published is None:
            return {}
        return {
            kind: count - self.listed[kind]
            for kind, count in self.published.providers.items()
            if count > self.listed[kind]
        }


def with_joiners(settings: pl.DataFrame, by_content: bool) -> pl.DataFrame:
    """Take as never inspected what has joined where a register lists all that were inspected."""
    if by_content:
        return settings.with_columns(presumed=pl.lit(False))
    joined = pl.col("told") & ~pl.col("listed") & pl.col("closed_on").is_null()
    never = (joined & pl.col("last_grade").is_null()).fill_null(False)
    grade = pl.when(never).then(pl.lit(NOT_YET_INSPECTED)).otherwise("last_grade")
    return settings.with_columns(last_grade=grade, presumed=never)


def wholeness(
    by_content: bool, settings: pl.DataFrame, totals: Iterable[Published], day: date
) -> Wholeness:
    """Compare the settings open on the register's day with the totals published for it."""
    of_day = next((total for total in totals if total.day == day), None)
    if of_day is None:
        return Wholeness(by_content, day)
    is_open = pl.col("closed_on").is_null() | (pl.col("closed_on") > day)
    counts = settings.filter(is_open)["setting_type"].cast(pl.String).value_counts()
    listed = dict(counts.iter_rows())
    own = {
        kind: sum(listed.get(one, 0) for one in words.GROUPS.get(kind, (kind,)))
        for kind in of_day.providers
    }
    return Wholeness(by_content, day, of_day, own)


def sentences(found: Wholeness, settings: pl.DataFrame) -> Iterator[str]:
    """Say in words whether the register is whole, and how it compares."""
    if found.published is not None:
        yield _compared(found)
    kinds = settings["setting_type"].cast(pl.String).unique().to_list()
    partial = [kind for kind in words.PROVIDERS if kind in kinds and not found.lists_all(kind)]
    if not partial:
        return
    joined = settings.filter(pl.col("last_grade") == NOT_YET_INSPECTED).height
    taken = f" {joined:,} of them are known from those that joined." if joined else ""
    yield (
        "The register is not whole: it lists providers that have been inspected, and not all that "
        f"never have been ({_listed(partial)}).{taken} How many were never inspected is not "
        "known, and figures are of the settings listed."
    )


def _compared(found: Wholeness) -> str:
    if found.published is None:
        raise ValueError("nothing was published to compare with")
    day = f"{found.day.day} {found.day:%B %Y}"
    total = found.published.providers.get(words.ALL_PROVIDERS)
    amount = total if total is not None else sum(found.published.providers.values())
    where = f"{found.published.source}, {day}: {amount:,} providers published"
    if not found.short:
        return f"{where}; the register lists as many of every type."
    parts = [
        f"{kind} {found.listed[kind]:,} of {found.published.providers[kind]:,}"
        for kind in found.short
        if kind not in words.GROUPS
    ]
    return f"{where}; the register lists fewer: {_listed(parts)}."


def _listed(parts: Sequence[str]) -> str:
    return ", ".join(parts)
