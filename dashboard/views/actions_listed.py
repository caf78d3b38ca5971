"""Panels of Enforcement: the actions themselves, and what followed the visits with concerns."""

import polars as pl

from dashboard.figures import counts, enforcement, in_force, pathway, tables, words
from dashboard.figures.explained import worked
from dashboard.measures.definitions.enforcement import ACTIONS_IN_FORCE, SETTINGS_RESTRICTED
from dashboard.measures.definitions.found import SERIOUS_CONCERNS
from dashboard.measures.selection import Selection
from dashboard.store import Store
from dashboard.ui import parts
from dashboard.views.actions_counted import close

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


@parts.part
def records(listed: pl.DataFrame, store: Store, selection: Selection) -> None:
    """List the actions in force, longest first."""
    title = f"Actions in force against {enforcement.whom(store, selection)}, longest first"
    with parts.panel() as shown:
        shown.finding(in_force.finding(listed), title)
        if not listed.is_empty():
            rows = in_force.text(listed, store)
            shown.html(counts.records(tables.plain(rows, IN_FORCE_HEADINGS, title), counted=True))
        measures = (ACTIONS_IN_FORCE,)
        file = enforcement.file_of(store, selection, measures, listed, "actions in force")
        close(shown, "records", file, store, *in_force.more(listed))


@parts.part
def reviews(listed: pl.DataFrame, store: Store, selection: Selection) -> None:
    """List the actions in force whose review is due soon or past, soonest first."""
    until = enforcement.review_until(store)
    title = f"Reviews due by {words.day(until)}, {enforcement.whom(store, selection)}"
    rows = in_force.due(listed, until)
    worked.reviews(selection, listed, until)
    with parts.panel() as shown:
        shown.finding(in_force.finding_due(rows, until, store.as_at), title)
        if not rows.is_empty():
            written = in_force.text(rows, store)
            shown.html(
                counts.records(tables.plain(written, IN_FORCE_HEADINGS, title), counted=True)
            )
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
            shown.html(counts.records(tables.plain(written, SEVERAL_HEADINGS, title), counted=True))
        means, measures = in_force.SEVERAL, (SETTINGS_RESTRICTED,)
        file = enforcement.file_of(store, selection, measures, rows, "more than one action", means)
        close(shown, "several", file, store, *in_force.more(rows))


@parts.part
def followed(store: Store, selection: Selection) -> None:
    """Show what followed the visits that found serious concerns, and how long it took."""
    visits = pathway.followed(store, selection)
    rows = pathway.steps(visits)
    worked.steps(selection, visits)
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
