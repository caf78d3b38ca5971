"""What we found: what are visits telling us? Visits are not graded, and nobody is ranked."""

from collections.abc import Sequence

import polars as pl

from dashboard.figures import concern_findings, concerns, dots, findings, found, tables
from dashboard.measures.definitions.found import SERIOUS_CONCERNS
from dashboard.measures.selection import Selection
from dashboard.store import Store
from dashboard.ui import filters, parts
from dashboard.views import found_split, letters, letters_say, visits_made

QUESTION = "What are visits telling us?"


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
        found_split.by_judgement(store, selection)
        for kind in found_split.KINDS:
            found_split.by_kind(kind, store, selection)
        found_split.by_weeks(store, selection)
    letters_say.mentions(store, selection)
    visits_made.how(store, selection)
    letters.publication(store, selection)
    letters.authorities(store, selection)


@parts.part
def by_basis(rows: pl.DataFrame, store: Store, selection: Selection) -> None:
    """Show serious concerns by reason for the visit."""
    said = concern_findings.side_by_side(rows) or found.stated(store, selection, rows)
    title = f"{found_split.published(selection)}, by reason for the visit"
    with parts.panel() as shown:
        shown.finding(said, title)
        if found.can_show(store, selection, rows):
            shown.html(dots.table(rows, title, "Reason for the visit"))
        if concern_findings.can_compare(rows):
            shown.note(" ".join(filter(None, [found.RANGE, concern_findings.unstated(rows)])))
        letters.close(
            shown, "concerns", store, selection, rows, ["name", *concerns.COLUMNS], SERIOUS_CONCERNS
        )
