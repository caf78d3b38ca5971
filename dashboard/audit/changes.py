"""What changed between two snapshots, and what each kind of change did to a figure.

The figure is worked out for the earlier records, again after each kind of change is taken on, and
for the later records: the steps add up to its difference, for every measure and every choice.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar

import polars as pl

from dashboard.areas.vintages import written
from dashboard.measures import apart, cube, differences
from dashboard.measures.cube import Cube
from dashboard.measures.definitions import coverage, enforcement, letters
from dashboard.measures.differences import CORRECTED, HAPPENED, KIND, KINDS, LATE, METHOD, REMOVED
from dashboard.measures.evaluation import evaluate
from dashboard.measures.measure import Measure, MeasureError, Period
from dashboard.measures.selection import Selection
from dashboard.measures.store import Store
from dashboard.records.model import TABLES, Records
from dashboard.settings import monday

Found = TypeVar("Found")
TOLD = (
    coverage.VISITS,
    coverage.VISITED,
    letters.PUBLISHED,
    enforcement.ACTIONS_ISSUED,
    enforcement.ACTIONS_ENDED,
    coverage.SETTINGS,
)
"""The measures whose changes a leader is told of, foremost first."""


@dataclass(frozen=True)
class Changes:
    """The records of two days, and those in between."""

    previous: Store
    store: Store

    @cached_property
    def rows(self) -> pl.DataFrame:
        """Every record that differs: kind, table, key, urn, column, before, after."""
        return differences.differences(self.previous.records, self.store.records, self._day)

    @property
    def since(self) -> date:
        """The latest start that both count visits from."""
        both = {s.day for s in self.previous.starts} & {s.day for s in self.store.starts}
        if not both:
            raise MeasureError(
                f"Visits of {written(self.previous.as_at)} and {written(self.store.as_at)} are not "
                "counted from the same start, so they cannot be compared. Choose two days of one "
                "programme or year."
            )
        return max(both)

    @property
    def _day(self) -> date:
        return self.previous.as_at

    @cached_property
    def _stages(self) -> tuple[tuple[str, Records, date], ...]:
        """The records before any change and after each kind of it, with the day of each."""
        old, new = self.previous.records, self.store.records
        between = differences.stages(old, new, self._day)
        return (
            (METHOD, _tables(old), self._day),
            *((kind, between[kind], self._day) for kind in (REMOVED, CORRECTED, LATE)),
            (HAPPENED, _tables(new), self.store.as_at),
        )

    @cached_property
    def _cubes(self) -> tuple[Cube, ...]:
        return tuple(cube.build(held, [self.since], day) for _, held, day in self._stages)

    @cached_property
    def _cubes_by_setting(self) -> tuple[Cube, ...]:
        """Count each setting by itself: as if it lay in an authority of its own."""
        alone = pl.col("urn").alias("la_code")
        return tuple(
            cube.build(
                {**held, "settings": held["settings"].with_columns(alone)}, [self.since], day
            )
            for _, held, day in self._stages
        )

    def steps(self, measure: Measure, selection: Selection | None = None) -> pl.DataFrame:
        """Give what each kind of change did to a measure: kind, numerator, denominator.

        With a selection, for its area, types, sector and judgement. A change of method is known
        for the whole of England only. What is not known in either snapshot is null.
        """
        where = selection.of(measure).where() if selection else {}
        return self._once("steps", measure, where, lambda: self._steps(measure, where))

    def _steps(self, measure: Measure, where: dict[str, str]) -> pl.DataFrame:
        read = [_read(measure, c, self.since, where) for c in self._cubes]
        told = self._told(measure) if not where else None
        before = [told or read[0], *read]
        steps = [
            (kind, *(_less(a, b) for a, b in zip(now, was, strict=True)))
            for kind, now, was in zip(KINDS, read, before[:-1], strict=True)
        ]
        columns = ["kind", "numerator", "denominator"]
        return pl.DataFrame(steps, columns, orient="row").cast(
            {"kind": KIND, "numerator": pl.Int64, "denominator": pl.Int64}
        )

    def ends(
        self, measure: Measure, selection: Selection | None = None
    ) -> tuple[tuple[int | None, int | None], ...]:
        """Give a measure as it was published before, and as it is now: numerator, denominator.

        With a selection, for its area, types, sector and judgement, the earlier figure is counted
        from the earlier records in the way in which figures are counted now.
        """
        where = selection.of(measure).where() if selection else {}
        return self._once("ends", measure, where, lambda: self._then_and_now(measure, where))

    def _then_and_now(
        self, measure: Measure, where: dict[str, str]
    ) -> tuple[tuple[int | None, int | None], ...]:
        was = None if where else self._told(measure)
        first, last = (_read(measure, c, self.since, where) for c in self._ends)
        return was or first, last

    def _once(
        self, what: str, measure: Measure, where: dict[str, str], work_out: Callable[[], Found]
    ) -> Found:
        """Count what a choice asks for once; for England as long as the records are open."""
        key = ("changed", what, self.previous.name, self.previous.as_at, measure.name)
        if not where:
            return self.store.once(" ".join(map(str, key)), work_out)
        return self.store.remembered((*key, *where.items()), lambda _: work_out())

    @property
    def _ends(self) -> tuple[Cube, Cube]:
        return self._cubes[0], self._cubes[-1]

    def by_setting(self, measure: Measure) -> pl.DataFrame:
        """Give what each kind of change did to a measure for each setting, and by which records.

        The columns are kind, urn, numerator, denominator and records, for settings for which
        either count differs; they add up to `steps`, but for a change of method.
        """
        counted = [apart.each(measure, c, self.since) for c in self._cubes_by_setting]
        found = [
            apart.beside(was, now).with_columns(kind=pl.lit(kind, KIND))
            for kind, was, now in zip(KINDS[1:], counted, counted[1:], strict=False)
        ]
        differ = (pl.col("numerator") != 0) | (pl.col("denominator") != 0)
        told = self.rows.group_by("kind", "urn").agg(records=apart.said().str.join("; "))
        return (
            pl.concat(found)
            .filter(differ)
            .join(told, on=["kind", "urn"], how="left")
            .with_columns(pl.col("records").fill_null("days have passed"))
            .select("kind", "urn", "numerator", "denominator", "records")
            .sort("kind", "urn")
        )

    def recounted(self, measure: Measure) -> str:
        """Say in which versions of its method a measure was counted, where they are known."""
        was = self.previous.methods.get(measure.name)
        return f"version {was} then, {measure.version} now" if was is not None else ""

    def _told(self, measure: Measure) -> tuple[int | None, int | None] | None:
        """Give a measure as the earlier snapshot itself says it, if it does."""
        found = self.previous.figures.get(self.since.isoformat(), {}).get(measure.name)
        return (found[0], found[1]) if found else None


def _tables(records: Records) -> Records:
    return {name: table for name, table in records.items() if name in TABLES}


def _read(
    measure: Measure, counted: Cube, since: date, where: dict[str, str]
) -> tuple[int | None, int | None]:
    row = evaluate(measure, counted, Period(since, monday(counted.day)), (), where).row(0)
    return row[0], row[1]


def _less(now: int | None, was: int | None) -> int | None:
    return None if now is None or was is None else now - was
