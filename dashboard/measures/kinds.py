"""Which types and judgements a page lists: those of later years only where there are some."""

from collections.abc import Sequence

from dashboard.measures.store import Store
from dashboard.records import words as w


def types_of(store: Store, setting_type: str) -> tuple[str, ...]:
    """Give the types that a choice stands for, in display order."""
    wanted = w.GROUPS.get(setting_type, (setting_type,))
    return wanted if len(wanted) == 1 else recorded(store, "setting_type", wanted, w.LATER_TYPES)


def judgements(store: Store) -> tuple[str, ...]:
    """Give the judgements that a setting may hold, in display order."""
    return recorded(store, "last_grade", w.JUDGEMENTS, w.SUPPORTED_OUTCOMES)


def recorded(
    store: Store, column: str, words: Sequence[str], later: Sequence[str]
) -> tuple[str, ...]:
    """Give words of a column without those of later years that no open setting has."""
    found = store.once(f"open by {column}", lambda: set(store.cube.tables["open"][column]))
    return tuple(word for word in words if word not in later or word in found)
