"""Panels of Why we went: the authorities visited, and what visits for each reason found."""

from dashboard.figures import (
    concern_findings,
    concerns,
    dots,
    findings,
    found,
    sample,
    tables,
    words,
)
from dashboard.measures.definitions.coverage import COVERAGE
from dashboard.measures.definitions.found import SERIOUS_CONCERNS
from dashboard.measures.selection import Selection
from dashboard.store import Store
from dashboard.ui import parts
from dashboard.views.why_shares import close, where_of


@parts.part
def sampled(store: Store, selection: Selection) -> None:
    """Show the authorities from which the sample is drawn, and those sampled, by region."""
    rows = sample.frame(store, selection)
    whole = store.scope.label
    title = (
        "Local authorities sampled to learn from good practice, % of those last judged good or "
        f"outstanding, by region, all of {whole}"
    )
    with parts.panel() as shown:
        shown.finding(sample.sampled(rows, store, selection), title)
        shown.html(
            tables.bars(
                rows, title, "Region", "Sampled of good or outstanding", rows["value"][0], whole
            )
        )
        own = sample.own(selection).anywhere()
        close(
            shown, "why_sampled", sample.SAMPLED, rows, "authorities sampled", store, own, ["name"]
        )


@parts.part
def tiers(store: Store, selection: Selection) -> None:
    """Show how many authorities of each standing judgement were visited."""
    own, rows = sample.own(selection), sample.tiers(store, selection)
    where = words.area_name(own.area, store)
    title = f"Local authorities visited, % of those in scope, by standing judgement, {where}"
    england = store.ask(COVERAGE, own.anywhere())["value"][0]
    with parts.panel() as shown:
        shown.finding(sample.visited(rows), title)
        asked = ("Standing judgement", "Visited of in scope", england, store.scope.label)
        shown.html(tables.bars(rows, title, *asked))
        shown.note(sample.unvisited(store, selection))
        shown.note(sample.standing(store))
        close(shown, "why_tiers", COVERAGE, rows, "authorities by judgement", store, own, ["name"])


@parts.part
def outcomes(store: Store, selection: Selection) -> None:
    """Show what the visits for each reason found: side by side, never added together."""
    rows = concerns.by_basis(store, selection)
    letters = f"published letters of assurance visits to {where_of(store, selection)}"
    title = f"Serious concerns, % of {letters}, by reason for the visit"
    said = concern_findings.side_by_side(rows) or found.stated(store, selection, rows)
    with parts.panel() as shown:
        shown.finding(said, title)
        if found.can_show(store, selection, rows):
            shown.html(dots.table(rows, title, "Reason for the visit"))
        caveat = findings.caveat(store, selection)
        shown.note(caveat)
        asked = SERIOUS_CONCERNS, rows, "found by reason", store, selection
        close(shown, "why_found", *asked, ["name", *concerns.COLUMNS], [], caveat=caveat)
