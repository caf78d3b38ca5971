"""What letters mention: every theme, two by themselves, and what sampled visits praise.

Counts of visits, by theme and side, in the order of the vocabulary.
"""

from functools import partial

import polars as pl

from dashboard.exhibits.exhibit import Counts, Exhibit
from dashboard.exhibits.found.exhibits import exhibit
from dashboard.exhibits.page import Make
from dashboard.measures import Selection, Store, letter_themes
from dashboard.measures.definitions.found import MENTIONS
from dashboard.records import words as w
from dashboard.wording import words
from dashboard.wording.together import or_how_many

FLEXIBILITIES = "Use of coronavirus flexibilities"
SCHOOL = "School attendance and links with schools"
THEMES = (FLEXIBILITIES, SCHOOL)
"""The themes that stand by themselves."""

ADDED = (
    "A visit counts under every theme that its letter mentions, so themes do not add up. These are "
    "counts of visits made for every reason, not rates."
)
PARTS = (
    "Visits ask whether flexibilities were used only when necessary, with the reason recorded and "
    "checked by managers. These records hold the theme and the side of each finding, not whether "
    "a reason was recorded."
)
LEADS = {"going_well": "going well", "to_improve": "to improve", "priority": "for priority action"}
"""How a sentence says each side."""


def mentions(store: Store, selection: Selection) -> Exhibit | None:
    """Give the visits whose letter mentions each theme, by side; None where letters hold none."""
    if not letter_themes.supplied(store):
        return None
    noun = words.noun(selection)
    if not letter_themes.mentioned(store, selection):
        none = f"No published letter of a visit to {noun} mentions a theme yet."
        return Exhibit("themes", notes=(none,))
    rows = letter_themes.by_side(store, selection)
    title = f"Visits to {noun} whose published letter mentions each theme, by side"
    drawn, of = Counts(rows, letter_themes.SIDES, "Theme", narrow=True), (store, selection)
    return exhibit(of, "themes", most(rows), title, (drawn,), MENTIONS, rows, notes=(ADDED,))


def one_theme(theme: str, store: Store, selection: Selection) -> Exhibit | None:
    """Give one theme by side and reason for the visit."""
    if not letter_themes.mentioned(store, selection):
        return None
    said = sides_of(theme, letter_themes.by_side(store, selection))
    if not letter_themes.mentioned(store, selection, theme=theme):
        return Exhibit(words.slug(theme), notes=(f"{said}.",))
    rows = letter_themes.called_out(store, selection, theme)
    headings = {key: words.BASIS[basis] for key, basis in letter_themes.BASES.items()}
    return exhibit(
        (store, selection),
        words.slug(theme),
        said,
        f"{theme}: visits to {words.noun(selection)} whose published letter mentions it",
        (Counts(rows, headings, "Side", narrow=True),),
        MENTIONS,
        rows,
        notes=(PARTS,) if theme == FLEXIBILITIES else (),
    )


def good_practice(store: Store, selection: Selection) -> Exhibit | None:
    """Give what letters of sampled visits say is going well."""
    praised = {"selection_basis": w.SAMPLED, "side": letter_themes.WELL}
    if not letter_themes.mentioned(store, selection, **praised):
        return None
    rows = letter_themes.by_side(store, selection, selection_basis=w.SAMPLED)
    return exhibit(
        (store, selection),
        "good-practice",
        f"In sampled visits, most often going well: {_named(rows, 'going_well')}",
        f"Sampled visits to {words.noun(selection)} whose published letter says what goes well",
        (Counts(rows, {"going_well": letter_themes.WELL}, "Theme", narrow=True),),
        MENTIONS,
        rows,
        ("name", "going_well"),
    )


CALLED_OUT: tuple[Make, ...] = tuple(partial(one_theme, theme) for theme in THEMES)


def most(rows: pl.DataFrame) -> str:
    """Say which themes letters mention most on each side, priority action where that is all."""
    sides = {key: lead for key, lead in LEADS.items() if rows[key].sum()}
    if len(sides) > 1:
        sides.pop("priority", None)
    said = [f"most often {lead}: {_named(rows, key)}" for key, lead in sides.items()]
    return words.opening("; ".join(said)) if said else "No published letter mentions a theme yet"


def _named(rows: pl.DataFrame, key: str) -> str:
    """Name the themes with the highest count in a column, and the count."""
    top = max(rows[key])
    names = rows.filter(pl.col(key) == top)["name"].str.to_lowercase().to_list()
    said, each = or_how_many(names, "themes"), " each" if len(names) > 1 else ""
    return f"{said} ({words.many(top, 'visits')}{each})"


def sides_of(theme: str, by_theme: pl.DataFrame) -> str:
    """Say at how many visits letters mention a theme, on each side."""
    row = by_theme.row(by_predicate=pl.col("name") == theme, named=True)
    counts = {lead: row[key] for key, lead in LEADS.items() if row[key]}
    if not counts:
        return f"{theme}: not yet mentioned"
    first, *others = [f"{lead} at {words.number(n)}" for lead, n in counts.items()]
    visits = words.for_count(next(iter(counts.values())), "visits")
    return f"{theme}: {words.listed([f'{first} {visits}', *others])}"
