"""A store as those outside may see it: its figures behind a guard, and its records shut.

The mode is read in one place, from the store: whatever is laid out or written from a store of a
mode is of that mode, and has nothing else to draw from.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import polars as pl

from dashboard.measures.disclosure import Guard
from dashboard.measures.disclosure.declared import declared
from dashboard.measures.disclosure.hidden import Closed
from dashboard.measures.disclosure.log import log_of
from dashboard.measures.disclosure.shape import Counts
from dashboard.measures.measure import Measure
from dashboard.measures.selection import Selection
from dashboard.measures.trust import Check, Trust
from dashboard.records.check import RecordsError
from dashboard.settings import INTERNAL, PUBLIC, Settings, stricter
from dashboard.store import Store, open_store

AS_AT = " as at "
"""Stands between a snapshot's name and the day, in the log of releases."""

RECORDS = ("calendar", "local_authorities", "milestones")
"""The records that tell of no setting and no visit."""

COUNTS = ("open", "then", "joined", "left", "sight", "reached", "reported")
"""The tables of the cube that tell nothing of what a visit was for, found or led to."""

TOLD = ("settings", "visits", "local_authorities", "calendar")
"""The tables whose lost rows may be counted for readers."""


def in_mode(store: Store, mode: str) -> Store:
    """Give a store as a mode lets it be seen; never one that shows more than it did."""
    mode = stricter(store.mode, mode)
    if mode == store.mode:
        return store
    return store.remembered(("mode", mode), lambda: _outside(store, mode))


def _outside(store: Store, mode: str) -> Store:
    if store.mode != INTERNAL:
        raise ValueError(f"A store that is seen as {store.mode} cannot be seen as {mode} too.")
    regions = store.authorities["region"].cast(pl.String).unique(maintain_order=True)

    def ask(
        measure: Measure, selection: Selection, by: Sequence[str], limits: Mapping[str, str]
    ) -> pl.DataFrame:
        return store.ask(measure, selection, by, **limits)

    def reopen(name: str) -> Counts | None:
        earlier = _opened(*name.split(AS_AT))
        guard = in_mode(earlier, mode).guard if earlier else None
        return guard.counts if guard else None

    settings = Settings()
    guard = Guard(
        ask,
        tuple(regions),
        f"{store.name}{AS_AT}{store.as_at}",
        log_of(settings.releases if settings.snapshots else None),
        reopen,
        frozenset((one.measure.name, one.limits) for one in declared(PUBLIC))
        if mode == PUBLIC
        else None,
    )
    return replace(
        store,
        mode=mode,
        guard=guard,
        records=Closed(store.records, RECORDS),
        cube=replace(store.cube, tables=Closed(store.cube.tables, COUNTS)),
        trust=_without_numbers(store.trust),
        accounts={name: told for name, told in store.accounts.items() if name in TOLD},
        notes=(),
        figures={},
        findings=(),
        earlier=lambda: None,
    )


def _opened(name: str, as_at: str) -> Store | None:
    """Open the records of an earlier release, if they are still as they were."""
    root, day = Settings().snapshots, date.fromisoformat(as_at)
    try:
        found = open_store(root, name=name) if root else open_store(None, day)
        found = found if found.as_at == day else open_store(root, day)
    except RecordsError:
        return None
    return found if (found.name, found.as_at) == (name, day) else None


def _without_numbers(trust: Trust) -> Trust:
    """Keep which figures failed a check, but not what they are."""
    checks = tuple(
        Check(check.sentence, 0, int(not check.holds), check.touches) for check in trust.checks
    )
    aside = {name: lost for name, lost in trust.aside.items() if name in TOLD}
    return Trust(checks, trust.fields, aside)
