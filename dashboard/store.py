"""One opened snapshot: its records, its cube and what is known about them, never changed.

The dashboard reads a snapshot from a folder, or makes the illustrative one in memory when it is
given no folder.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import Any

import polars as pl

from dashboard.areas import authorities
from dashboard.areas.authorities import REGIONS, STATISTICAL_REGIONS
from dashboard.measures import cube
from dashboard.measures.cube import Cube
from dashboard.measures.measure import Measure, MeasureError, Period, evaluate
from dashboard.measures.questions import Once, Question, remembered, tell
from dashboard.measures.selection import Selection
from dashboard.measures.trust import Trust, WithheldError
from dashboard.records import illustrative, shelf, snapshot
from dashboard.records.check import RecordsError
from dashboard.records.intake import from_illustration
from dashboard.records.known import known_by
from dashboard.records.model import Records
from dashboard.records.starts import starts_on
from dashboard.records.words import NOT_RECORDED
from dashboard.settings import Start, monday, starts_for

KEPT = 12
"""So many days of records stay in memory."""


@dataclass(frozen=True)
class Store:
    """Everything a page may ask for.

    `notes` say in words what the reader should know, `alarms` what went wrong on the way.

    `figures` are every measure of England as the snapshot itself says it, by start and name:
    numerator and denominator. `answers` remembers what has been worked out, `once` what holds for
    all choices: the records never change, so neither do they; a store made from another has none.
    `methods` are the versions of the measures by which that was counted.
    `findings` are what was repaired or is odd, each with its check, file, row, count and outcome.
    `trust` says which figures must be held back, and `earlier` opens the snapshot before this one.
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
    findings: tuple[Mapping[str, Any], ...] = ()
    trust: Trust = field(default_factory=Trust)
    earlier: Callable[[], "Store | None"] = lambda: None
    answers: dict[tuple[Any, ...], Any] = field(default_factory=dict, compare=False, init=False)
    once: Once = field(default_factory=Once, compare=False, init=False)

    @cached_property
    def as_counted(self) -> "Store":
        """The same store with nothing held back: to decide what to lay out, never to show."""
        return replace(self, trust=Trust()) if self.trust.holds_back else self

    @cached_property
    def authorities(self) -> pl.DataFrame:
        """The authorities of the snapshot's vintage: code, name, regions, label."""
        kinds = {"region": REGIONS, "statistical_region": STATISTICAL_REGIONS}
        shipped = authorities.authorities(self.vintage)
        return shipped.with_columns(
            pl.col(name).cast(pl.Enum(words)) for name, words in kinds.items()
        )

    @cached_property
    def weeks(self) -> tuple[date, ...]:
        """The weeks (Mondays) that a period may end with, first to last."""
        days = self.records["calendar"].filter(
            pl.col("day").is_between(self.starts[0].day, self.as_at)
        )
        return tuple(days["week"].unique().sort())

    def ask(
        self, measure: Measure, selection: Selection, by: Sequence[str] = (), **limits: str
    ) -> pl.DataFrame:
        """Work out a measure for what a reader has chosen, with further limits if given.

        Raises WithheldError where a check of the measure failed, or a field that it depends on,
        or that it is split or limited by, is mostly blank.
        """
        self.prove(measure, selection, by, **limits)
        where, since, until = selection.where() | limits, selection.since, selection.until
        tell(Question(measure, selection, tuple(by), tuple(limits.items())))
        return self.remembered(
            (measure.name, since, until, *by, *where.items()),
            lambda: evaluate(measure, self.cube, self.period(since, until), by, where),
        )

    def prove(
        self, measure: Measure, selection: Selection, by: Sequence[str] = (), **limits: str
    ) -> None:
        """Refuse a figure that must be held back, with the last one that was checked."""
        where = selection.where() | limits
        told = [column for column, word in where.items() if word != NOT_RECORDED]
        unusable = self.trust.unusable(measure, [*by, *told])
        if unusable is not None:
            raise WithheldError(measure, unusable)
        if self.trust.doubts(measure):
            raise WithheldError(measure, last=self._last_checked(measure, selection, limits))

    def _last_checked(
        self, measure: Measure, selection: Selection, limits: Mapping[str, str]
    ) -> tuple[date, int, int | None] | None:
        """Ask the snapshot before for the same figure, if one is kept and can give it."""
        before = self.earlier()
        if before is None or before.vintage != self.vintage:
            return None
        try:
            found = before.ask(measure, selection, **limits)
        except MeasureError:
            return None
        n, total = found["numerator"][0], found["denominator"][0]
        known = n is not None and (measure.denominator is None or total)
        return (before.as_at, n, total) if known else None

    def remembered(self, key: tuple[Any, ...], work_out: Callable[[], Any]) -> Any:
        """Give what was worked out for a key before, or work it out now and keep it."""
        return remembered(self.answers, key, work_out)

    def period(self, since: date | None = None, until: date | None = None) -> Period:
        """Give a period of visits: from a declared start to the end of a week.

        Without a start, the latest one; without an end, the day of the figures. `until` must be
        the last day of a week (a Sunday) or the day of the figures itself.
        """
        days = [start.day for start in self.starts]
        first = since or days[-1]
        if first not in days:
            choices = ", ".join(day.isoformat() for day in days)
            raise MeasureError(f"Visits cannot be counted from {first}. Use one of {choices}.")
        last = until or self.as_at
        if last < first or last > self.as_at or (last.weekday() != 6 and last != self.as_at):
            raise MeasureError(
                f"A period cannot end on {last}. Use a Sunday between {first} and {self.as_at}, "
                "because first visits are counted by the week."
            )
        return Period(first, monday(last))


def open_store(root: Path | None, as_at: date | None = None, name: str | None = None) -> Store:
    """Open the snapshot for a day, or the one named, or the latest; or the illustrative records."""
    if root is None:
        return make_illustrative(as_at or illustrative.OPENS)
    named = None if as_at else name
    found, alarms = shelf.last_good(root, as_at, named, partial(_open_snapshot, root))
    opened = replace(found, alarms=alarms)
    return opened if as_at is None or as_at >= opened.as_at else _as_it_was(opened, as_at)


@lru_cache(maxsize=KEPT)
def make_illustrative(as_at: date) -> Store:
    """Make the illustrative records as they were known on a day, checked like any others."""
    taken = from_illustration(as_at)
    starts = starts_for(as_at)
    return Store(
        name=f"illustrative-{as_at}",
        as_at=as_at,
        vintage=taken.vintage,
        source=taken.source,
        illustrative=True,
        starts=starts,
        records=taken.records,
        cube=cube.build(taken.records, [start.day for start in starts], as_at),
        accounts={name: account.as_dict() for name, account in taken.accounts.items()},
    )


def _open_snapshot(root: Path, name: str) -> Store:
    try:
        return _opened(snapshot.read(root, name))
    except KeyError as missing:
        raise RecordsError(
            f"The manifest of snapshot {name} is damaged or older than this dashboard: it has no "
            f"{missing}. Build the snapshot again from its source."
        ) from missing


def _opened(found: snapshot.Snapshot) -> Store:
    starts = starts_for(found.as_at)
    tables = {
        key.removeprefix("cube_"): t for key, t in found.tables.items() if key.startswith("cube_")
    }
    records = {key: t for key, t in found.tables.items() if not key.startswith("cube_")}
    return Store(
        name=found.name,
        as_at=found.as_at,
        vintage=found.manifest["vintage"],
        source=found.manifest["source"],
        illustrative=found.manifest["illustrative"],
        starts=starts,
        records=records,
        cube=cube.restore(tables, records, [start.day for start in starts], found.as_at),
        accounts=found.manifest["accounts"],
        notes=tuple(found.manifest["notes"]),
        figures=found.manifest.get("figures", {}),
        methods=found.manifest.get("methods", {}),
        findings=tuple(found.manifest.get("findings", ())),
    )


def _as_it_was(later: Store, day: date) -> Store:
    """Count what a later snapshot says was known on an earlier day, and say so."""
    starts = starts_on(later.records, day)
    known = known_by(later.records, day)
    alarm = (
        f"No figures are kept from {day} or before. These are worked out from the records of "
        f"{later.as_at} that were made by then; what was corrected or removed since is not in them."
    )
    return replace(
        later,
        as_at=day,
        starts=starts,
        records=known,
        accounts=_looked_back_on(later, known),
        figures={},
        trust=Trust(),
        cube=cube.build(known, [start.day for start in starts], day),
        alarms=(*later.alarms, alarm),
    )


def _looked_back_on(later: Store, known: Records) -> dict[str, Mapping[str, Any]]:
    """Add to each account how many of its rows were recorded later."""
    gone = {name: {"later": later.records[name].height - t.height} for name, t in known.items()}
    return {name: {**account, **gone.get(name, {})} for name, account in later.accounts.items()}
