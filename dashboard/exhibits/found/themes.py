"""What published letters mention: how many visits, by theme and side, in the vocabulary's order."""

import polars as pl

from dashboard.wording import words
from dashboard.wording.together import or_how_many

FLEXIBILITIES = "Use of coronavirus flexibilities"
SCHOOL = "School attendance and links with schools"
CALLED_OUT = (FLEXIBILITIES, SCHOOL)

ADDED = (
    "A visit counts under every theme that its letter mentions, so themes do not add up. These are "
    "counts of visits made for every reason, not rates."
)
PARTS = (
    "Visits ask whether flexibilities were used only when necessary, with the reason recorded and "
    "checked by managers. These records hold the theme and the side of each finding, not whether "
    "a reason was recorded."
)


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
    return f"{said} ({words.many(top, 'visits')}{' each' if len(names) > 1 else ''})"


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
