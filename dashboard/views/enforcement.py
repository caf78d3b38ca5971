"""Enforcement: where have we used our powers, and is it resolved?"""

from collections.abc import Sequence

import polars as pl

from dashboard.figures import actions, counts, enforcement, in_force, pathway, powers, tables, words
from dashboard.figures.downloads import Download
from dashboard.measures.definitions.enforcement import ACTIONS_IN_FORCE, SETTINGS_RESTRICTED
from dashboard.measures.definitions.found import SERIOUS_CONCERNS
from dashboard.measures.selection import Selection
from dashboard.store import Store
from dashboard.ui import filters, parts

QUESTION = "Where have we used our powers, and is it resolved?"
IN_FORCE_HEADINGS = (
    "URN",
    "Setting type",
    "Authority",
    "Action",
    "Issued",
    "Next review",
    "Days open",
)
SEVERAL_HEADINGS = ("URN", "Setting type", "Authority", "Actions", "In force", "Days, longest")
STEP_HEADINGS = ("Step", "Visits", "Median wait", "Shortest to longest, days", "Wait counted")


def page(store: Store, selection: Selection, notices: Sequence[str]) -> None:
    """Lay out the answer, the counts, the actions themselves and what followed each concern."""
    with parts.panel() as top:
        top.lead("Enforcement", QUESTION, enforcement.answer(store, selection))
        top.html(filters.showing(store, selection, notices))
        top.html(tables.tiles(enforcement.tiles(store, selection)))
    filters.strip(store, selection)
    if not powers.can_show(store, selection):
        needed(store, selection)
        return
    kinds(store, selection)
    weeks(store, selection)
    left, right = parts.columns(2)
    with left:
        regions(store, selection)
    with right:
        types(store, selection)
    followed(store, selection)
    listed = in_force.listed(store, selection)
    reviews(listed, store, selection)
    several(listed, store, selection)
    records(listed, store, selection)


@parts.part
def needed(store: Store, selection: Selection) -> None:
    """Say what would fill the page, where the records hold no enforcement."""
    if powers.recorded(store) or not powers.applies(selection):
        return
    title = (
        "To fill this page, the records need a table named actions, with one row for each action."
    )
    headings = ("Column", "What it holds", "Blank")
    with parts.panel() as shown:
        shown.note(title)
        shown.html(counts.records(tables.plain(powers.needed(), headings, title)))


@parts.part
def kinds(store: Store, selection: Selection) -> None:
    """Show each kind of action: in force, issued and ended side by side."""
    rows = actions.by_kind(store, selection)
    title = f"Actions against {enforcement.whom(store, selection)}, by kind of action"
    with parts.panel() as shown:
        shown.finding(actions.finding_kinds(rows), title)
        shown.html(
            counts.bars(rows, actions.short(actions.BY_KIND), title, "Action", actions.TOTALS)
        )
        for measure in actions.BY_KIND:
            shown.note(f"{measure.label}: {measure.definition}")
        file = enforcement.file_of(store, selection, actions.BY_KIND, rows, "actions by kind")
        close(shown, "kinds", file, store)


@parts.part
def weeks(store: Store, selection: Selection) -> None:
    """Show how many actions were issued and ended each week, on one scale."""
    rows = actions.by_week(store, selection)
    title = f"Actions issued and ended each week, {enforcement.whom(store, selection)}"
    with parts.panel() as shown:
        shown.finding(actions.finding_weeks(rows, store, selection), title)
        if actions.is_drawn(rows):
            shown.html(counts.weeks(rows, actions.short(actions.BY_WEEK), title))
        file = enforcement.file_of(store, selection, actions.BY_WEEK, rows, "actions by week")
        close(shown, "weeks", file, store)


@parts.part
def regions(store: Store, selection: Selection) -> None:
    """Show how many actions are in force in every region, in the regions' own order."""
    chosen = selection.anywhere()
    rows = actions.by_region(store, chosen)
    title = f"Actions in force against {words.noun(chosen)}, by region, all of England"
    with parts.panel() as shown:
        shown.finding(actions.finding_regions(rows), title)
        shown.html(
            counts.bars(rows, actions.labels(actions.BY_PLACE), title, "Region", actions.TOTALS)
        )
        file = enforcement.file_of(store, chosen, actions.BY_PLACE, rows, "actions by region")
        close(shown, "regions", file, store)


@parts.part
def types(store: Store, selection: Selection) -> None:
    """Show how many actions are in force against every setting type they may be used on."""
    rows = actions.by_type(store, selection)
    title = f"Actions in force against {enforcement.whom(store, selection)}, by setting type"
    with parts.panel() as shown:
        shown.finding(actions.finding_types(rows), title)
        headings = actions.labels(actions.BY_PLACE)
        shown.html(counts.bars(rows, headings, title, "Setting type", actions.TOTALS))
        file = enforcement.file_of(store, selection, actions.BY_PLACE, rows, "actions by type")
        close(shown, "types", file, store)


@parts.part
def records(listed: pl.DataFrame, store: Store, selection: Selection) -> None:
    """List the actions in force, longest first."""
    title = f"Actions in force against {enforcement.whom(store, selection)}, longest first"
    with parts.panel() as shown:
        shown.finding(in_force.finding(listed), title)
        if not listed.is_empty():
            rows = in_force.text(listed, store)
            shown.html(counts.records(tables.plain(rows, IN_FORCE_HEADINGS, title)))
        measures = (ACTIONS_IN_FORCE,)
        file = enforcement.file_of(store, selection, measures, listed, "actions in force")
        close(shown, "records", file, store, *in_force.more(listed))


@parts.part
def reviews(listed: pl.DataFrame, store: Store, selection: Selection) -> None:
    """List the actions in force whose review is due soon or past, soonest first."""
    until = enforcement.review_until(store)
    title = f"Reviews due by {words.day(until)}, {enforcement.whom(store, selection)}"
    rows = in_force.due(listed, until)
    with parts.panel() as shown:
        shown.finding(in_force.finding_due(rows, until, store.as_at), title)
        if not rows.is_empty():
            written = in_force.text(rows, store)
            shown.html(counts.records(tables.plain(written, IN_FORCE_HEADINGS, title)))
        shown.note(in_force.FOLLOW_UPS)
        asked = (ACTIONS_IN_FORCE,), rows, "reviews due"
        file = enforcement.file_of(store, selection, *asked)
        close(shown, "reviews", file, store, *in_force.more(rows))


@parts.part
def several(listed: pl.DataFrame, store: Store, selection: Selection) -> None:
    """List the settings with more than one action in force."""
    title = f"More than one action in force, {enforcement.whom(store, selection)}"
    rows = in_force.several(listed)
    with parts.panel() as shown:
        shown.finding(in_force.finding_several(rows), title)
        if not rows.is_empty():
            written = in_force.text_several(rows)
            shown.html(counts.records(tables.plain(written, SEVERAL_HEADINGS, title)))
        means, measures = in_force.SEVERAL, (SETTINGS_RESTRICTED,)
        file = enforcement.file_of(store, selection, measures, rows, "more than one action", means)
        close(shown, "several", file, store, *in_force.more(rows))


@parts.part
def followed(store: Store, selection: Selection) -> None:
    """Show what followed the visits that found serious concerns, and how long it took."""
    visits = pathway.followed(store, selection)
    rows = pathway.steps(visits)
    title = f"From serious concerns to re-visit and action, {enforcement.whom(store, selection)}"
    with parts.panel() as shown:
        shown.finding(pathway.finding(visits, store), title)
        if not visits.is_empty():
            shown.html(counts.shares(pathway.text(rows), STEP_HEADINGS, title))
        shown.note(pathway.DEFINITION)
        means, measures = pathway.DEFINITION, (SERIOUS_CONCERNS,)
        file = enforcement.file_of(
            store, selection, measures, rows, "after serious concerns", means
        )
        close(shown, "steps", file, store)


def close(shown: parts.Panel, name: str, file: Download, store: Store, *more: str) -> None:
    """Close a picture with its source and its file."""
    shown.source(store, *more)
    shown.download(f"download_{name}", file)
