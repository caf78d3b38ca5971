"""What letters mention: every theme, two by themselves, and what sampled visits praise."""

from functools import partial

from dashboard.exhibits.exhibit import Counts, Exhibit
from dashboard.exhibits.found import themes
from dashboard.exhibits.found.table import table
from dashboard.exhibits.page import Make
from dashboard.measures import Selection, Store, letter_themes
from dashboard.measures.definitions.found import MENTIONS
from dashboard.records import words as w
from dashboard.wording import words


def mentions(store: Store, selection: Selection) -> Exhibit | None:
    """Give the visits whose letter mentions each theme, by side; None where letters hold none."""
    if not letter_themes.supplied(store):
        return None
    if not letter_themes.mentioned(store, selection):
        none = f"No published letter of a visit to {words.noun(selection)} mentions a theme yet."
        return Exhibit("themes", notes=(none,))
    rows = letter_themes.by_side(store, selection)
    return Exhibit(
        "themes",
        themes.most(rows),
        f"Visits to {words.noun(selection)} whose published letter mentions each theme, by side",
        (Counts(rows, letter_themes.SIDES, "Theme", narrow=True),),
        table(store, selection, rows, "themes", MENTIONS, rows.columns),
        (themes.ADDED,),
        (words.period(selection, store),),
    )


def one_theme(theme: str, store: Store, selection: Selection) -> Exhibit | None:
    """Give one theme by side and reason for the visit."""
    if not letter_themes.mentioned(store, selection):
        return None
    every, name = letter_themes.by_side(store, selection), words.slug(theme)
    if not letter_themes.mentioned(store, selection, theme=theme):
        return Exhibit(name, notes=(f"{themes.sides_of(theme, every)}.",))
    rows = letter_themes.called_out(store, selection, theme)
    headings = {key: words.BASIS[basis] for key, basis in letter_themes.BASES.items()}
    return Exhibit(
        name,
        themes.sides_of(theme, every),
        f"{theme}: visits to {words.noun(selection)} whose published letter mentions it",
        (Counts(rows, headings, "Side", narrow=True),),
        table(store, selection, rows, name, MENTIONS, rows.columns),
        (themes.PARTS,) if theme == themes.FLEXIBILITIES else (),
        (words.period(selection, store),),
    )


def good_practice(store: Store, selection: Selection) -> Exhibit | None:
    """Give what letters of sampled visits say is going well."""
    praised = {"selection_basis": w.SAMPLED, "side": letter_themes.WELL}
    if not letter_themes.mentioned(store, selection) or not letter_themes.mentioned(
        store, selection, **praised
    ):
        return None
    rows = letter_themes.by_side(store, selection, selection_basis=w.SAMPLED)
    columns, noun = ("name", "going_well"), words.noun(selection)
    return Exhibit(
        "good-practice",
        themes.good_practice(rows),
        f"Sampled visits to {noun} whose published letter says what goes well",
        (Counts(rows, {"going_well": letter_themes.WELL}, "Theme", narrow=True),),
        table(store, selection, rows, "good practice", MENTIONS, columns),
        (),
        (words.period(selection, store),),
    )


CALLED_OUT: tuple[Make, ...] = tuple(partial(one_theme, theme) for theme in themes.CALLED_OUT)
