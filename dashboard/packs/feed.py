"""The last days of figures that are kept, each with what changed since the one before."""

from datetime import date
from functools import lru_cache
from pathlib import Path

from dashboard.access.scope import Scope
from dashboard.audit.earlier import since_last
from dashboard.audit.reconciliation import open_reconciled
from dashboard.exhibits.data import changes
from dashboard.exhibits.data.what_changed import DOUBTED, PUBLISHED
from dashboard.files.atom import Entry, to_atom
from dashboard.measures.opening import days
from dashboard.measures.store import Store
from dashboard.records.check import RecordsError
from dashboard.settings import Settings
from dashboard.stopping import go_on
from dashboard.wording import words

MOST = 8
"""A feed reader asks again each day: so many days of figures are enough."""
FIRST = "These are the first figures that are kept here, or the first of their programme or year."
NONE = "No figures are kept here."
INVENTED = "Illustrative records: the visits are invented"
DAMAGED = "These figures cannot be read."
SUBTITLE = "Figures of assurance and focused visits, as they are published, and what changed."
AUTHOR = "The inspectorate"


def feed(title: str, address: str, scope: Scope) -> bytes:
    """Write the feed at an address: the last days that are kept, for what a scope leaves of them.

    Raises RecordsError where none is kept.
    """
    root = Settings().snapshots
    newest = sorted(days(root).items(), reverse=True)
    before = [name for _, name in newest[1 : MOST + 1]]
    entries = [
        _entry(root, day, name, then, scope)
        for (day, name), then in zip(newest[:MOST], [*before, None], strict=False)
    ]
    if not entries:
        raise RecordsError(NONE)
    return to_atom(title, address, SUBTITLE, AUTHOR, entries)


def _entry(
    root: Path | None, day: date, name: str | None, before: str | None, scope: Scope
) -> Entry:
    """Say what changed; of figures that cannot be read it is tried again each time."""
    go_on()
    try:
        return _read(root, day, name, before, scope)
    except RecordsError:
        title = _title(day)
        return Entry(name or title, day, title, _address(day), DAMAGED)


@lru_cache(maxsize=512)
def _read(
    root: Path | None, day: date, name: str | None, _before: str | None, scope: Scope
) -> Entry:
    """Say what changed between two snapshots, neither of which ever changes.

    Raises RecordsError where those of the day cannot be read: earlier ones are opened in its place.
    """
    store = open_reconciled(root, day, name, scope)
    if store.as_at != day:
        raise RecordsError(DAMAGED)
    title = f"{_title(day)}. {INVENTED}" if store.illustrative else _title(day)
    return Entry(store.name, day, title, _address(day), _said(store))


def _title(day: date) -> str:
    return f"Figures as at {words.day(day)}"


def _address(day: date) -> str:
    return f"./?asat={day.isoformat()}"


def _said(store: Store) -> str:
    if store.trust.doubted:
        return DOUBTED
    compared = since_last(store)
    first = FIRST if store.scope.public is None else PUBLISHED
    return f"{changes.headline(compared)}." if compared else first
