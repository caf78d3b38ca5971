"""Sort out files of several days: which register is that of the day, and what others tell."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from dashboard.records.check import RecordsError
from dashboard.records.ofsted.claims import LONG, MANY, dated
from dashboard.records.ofsted.contents import Found
from dashboard.records.ofsted.layouts import (
    AUTHORITIES,
    EARLIER,
    MOVES,
    PLACES,
    REGISTER,
    Table,
)
from dashboard.records.ofsted.periods import ROWS, FilePeriod, period_of

LEEWAY = timedelta(days=100)
"""Rows alone tell a register's day no nearer than this."""
LATE = timedelta(days=31)
"""A table of a year that ends so shortly before a day tells of that day too."""
AFTER = "a register of a later day than the records"

OLD = timedelta(days=45)
"""A register so long before the records' day does not tell of it."""
STALE = timedelta(days=LONG)
"""Nor does one of which nothing says the day, and whose rows have nothing new for so long."""


@dataclass(frozen=True)
class Ends:
    """The last day that is told of who is on the register, of judgements, and of authorities'.

    None where it is the records' own day.
    """

    register: date | None = None
    judgements: date | None = None
    authorities: date | None = None


@dataclass(frozen=True)
class Sorted:
    """The tables that are used, with what each tells of, and the day of the register.

    A register of an earlier day is of the kind EARLIER; `after` are tables of a later day, which
    are not used. Where no file says of what day the register is, it is of the records' own.
    """

    tables: tuple[Table, ...]
    periods: dict[str, FilePeriod]
    day: date
    after: tuple[Table, ...] = ()

    def of(self, *kinds: str) -> tuple[Table, ...]:
        """Give the tables of these kinds."""
        return tuple(table for table in self.tables if table.kind in kinds)

    def last_day(self, table: Table) -> date:
        """Give the last day that a table tells of."""
        return self.periods[table.label].last_day or self.day

    def reaches(self, table: Table) -> bool:
        """Say whether a table of a year tells of the register's day."""
        return self.last_day(table) >= self.day - LATE

    def ends(self, as_at: date) -> Ends:
        """Say what ends so long before the records' day that it does not tell of it."""
        judged = [
            told.last_day
            for table in self.of(AUTHORITIES)
            if (told := self.periods[table.label]).told_by != ROWS and told.last_day
        ]
        ends = (self._register_until(), self.day, max(judged, default=as_at))
        return Ends(*(day if day < as_at - OLD else None for day in ends))

    def _register_until(self) -> date:
        """Give the last day to which joiners and leavers carry the register on."""
        until = self.day
        moves = [self.periods[table.label] for table in self.of(MOVES)]
        spans = [(t.first_day, t.last_day) for t in moves if t.first_day and t.last_day]
        for first, last in sorted(spans):
            if first <= until + LATE:
                until = max(until, last)
        return until


def sort_out(found: Found, files: Sequence[Path], as_at: date) -> Sorted:
    """Find the register of the day: the last that is not after it, else the first after it."""
    periods = {table.label: period_of(table) for table in found.tables}
    registers = found.of(REGISTER, PLACES)
    if not registers:
        names = ", ".join(path.name for path in files) or "no files"
        read = "; ".join(f"{table.label} is read as {table.kind}" for table in found.tables)
        raise RecordsError(
            f"No register among the files given ({names}){f': {read}' if read else ''}. Add the "
            "file of providers as at the day."
        )
    days, sure = _days(registers, periods, as_at)
    own = [t for kind in (REGISTER, PLACES) if (t := _chosen(found.of(kind), days, sure, as_at))]
    told = [days[t.label] for t in own if t.label in sure or _is_stale(t, days[t.label], as_at)]
    day = max(told, default=as_at)
    past = [t for t in registers if _is_past(t, own, days, sure, day)]
    after = [t for t in registers if t not in own and t not in past]
    kept = tuple(
        replace(table, kind=EARLIER) if table in past else table
        for table in found.tables
        if table not in after
    )
    return Sorted(kept, periods, day, tuple(after))


def _days(
    registers: Sequence[Table], periods: Mapping[str, FilePeriod], as_at: date
) -> tuple[dict[str, date], set[str]]:
    """Give each register's day, and those whose day a file says; a workbook is of one day."""
    days = {table.label: periods[table.label].last_day or as_at for table in registers}
    sure = {label for label in days if periods[label].told_by != ROWS}
    said = {table.file: days[table.label] for table in registers if table.label in sure}
    for table in registers:
        if table.file in said and table.label not in sure:
            days[table.label] = said[table.file]
            sure.add(table.label)
    return days, sure


def _chosen(
    tables: Sequence[Table], days: Mapping[str, date], sure: Collection[str], as_at: date
) -> Table | None:
    """Choose of one kind that of the day; two that nothing tells apart are refused."""
    if not tables:
        return None
    by_day = sorted(tables, key=lambda table: days[table.label])
    until = [table for table in by_day if days[table.label] <= as_at]
    best = until[-1] if until else by_day[0]
    near = [t for t in tables if abs(days[t.label] - days[best.label]) <= _leeway(t, best, sure)]
    if len(near) > 1:
        raise RecordsError(
            f"More than one {best.kind} was given: {'; '.join(t.label for t in near)}. "
            "Give the one of the day; where each has a part of it, put these into one file."
        )
    return best


def _is_stale(table: Table, last: date, as_at: date) -> bool:
    """Say whether a register, of which only its rows tell the day, is of a day long ago."""
    return last < as_at - STALE and dated(table).height >= MANY


def _leeway(one: Table, other: Table, sure: Collection[str]) -> timedelta:
    """Say how far apart two days may be and still be one: rows alone tell the least it can be."""
    return timedelta(0) if one.label in sure and other.label in sure else LEEWAY


def _is_past(
    table: Table,
    own: Sequence[Table],
    days: Mapping[str, date],
    sure: Collection[str],
    day: date,
) -> bool:
    """Say whether a register is of an earlier day than that of the records."""
    if table in own:
        return table.label in sure and days[table.label] < day
    best = next(each for each in own if each.kind == table.kind)
    return days[table.label] < days[best.label]
