"""What we found: what are visits telling us? Visits are not graded, and nobody is ranked."""

from collections.abc import Sequence

import polars as pl

from dashboard.figures import concern_findings, concerns, dots, findings, found, tables, words
from dashboard.measures.definitions.found import SERIOUS_CONCERNS
from dashboard.measures.selection import Selection
from dashboard.store import Store
from dashboard.ui import filters, parts
from dashboard.views import letters

QUESTION = "What are visits telling us?"
KINDS = {
    "type": ("setting type", "Setting types of", concerns.by_type),
    "mode": ("how the visit was made", "How we made", concerns.by_mode),
}
"""What serious concerns are split by: in words, how the sentence begins, and the rows."""


def page(store: Store, selection: Selection, notices: Sequence[str]) -> None:
    """Lay out serious concerns, what letters mention, how we visited and how long letters took."""
    rows = concerns.by_basis(store.as_counted, selection)
    with parts.panel() as top:
        top.lead("What we found", QUESTION, found.answer(store, selection, rows))
        top.html(f'<p class="caveat">{findings.caveat(store, selection)}</p>')
        top.html(filters.showing(store, selection, notices))
        if found.total(store.as_counted, selection):
            top.html(tables.tiles(found.figures(store, selection, rows)))
    filters.strip(store, selection)
    by_basis(rows, store, selection)
    if concern_findings.can_compare(rows):
        by_judgement(store, selection)
        for kind in KINDS:
            by_kind(kind, store, selection)
        by_weeks(store, selection)
    letters.mentions(store, selection)
    letters.how(store, selection)
    letters.publication(store, selection)
    letters.authorities(store, selection)


@parts.part
def by_basis(rows: pl.DataFrame, store: Store, selection: Selection) -> None:
    """Show serious concerns by reason for the visit."""
    said = concern_findings.side_by_side(rows) or found.stated(store, selection, rows)
    title = f"{_published(selection)}, by reason for the visit"
    with parts.panel() as shown:
        shown.finding(said, title)
        if found.can_show(store, selection, rows):
            shown.html(dots.table(rows, title, "Reason for the visit"))
        if concern_findings.can_compare(rows):
            shown.note(" ".join(filter(None, [found.RANGE, concern_findings.unstated(rows)])))
        letters.close(
            shown, "concerns", store, selection, rows, ["name", *concerns.COLUMNS], SERIOUS_CONCERNS
        )


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
    title = f"{_published(selection)} because we had concerns, and sampled visits, by {split}"
    with parts.panel() as shown:
        shown.finding(said, title)
        shown.html(dots.side_by_side(rows, title, words.opening(split)))
        if note:
            shown.note(note)
        columns = ["name", "selection_basis", *concerns.COLUMNS]
        letters.close(shown, f"concerns_{name}", store, selection, rows, columns, SERIOUS_CONCERNS)


def _published(selection: Selection) -> str:
    return f"{SERIOUS_CONCERNS.label} in published letters, visits to {words.noun(selection)}"
