"""What a choice limits visits by and the records do not tell."""

from dashboard.measures.definitions.coverage import VISITS
from dashboard.measures.selection import Selection
from dashboard.measures.store import Store


def untold(selection: Selection, store: Store) -> list[str]:
    """List what visits are limited by and the records do not tell: "the reason for the visit"."""
    every = selection.without_visits()
    chosen = [(each, getattr(selection, each.name)) for each in selection.of_visits]
    return [
        each.limit
        for each, word in chosen
        if store.tells(VISITS, every) and not store.tells(VISITS, every.changed(each.name, word))
    ]
