"""Panels of What we found: serious concerns by judgement, type, mode and over time."""

import polars as pl

from dashboard.figures import concern_findings, concerns, dots, words
from dashboard.measures.definitions.found import SERIOUS_CONCERNS
from dashboard.measures.selection import Selection
from dashboard.store import Store
from dashboard.ui import parts
from dashboard.views import letters

KINDS = {
    "type": ("setting type", "Setting type of", concerns.by_type),
    "mode": ("how the visit was made", "How we made", concerns.by_mode),
}
"""What serious concerns are split by: in words, how the sentence begins, and the rows."""


@parts.part
def by_judgement(store: Store, selection: Selection) -> None:
    """Show serious concerns by the judgement that the setting held before."""
    if selection.last_grade is None:
        rows = concerns.by_judgement(store, selection)
        said = concern_findings.among(rows, "Judgement held before")
        _compared(rows, said, "judgement held before the visit", "judgement", store, selection)


@parts.part
def by_kind(name: str, store: Store, selection: Selection) -> None:
    """Show serious concerns by one of `KINDS`, where there are several."""
    split, lead, found_by = KINDS[name]
    rows = found_by(store, selection)
    if rows["name"].n_unique() > 1:
        _compared(rows, concern_findings.among(rows, lead), split, name, store, selection)


@parts.part
def by_weeks(store: Store, selection: Selection) -> None:
    """Show serious concerns for each four weeks, where there are several."""
    rows = concerns.by_weeks(store, selection)
    if rows["name"].n_unique() > 1:
        said, note = concern_findings.over_time(rows), concern_findings.UNTIL_LETTERS
        _compared(rows, said, "four weeks in which visits started", "weeks", store, selection, note)


@parts.part
def _compared(
    rows: pl.DataFrame,
    said: str,
    split: str,
    name: str,
    store: Store,
    selection: Selection,
    note: str = "",
) -> None:
    """Show visits made because of concerns by one thing, with sampled visits beside."""
    title = f"{published(selection)} because we had concerns, and sampled visits, by {split}"
    with parts.panel() as shown:
        shown.finding(said, title)
        shown.html(dots.side_by_side(rows, title, words.opening(split)))
        if note:
            shown.note(note)
        columns = ["name", "selection_basis", *concerns.COLUMNS]
        letters.close(shown, f"concerns_{name}", store, selection, rows, columns, SERIOUS_CONCERNS)


def published(selection: Selection) -> str:
    """Open a title: serious concerns in the letters of visits to what is chosen."""
    return f"{SERIOUS_CONCERNS.label} in published letters, visits to {words.noun(selection)}"
