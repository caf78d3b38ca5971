"""A store that is opened checked, so that it holds back what cannot be relied on."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from dashboard.access.scope import NO_LIMIT, Scope
from dashboard.audit.identities import checks
from dashboard.measures.opening import open_store
from dashboard.measures.store import Store
from dashboard.measures.trust import Check, Trust, set_aside
from dashboard.records.check import RecordsError
from dashboard.records.completeness import completeness
from dashboard.snapshots import snapshot_folder

OF_ALL = "A check of all records, which are not part of this access"
"""Stands for a check that fails, where what it compares may not be seen."""


def reconciled(store: Store, earlier: Callable[[], Store | None] = lambda: None) -> Store:
    """Check a store once, as it is opened, so that it holds back what cannot be relied on.

    `earlier` opens the snapshot before, which is asked for the last figure that was checked.
    """
    trust = Trust(checks(store), completeness(store.records), set_aside(store.accounts))
    checked = replace(store, trust=trust, earlier=cache(earlier))
    checked.once.update(store.once)
    return checked


def open_reconciled(
    root: Path | None,
    as_at: date | None = None,
    name: str | None = None,
    scope: Scope = NO_LIMIT,
) -> Store:
    """Open a store as `open_store` does, and check it.

    What a check of the whole holds back is held back in every part of it.
    """
    opened = open_store(root, as_at, name, scope)
    checked = reconciled(opened, lambda: _before(root, opened.name, scope))
    if scope == NO_LIMIT:
        return checked
    doubts = doubted(open_store(root, as_at, opened.name if as_at is None else name))
    return replace(checked, trust=replace(checked.trust, checks=(*doubts, *checked.trust.checks)))


def doubted(whole: Store) -> tuple[Check, ...]:
    """Give the checks of a store that fail, without what they compare."""
    failed = (check for check in checks(whole) if not check.holds)
    return tuple(Check(OF_ALL, 0, 1, check.touches) for check in failed)


def _before(root: Path | None, name: str, scope: Scope) -> Store | None:
    """Open and check the snapshot before one, if there is one and it is whole."""
    names = [kept for _, kept in snapshot_folder.kept(root)] if root else []
    if name not in names[1:]:
        return None
    try:
        return reconciled(open_store(root, name=names[names.index(name) - 1], scope=scope))
    except RecordsError:
        return None
