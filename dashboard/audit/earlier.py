"""The snapshot that another is compared with: of a day that is named, or the last one before it."""

from dataclasses import replace
from pathlib import Path

from dashboard.areas.vintages import written
from dashboard.audit.changes import Changes
from dashboard.measures import MeasureError, Store
from dashboard.measures.opening import days, open_store
from dashboard.records.check import RecordsError
from dashboard.records.on_areas import on_areas
from dashboard.settings import snapshots_folder


def between(previous: Store, store: Store) -> Changes:
    """Compare two snapshots, the earlier one first; what was compared once is remembered."""
    if previous.as_at > store.as_at:
        days = f"{written(previous.as_at)} is after {written(store.as_at)}"
        raise MeasureError(f"{days}. Give the earlier day first.")
    key = f"changes {previous.name} {previous.as_at}"
    return store.once(key, lambda: Changes(_on_areas_of(store, previous), store))


def _on_areas_of(store: Store, previous: Store) -> Store:
    """Put an earlier snapshot on the authorities of a later one, where those are others."""
    if previous.vintage == store.vintage:
        return previous
    moved = on_areas(previous.records, store.records, store.vintage)
    return replace(previous, records=moved, vintage=store.vintage)


def since_last(store: Store) -> Changes | None:
    """Compare a snapshot with the one of the last earlier day, or give None if there is none.

    None too where the two do not count from one start, such as those of different years, and to a
    reader of what is published: what differs between two days could tell of one record.
    """
    if store.scope.public is not None:
        return None
    root = snapshots_folder()
    last = store.once(f"previous {root}", lambda: _previous(store, root))
    return between(last, store) if last else None


def _previous(store: Store, root: Path | None) -> Store | None:
    """Open the last earlier day that can be read; a damaged one is passed over."""
    for day in sorted((day for day in days(root) if day < store.as_at), reverse=True):
        try:
            found = open_store(root, day, scope=store.scope)
        except RecordsError:
            continue
        alike = found.illustrative == store.illustrative and set(found.starts) & set(store.starts)
        return found if alike else None
    return None
