"""Panels of What we found: what published letters mention."""

import polars as pl

from dashboard.figures import (
    themes,
    words,
)
from dashboard.measures.definitions.found import MENTIONS
from dashboard.measures.selection import Selection
from dashboard.records import words as w
from dashboard.store import Store
from dashboard.ui import parts
from dashboard.views.letters import bars, close


@parts.part
def mentions(store: Store, selection: Selection) -> None:
    """Show what letters mention, then two themes by themselves and what sampled visits praise."""
    if not themes.mentioned(store, selection):
        with parts.panel() as shown:
            shown.note(themes.why_none(store, selection))
        return
    rows = themes.by_side(store, selection)
    who = words.noun(selection)
    title = f"Visits to {who} whose published letter mentions each theme, by side"
    with parts.panel() as shown:
        shown.finding(themes.most(rows), title)
        bars(shown, rows, themes.SIDES, title, "Theme")
        shown.note(themes.ADDED)
        close(shown, "themes", store, selection, rows, rows.columns, MENTIONS)
    for theme in themes.CALLED_OUT:
        one_theme(theme, rows, store, selection)
    if themes.mentioned(store, selection, selection_basis=w.SAMPLED, side=themes.WELL):
        good_practice(store, selection)


@parts.part
def one_theme(theme: str, rows: pl.DataFrame, store: Store, selection: Selection) -> None:
    """Show one theme by side and reason for the visit."""
    if not themes.mentioned(store, selection, theme=theme):
        with parts.panel() as shown:
            shown.note(f"{themes.sides_of(theme, rows)}.")
        return
    split = themes.called_out(store, selection, theme)
    title = f"{theme}: visits to {words.noun(selection)} whose published letter mentions it"
    with parts.panel() as shown:
        shown.finding(themes.sides_of(theme, rows), title)
        headings = {key: words.BASIS[basis] for key, basis in themes.BASES.items()}
        bars(shown, split, headings, title, "Side")
        if theme == themes.FLEXIBILITIES:
            shown.note(themes.PARTS)
        close(shown, words.slug(theme), store, selection, split, split.columns, MENTIONS)


@parts.part
def good_practice(store: Store, selection: Selection) -> None:
    """Show what letters of sampled visits say is going well."""
    rows = themes.by_side(store, selection, selection_basis=w.SAMPLED)
    title = f"Sampled visits to {words.noun(selection)} whose published letter says what goes well"
    with parts.panel() as shown:
        shown.finding(themes.good_practice(rows), title)
        bars(shown, rows, {"going_well": themes.WELL}, title, "Theme")
        close(shown, "good practice", store, selection, rows, ["name", "going_well"], MENTIONS)
