"""Why we went: are we going where concern is greatest, and still learning from good practice?"""

from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from dashboard.figures import (
    arriving,
    because,
    charts,
    concern_findings,
    concerns,
    dots,
    downloads,
    findings,
    found,
    reasons,
    results,
    sample,
    stacks,
    tables,
    why,
    words,
)
from dashboard.measures.definitions.coverage import COVERAGE, VISITS
from dashboard.measures.definitions.found import SERIOUS_CONCERNS
from dashboard.measures.measure import Measure
from dashboard.measures.selection import ENGLAND, Selection
from dashboard.records.words import GROUPS
from dashboard.store import Store
from dashboard.ui import filters, parts

QUESTION = "Are we going where concern is greatest, and still learning from good practice?"
N_OF_N = ["numerator", "denominator", "value"]
ROUNDED = "Shares are rounded, so a row may not add up to 100%."


def page(store: Store, selection: Selection, notices: Sequence[str]) -> None:
    """Lay out the answer, the reasons, what lay behind them, the authorities and what was found.

    Where no visit has a reason, what is left is which authorities were visited.
    """
    counted = store.as_counted
    recorded = why.recorded(counted)
    made = recorded and why.any_visit(counted, selection)
    with parts.panel() as top:
        top.lead("Why we went", QUESTION, why.answer(store, selection))
        top.html(filters.showing(store, selection, notices))
        if made:
            top.html(tables.tiles(why.tiles(store, selection)))
    filters.strip(store, selection)
    if recorded and why.any_visit(counted, selection.anywhere()):
        regions(store, selection)
    if made:
        types(store, selection)
        weeks(store, selection)
        behind(store, selection)
    if sample.applies(counted, selection):
        if recorded:
            sampled(store, selection)
        tiers(store, selection)
    if made:
        outcomes(store, selection)


@parts.part
def regions(store: Store, selection: Selection) -> None:
    """Show the reasons in every region, whatever area is chosen."""
    rows = reasons.by_region(store, selection)
    title = f"Visits to {words.noun(selection)}, % made for each reason, by region, all of England"
    with parts.panel() as shown:
        shown.finding(reasons.regions(rows, store), title)
        shown.html(stacks.reasons(rows, title, "Region", (ENGLAND,)))
        shown.note(ROUNDED)
        england = selection.anywhere()
        _close(
            shown, "why_regions", VISITS, rows, "why by region", store, england, ["name", "reason"]
        )


@parts.part
def types(store: Store, selection: Selection) -> None:
    """Show the reasons for every setting type that was visited."""
    rows = reasons.by_type(store, selection)
    if rows["name"].n_unique() == 1:
        return
    title = f"Visits to {_where(store, selection)}, % made for each reason, by setting type"
    with parts.panel() as shown:
        shown.finding(reasons.types(rows), title)
        shown.html(stacks.reasons(rows, title, "Setting type", tuple(GROUPS)))
        shown.note(ROUNDED)
        _close(
            shown, "why_types", VISITS, rows, "why by type", store, selection, ["name", "reason"]
        )


@parts.part
def weeks(store: Store, selection: Selection) -> None:
    """Show the visits of each week by reason."""
    rows, finding = results.by_week(store, selection), reasons.weeks(store, selection)
    late = arriving.marked(store, selection)
    with parts.panel() as shown:
        shown.finding(finding, f"Visits to {_where(store, selection)}, by week and reason")
        shown.chart("why_weeks", charts.visits_by_week(rows, late), finding)
        shown.html(tables.by_week(rows, late))
        shown.note(arriving.note(store, selection))
        columns = ["week", "selection_basis", "numerator"]
        _close(shown, "why_weeks", VISITS, rows, "why by week", store, selection, columns, [])


@parts.part
def behind(store: Store, selection: Selection) -> None:
    """Show what lay behind the visits because of concerns, and behind those for other reasons."""
    rows = because.behind(store, selection)
    where = _where(store, selection)
    with parts.panel() as shown:
        shown.finding(because.priorities(rows), f"What lay behind visits to {where}, by reason")
        for basis, made in because.BASES.items():
            drawn = rows.filter(pl.col("selection_basis") == basis)
            if not drawn.is_empty():
                caption = f"Of visits made {made}, % with this behind them"
                shown.note(caption)
                shown.html(tables.bars(drawn, caption, "What lay behind", "Visits", None))
        columns = ["selection_basis", "name"]
        _close(shown, "why_behind", VISITS, rows, "behind the visits", store, selection, columns)


@parts.part
def sampled(store: Store, selection: Selection) -> None:
    """Show the authorities from which the sample is drawn, and those sampled, by region."""
    rows = sample.frame(store, selection)
    title = (
        "Local authorities sampled to learn from good practice, % of those last judged good or "
        "outstanding, by region, all of England"
    )
    with parts.panel() as shown:
        shown.finding(sample.sampled(rows, store, selection), title)
        shown.html(
            tables.bars(rows, title, "Region", "Sampled of good or outstanding", rows["value"][0])
        )
        own = sample.own(selection).anywhere()
        _close(
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
        shown.html(tables.bars(rows, title, "Standing judgement", "Visited of in scope", england))
        shown.note(sample.unvisited(store, selection))
        shown.note(sample.standing(store))
        _close(shown, "why_tiers", COVERAGE, rows, "authorities by judgement", store, own, ["name"])


@parts.part
def outcomes(store: Store, selection: Selection) -> None:
    """Show what the visits for each reason found: side by side, never added together."""
    rows = concerns.by_basis(store, selection)
    letters = f"published letters of assurance visits to {_where(store, selection)}"
    title = f"Serious concerns, % of {letters}, by reason for the visit"
    said = concern_findings.side_by_side(rows) or found.stated(store, selection, rows)
    with parts.panel() as shown:
        shown.finding(said, title)
        if found.can_show(store, selection, rows):
            shown.html(dots.table(rows, title, "Reason for the visit"))
        caveat = findings.caveat(store, selection)
        shown.note(caveat)
        asked = SERIOUS_CONCERNS, rows, "found by reason", store, selection
        _close(shown, "why_found", *asked, ["name", *concerns.COLUMNS], [], caveat=caveat)


def _close(
    shown: parts.Panel,
    key: str,
    measure: Measure,
    rows: pl.DataFrame,
    name: str,
    store: Store,
    selection: Selection,
    columns: list[str],
    figures: Sequence[str] = N_OF_N,
    **facts: str,
) -> None:
    """Close a picture with its source, its period and the file of its figures."""
    shown.source(store, f"visits from {words.period(selection, store)}")
    asked = downloads.download(store, selection, measure, rows, [*columns, *figures], name)
    shown.download(f"download_{key}", replace(asked, facts=asked.facts | facts))


def _where(store: Store, selection: Selection) -> str:
    return f"{words.noun(selection)}, {words.area_name(selection.area, store)}"
