"""The last days of figures that are kept, each with what changed since the one before."""

from datetime import date
from functools import lru_cache
from pathlib import Path

from dashboard.access.scope import Scope
from dashboard.audit.earlier import since_last
from dashboard.audit.reconciliation import open_reconciled
from dashboard.exhibits.data import changes
from dashboard.exhibits.data.what_changed import DOUBTED
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
    newest = sorted(days(root).items(), reverse=True)[:MOST]
    entries = [_entry(root, *day, scope) for day in newest]
    if not entries:
        raise RecordsError(NONE)
    return to_atom(title, address, SUBTITLE, AUTHOR, entries)


@lru_cache(maxsize=512)
def _entry(root: Path | None, day: date, name: str | None, scope: Scope) -> Entry:
    """Say what changed; a snapshot never changes, so neither does what is said of it."""
    go_on()
    title, address = f"Figures as at {words.day(day)}", f"./?asat={day.isoformat()}"
    try:
        store = open_reconciled(root, day, name, scope)
    except RecordsError:
        return Entry(name or title, day, title, address, DAMAGED)
    title = f"{title}. {INVENTED}" if store.illustrative else title
    return Entry(store.name, day, title, address, _said(store))


def _said(store: Store) -> str:
    if store.trust.doubted:
        return DOUBTED
    compared = since_last(store)
    return f"{changes.headline(compared)}." if compared else FIRST
