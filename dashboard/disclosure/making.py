"""Make a draft of a release from a published snapshot, and approve it by a second name."""

import getpass
from collections.abc import Sequence
from datetime import date
from itertools import groupby
from pathlib import Path

from dashboard.access import log as access
from dashboard.disclosure import log
from dashboard.disclosure.audit import OverBudgetError, bounded
from dashboard.disclosure.checking import figures_at_fault, files_at_fault
from dashboard.disclosure.counts import Row, counted
from dashboard.disclosure.deciding import decide
from dashboard.disclosure.declared import Column
from dashboard.disclosure.folder import APPROVAL, Kept, alone, draft, every, lay_down
from dashboard.disclosure.names import check_second, named
from dashboard.disclosure.release import Given, Release, Shown, Table, Write, as_json
from dashboard.disclosure.system import Day
from dashboard.measures.store import Store
from dashboard.records import private
from dashboard.records.check import RecordsError
from dashboard.settings import Settings


def make(root: Path, store: Store, columns: Sequence[Column], write: Write, by: str = "") -> Kept:
    """Make a draft as at the day of a store. Nobody is served a draft.

    Raises RecordsError where a release of that day or a later one was approved.
    """
    maker = named(by or getpass.getuser())
    with alone(root):
        before = every(root)
        if before and before[-1].name >= store.as_at.isoformat():
            raise RecordsError(
                f"There is a release of {before[-1].name}, and releases only go forward: a later "
                "one of an earlier day would be one more to hold against it."
            )
        days = [kept.day for kept in before]
        found, since = counted(store, columns), store.starts[-1].day
        now = Day(store.as_at, since, Settings().fewer_than, found.counts, {}, found.visited)
        rounded = [column for column in columns if column.measure.sensitive]
        told = decide(rounded, now, days, Settings().audit_seconds)
        release = _release(store, columns, found.coverage, [*days, told])
        content = as_json(told)
        made = lay_down(root, release, content, write(release), maker, store.name)
        log.add(root, log.MADE, made.name, maker, made.digest)
        return made


def _release(
    store: Store, columns: Sequence[Column], coverage: tuple[Row, ...], days: Sequence[Day]
) -> Release:
    """Put together what may be written: of each figure the last that was given."""
    figures: dict[str, dict[str, Given]] = {}
    for day in days:
        for name, places in day.told.items():
            for place, one in places.items():
                figures.setdefault(name, {})[place] = Given(one.value, day.as_at)
    names = {name for column in columns for name in column.series}
    return Release(
        store.as_at,
        store.starts[-1].day,
        Settings().fewer_than,
        "illustrative records" if store.illustrative else store.source,
        store.illustrative,
        _tables(columns),
        {name: dict(sorted(figures[name].items())) for name in sorted(names & set(figures))},
        coverage,
        tuple(sorted({str(region) for region in store.authorities["region"]})),
        Settings().contact,
    )


def _tables(columns: Sequence[Column]) -> tuple[Table, ...]:
    parts = groupby(columns, lambda c: (c.page, c.table, c.title, not c.measure.sensitive))
    return tuple(
        Table(page, name, title, tuple(map(_shown, own)), is_full)
        for (page, name, title, is_full), own in parts
    )


def _shown(column: Column) -> Shown:
    limited = ", ".join(word.lower() for _, word in column.limits)
    label = f"{column.measure.label}, {limited}" if limited else column.measure.label
    return Shown(label, column.measure.definition, column.series)


def approve(root: Path, day: date, by: str, write: Write) -> Kept:
    """Approve the draft of a day by a second name: from then on it is served, as it is, for good.

    Raises RecordsError where there is none, where the name is its maker's, where another release
    came between, where its files are not what they were, or where the audit does not hold.
    """
    who = named(by)
    with alone(root):
        found = draft(root, day)
        if found is None:
            raise RecordsError(f"There is no draft of {day} in {root}. Make one first.")
        check_second(who, found.maker)
        _check(root, found, write)
        final = root / found.name
        private.create(found.path / APPROVAL, as_json({"by": who, "sha256": found.digest}))
        if log.approvals(root).get(found.name) != (found.digest, who):
            log.add(root, log.APPROVED, found.name, who, found.digest)
        access.record(access.RELEASE, who, release=found.name, sha256=found.digest)
        found.path.rename(final)
        return Kept(final)


def _check(root: Path, found: Kept, write: Write) -> None:
    before = every(root)
    if found.told["after"] != [kept.digest for kept in before]:
        raise RecordsError("Another release was approved since this draft. Make it again.")
    wrong = files_at_fault(found, write) + figures_at_fault([*before, found])
    if wrong:
        raise RecordsError(f"{wrong[0]} Make the draft again.")
    days = [*(kept.day for kept in before), found.day]
    try:
        for narrow in bounded(days, [*found.day.counts], Settings().audit_seconds):
            raise RecordsError(f"{narrow.name} can be worked out too narrowly. Make it again.")
    except OverBudgetError as fault:
        raise RecordsError(f"Not approved: {fault}.") from fault
