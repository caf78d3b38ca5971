"""What changed since the figures of the last earlier day, if any are kept."""

from dashboard.audit.changes import Changes
from dashboard.audit.earlier import since_last
from dashboard.exhibits.data import changes
from dashboard.exhibits.exhibit import Exhibit, Words
from dashboard.measures import Selection, Store
from dashboard.wording import words

EVERY_RECORD = "Every record that differs, to take away"
DOUBTED = "What changed is not shown while a figure is being checked."
FIRST = (
    "No earlier figures that count from the same day are kept, so what changed since is not known."
)
PUBLISHED = (
    "What changed is not shown to readers of what is published: it could tell of one record."
)


def nothing(store: Store) -> str:
    """Say why it is not told what changed."""
    return FIRST if store.scope.public is None else PUBLISHED


def figures(store: Store, _selection: Selection) -> Exhibit:
    """Give what each kind of change did to every count, or say why nothing can be compared."""
    if store.trust.doubted:
        return Exhibit("changed-figures", notes=(DOUBTED,))
    compared = since_last(store)
    if compared is None:
        return Exhibit("changed-figures", notes=(nothing(store),))
    listed, title = changes.rows(compared), _title(compared)
    said = (changes.meanings(), changes.methods(compared))
    return Exhibit(
        "changed-figures",
        changes.headline(compared),
        title,
        (Words(listed, changes.HEADINGS, numbers=True),) if listed else (),
        changes.figures_file(compared),
        tuple(filter(None, said)),
        about=True,
    )


def records(store: Store, _selection: Selection) -> Exhibit | None:
    """Give every record that differs."""
    compared = changes.since(store)
    if compared is None:
        return None
    return Exhibit(
        "changed-records",
        EVERY_RECORD,
        _title(compared),
        file=changes.records_file(compared),
        about=True,
    )


def _title(compared: Changes) -> str:
    since = words.day(compared.previous.as_at)
    return f"What changed since {since}, all {compared.store.scope.label}, by why"
