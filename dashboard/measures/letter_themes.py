"""What published letters mention: visits by theme and side."""

import polars as pl

from dashboard.measures import choice
from dashboard.measures.definitions.found import MENTIONS
from dashboard.measures.selection import Selection
from dashboard.measures.store import Store
from dashboard.records import words as w

WELL, IMPROVE, PRIORITY = w.SIDES


SIDES = {"going_well": WELL, "to_improve": IMPROVE, "priority": PRIORITY}
"""For each column of a table of themes, its side and heading."""


BASES = {
    "because": w.PRIORITISED,
    "sampled": w.SAMPLED,
    "other": w.OTHER,
    "not_recorded": w.NOT_RECORDED,
}
"""For each column of a table by reason, the reason."""


def supplied(store: Store) -> bool:
    """Say whether the records hold findings at all."""
    return "findings" in store.cube.tables


def mentioned(store: Store, selection: Selection, **limits: str) -> bool:
    """Say whether any published letter of the selection mentions a theme."""
    return bool(choice.only(store.ask(MENTIONS, selection, **limits))[0])


def by_side(store: Store, selection: Selection, **limits: str) -> pl.DataFrame:
    """Give the visits whose letter mentions each theme: name, and a column for each side."""
    found = store.ask(MENTIONS, selection, ["theme", "side"], **limits)
    return _spread(found, "theme", w.THEMES, "side", SIDES)


def called_out(store: Store, selection: Selection, theme: str) -> pl.DataFrame:
    """Give one theme by side: name, and a column for each reason for the visit."""
    found = store.ask(MENTIONS, selection, ["side", "selection_basis"], theme=theme)
    return _spread(found, "side", w.SIDES, "selection_basis", BASES)


def _spread(
    found: pl.DataFrame, row: str, names: tuple[str, ...], column: str, columns: dict[str, str]
) -> pl.DataFrame:
    """Lay counts out with a row for each name and a column for each word, 0 where there is none."""
    counts = {
        (str(name), str(word)): n
        for name, word, n in found.select(row, column, "numerator").iter_rows()
    }
    cells = {key: [counts.get((name, word), 0) for name in names] for key, word in columns.items()}
    return pl.DataFrame({"name": names, **cells})
