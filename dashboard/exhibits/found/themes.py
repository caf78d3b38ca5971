"""What published letters mention: how many visits, by theme and side, in the vocabulary's order."""

import polars as pl

from dashboard.measures import choice
from dashboard.measures.definitions.found import MENTIONS
from dashboard.measures.selection import Selection
from dashboard.measures.store import Store
from dashboard.records import words as w
from dashboard.wording import words
from dashboard.wording.together import or_how_many

WELL, IMPROVE, PRIORITY = w.SIDES
SIDES = {"going_well": WELL, "to_improve": IMPROVE, "priority": PRIORITY}
"""For each column of a table of themes, its side and heading."""

FLEXIBILITIES = "Use of coronavirus flexibilities"
SCHOOL = "School attendance and links with schools"
CALLED_OUT = (FLEXIBILITIES, SCHOOL)
BASES = {
    "because": w.PRIORITISED,
    "sampled": w.SAMPLED,
    "other": w.OTHER,
    "not_recorded": w.NOT_RECORDED,
}
"""For each column of a table by reason, the reason."""

ADDED = (
    "A visit counts under every theme that its letter mentions, so themes do not add up. These are "
    "counts of visits made for every reason, not rates."
)
PARTS = (
    "Visits ask whether flexibilities were used only when necessary, with the reason recorded and "
    "checked by managers. These records hold the theme and the side of each finding, not whether "
    "a reason was recorded."
)


def supplied(store: Store) -> bool:
    """Say whether the records hold findings at all."""
    return "findings" in store.cube.tables


def mentioned(store: Store, selection: Selection, **limits: str) -> bool:
    """Say whether any published letter of the selection mentions a theme."""
    return bool(choice.only(store.ask(MENTIONS, selection, **limits))[0])


def why_none(store: Store, selection: Selection) -> str:
    """Say why no theme is shown."""
    if not supplied(store):
        return "What letters say is going well or is to improve is not in these records."
    return f"No published letter of a visit to {words.noun(selection)} mentions a theme yet."


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


def most(rows: pl.DataFrame) -> str:
    """Say which themes letters mention most on each side."""
    lead = {
        "going_well": "most often going well",
        "to_improve": "most often to improve",
    }
    said = [f"{phrase}: {_named(rows, key)}" for key, phrase in lead.items() if rows[key].sum()]
    if not said and rows["priority"].sum():
        said = [f"most often for priority action: {_named(rows, 'priority')}"]
    return words.opening("; ".join(said)) if said else "No published letter mentions a theme yet"


def _named(rows: pl.DataFrame, key: str) -> str:
    """Name the themes with the highest count in a column, and the count."""
    top = max(rows[key])
    names = rows.filter(pl.col(key) == top)["name"].str.to_lowercase().to_list()
    said = or_how_many(names, "themes")
    return f"{said} ({_visits(top)}{' each' if len(names) > 1 else ''})"


def good_practice(rows: pl.DataFrame) -> str:
    """Say what letters of sampled visits mention as going well."""
    return f"In sampled visits, most often going well: {_named(rows, 'going_well')}"


def sides_of(theme: str, by_theme: pl.DataFrame) -> str:
    """Say at how many visits letters mention a theme, on each side."""
    row = by_theme.row(by_predicate=pl.col("name") == theme, named=True)
    lead = {
        "going_well": "going well",
        "to_improve": "to improve",
        "priority": "for priority action",
    }
    counts = {phrase: row[key] for key, phrase in lead.items() if row[key]}
    if not counts:
        return f"{theme}: not yet mentioned"
    first, *others = [f"{phrase} at {words.number(n)}" for phrase, n in counts.items()]
    visits = words.for_count(next(iter(counts.values())), "visits")
    return f"{theme}: {words.listed([f'{first} {visits}', *others])}"


def _visits(count: int) -> str:
    return f"{words.number(count)} visit{'' if count == 1 else 's'}"
