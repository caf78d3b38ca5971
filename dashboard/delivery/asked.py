"""What the address of a file or a text asks for: the records, and what was chosen of them."""

from collections.abc import Mapping

from dashboard.access import scope as access
from dashboard.disclosure.mode import inside
from dashboard.measures import Selection, Store
from dashboard.records import shown
from dashboard.records.check import RecordsError
from dashboard.settings import Settings
from dashboard.snapshots import snapshot_folder
from dashboard.ui import address
from dashboard.ui.notices import NotKnownError
from dashboard.ui.records import kept


class NoSuchFileError(LookupError):
    """There is no such file: one sentence that says why and what to do."""


def read(
    query: Mapping[str, str], scope: access.Scope = access.NO_LIMIT
) -> tuple[Store, Selection]:
    """Open what a scope leaves of the records an address asks for, and read what was chosen.

    What the records do not have is a NoSuchFileError, never a wider choice.
    """
    asked = query.get(address.SNAPSHOT)
    root = Settings().snapshots
    if asked is not None and (
        root is None or asked not in {n for _, n in snapshot_folder.kept(root)}
    ):
        raise NoSuchFileError("The records of this link are not kept here. Open the page again.")
    try:
        inside(address.mode_of(query))
        if asked is None and root is not None:
            asked = snapshot_folder.choose(root, None)[0]
        store = kept(root, address.day_of(query), asked, scope)
    except RecordsError as fault:
        raise NoSuchFileError(shown.for_readers(str(fault))) from fault
    if query.get(address.SNAPSHOT, store.name) != store.name:
        raise NoSuchFileError("The records have changed since this link. Open the page again.")
    try:
        return store, address.read_exactly(query, store)
    except NotKnownError as fault:
        raise NoSuchFileError(str(fault)) from fault
