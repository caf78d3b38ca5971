"""One opened snapshot: its records, its cube, and the days and areas they are of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple, TypeVar

import polars as pl

from dashboard.access.scope import NO_LIMIT, Scope
from dashboard.areas import authorities
from dashboard.areas.authorities import REGIONS, STATISTICAL_REGIONS
from dashboard.areas.vintages import written
from dashboard.measures.cube import Cube
from dashboard.measures.measure import MeasureError, Period
from dashboard.measures.questions import Once
from dashboard.records.model import Records
from dashboard.settings import Start, monday

Found = TypeVar("Found")


class Precomputed(NamedTuple):
    """Tables that a snapshot has of records besides its cube, by their names in `once`."""

    records: Records
    tables: Records


@dataclass(frozen=True)
class OpenSnapshot:
    """What is known of a snapshot, never changed.

    `notes` say in words what the reader should know, `alarms` what went wrong on the way.

    `figures` are every measure of England as the snapshot itself says it, by start and name:
    numerator and denominator. `methods` are the versions of the measures by which that was
    counted.
    `issues` are what was repaired or is odd, each with its check, file, row, count and outcome.
    `register` says with which published totals the settings were compared, and how they compare.
    `scope` is what a reader may see: nothing else is in the records, the cube or what is earlier.
    `once` remembers what holds for all choices; a snapshot made from another has nothing of it.
    `precomputed` is what was counted of it beforehand, used for its own records only.
    """

    name: str
    as_at: date
    vintage: str
    source: str
    illustrative: bool
    starts: tuple[Start, ...]
    records: Records
    cube: Cube
    accounts: Mapping[str, Mapping[str, Any]]
    notes: tuple[str, ...] = ()
    alarms: tuple[str, ...] = ()
    figures: Mapping[str, Mapping[str, Sequence[int | None]]] = field(default_factory=dict)
    methods: Mapping[str, int] = field(default_factory=dict)
    issues: tuple[Mapping[str, Any], ...] = ()
    register: Mapping[str, Any] = field(default_factory=dict)
    scope: Scope = NO_LIMIT
    precomputed: Precomputed | None = field(default=None, compare=False, repr=False)
    once: Once = field(default_factory=Once, compare=False, init=False)

    def __post_init__(self) -> None:
        """Remember what was counted beforehand of these records, and of no others."""
        if self.precomputed is not None and self.precomputed.records is self.records:
            self.once.update(self.precomputed.tables)

    @property
    def authorities(self) -> pl.DataFrame:
        """The authorities of the snapshot's vintage: code, name, regions, label."""
        return self.once("authorities", self._authorities)

    def _authorities(self) -> pl.DataFrame:
        kinds = {"region": REGIONS, "statistical_region": STATISTICAL_REGIONS}
        shipped = authorities.authorities(self.vintage)
        mine = shipped.filter(pl.col("region").is_in(self.scope.regions))
        return mine.with_columns(pl.col(name).cast(pl.Enum(words)) for name, words in kinds.items())

    @property
    def names(self) -> Mapping[str, str]:
        """The name of each authority, by its code."""
        return self.once("names", self._names)

    def _names(self) -> Mapping[str, str]:
        return dict(self.authorities.select("la_code", "la_name").iter_rows())

    @property
    def codes(self) -> Mapping[str, str]:
        """The code of each authority, by its name; that of a region, of either set, is its name."""

        def listed() -> dict[str, str]:
            regions = (self.authorities[kind] for kind in ("region", "statistical_region"))
            named = {str(name): str(name) for column in regions for name in column.unique()}
            return named | {name: code for code, name in self.names.items()}

        return self.once("codes", listed)

    @property
    def weeks(self) -> tuple[date, ...]:
        """The weeks (Mondays) that a period may end with, first to last."""
        return self.once("weeks", self._weeks)

    def _weeks(self) -> tuple[date, ...]:
        days = self.records["calendar"].filter(
            pl.col("day").is_between(self.starts[0].day, self.as_at)
        )
        return tuple(days["week"].unique().sort())

    def period(self, since: date | None = None, until: date | None = None) -> Period:
        """Give a period of visits: from a declared start to the end of a week.

        Without a start, the latest one; without an end, the day of the figures. `until` must be
        the last day of a week (a Sunday) or the day of the figures itself.
        """
        days = [start.day for start in self.starts]
        first = since or days[-1]
        if first not in days:
            choices = ", ".join(written(day) for day in days)
            raise MeasureError(
                f"Visits cannot be counted from {written(first)}. Use one of {choices}."
            )
        last = until or self.as_at
        if last < first or last > self.as_at or (last.weekday() != 6 and last != self.as_at):
            raise MeasureError(
                f"A period cannot end on {written(last)}. Use a Sunday between {written(first)} "
                f"and {written(self.as_at)}, because first visits are counted by the week."
            )
        return Period(first, monday(last))
