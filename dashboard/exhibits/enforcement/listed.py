"""The actions themselves, what followed visits with concerns, and what records would need."""

import polars as pl

from dashboard.exhibits.common.columns import Columns, tabled
from dashboard.exhibits.download import of_settings
from dashboard.exhibits.enforcement import enforcement_answer, explained, in_force, powers
from dashboard.exhibits.enforcement import pathway as said
from dashboard.exhibits.exhibit import Chart, Exhibit, Records, Steps
from dashboard.measures import actions_in_force, concern_pathways, enforcement_powers, pathway
from dashboard.measures.definitions.enforcement import ACTIONS_IN_FORCE, SETTINGS_RESTRICTED
from dashboard.measures.definitions.found import SERIOUS_CONCERNS
from dashboard.measures.selection import Selection
from dashboard.measures.store import Store
from dashboard.wording import words

STEPS = ("Step", "Visits", "Median wait", "Shortest to longest, days", "Wait counted")
NEEDED = (
    "Enforcement actions can be added by whoever prepares these records; the list of tables that "
    "comes with this dashboard says how."
)


def needed(store: Store, selection: Selection) -> Exhibit | None:
    """Say who can fill the page, where the records hold no enforcement."""
    if powers.can_show(store, selection) or enforcement_powers.recorded(store):
        return None
    if not enforcement_powers.applies(selection):
        return None
    return Exhibit("needed", notes=(NEEDED,))


def records(store: Store, selection: Selection) -> Exhibit | None:
    """List the actions in force, longest first."""
    if not powers.can_show(store, selection):
        return None
    rows = actions_in_force.listed(store, selection)
    return Exhibit(
        "records",
        in_force.headline(rows),
        f"Actions in force against {words.whom(selection, store)}, longest first",
        _drawn(rows, in_force.columns(store)),
        of_settings(store, selection, (ACTIONS_IN_FORCE,), rows, "actions in force"),
        source=in_force.more(rows),
    )


def reviews(store: Store, selection: Selection) -> Exhibit | None:
    """List the actions in force whose review is due soon or past, soonest first."""
    if not powers.can_show(store, selection):
        return None
    until = enforcement_answer.review_until(store)
    listed = actions_in_force.listed(store, selection)
    rows = actions_in_force.due(listed, until)
    return Exhibit(
        "reviews",
        in_force.headline_due(rows, until, store.as_at),
        f"Reviews due by {words.day(until)}, {words.whom(selection, store)}",
        _drawn(rows, in_force.columns(store)),
        of_settings(store, selection, (ACTIONS_IN_FORCE,), rows, "reviews due"),
        (in_force.FOLLOW_UPS,),
        in_force.more(rows),
        (explained.reviews(selection, listed, until),),
    )


def several(store: Store, selection: Selection) -> Exhibit | None:
    """List the settings with more than one action in force."""
    if not powers.any_in_force(store, selection):
        return None
    rows = actions_in_force.several(actions_in_force.listed(store, selection))
    asked = (SETTINGS_RESTRICTED,), rows, "more than one action", in_force.SEVERAL
    return Exhibit(
        "several",
        in_force.headline_several(rows),
        f"More than one action in force, {words.whom(selection, store)}",
        _drawn(rows, in_force.OF_SEVERAL),
        of_settings(store, selection, *asked),
        source=in_force.more(rows),
    )


def followed(store: Store, selection: Selection) -> Exhibit | None:
    """Give what followed the visits that found serious concerns, and how long it took."""
    if not powers.can_show(store, selection):
        return None
    visits = concern_pathways.followed(store, selection)
    rows = pathway.steps(visits)
    asked = (SERIOUS_CONCERNS,), rows, "after serious concerns", pathway.DEFINITION
    return Exhibit(
        "steps",
        said.headline(visits, store),
        f"From serious concerns to re-visit and action, {words.whom(selection, store)}",
        () if visits.is_empty() else (Steps(said.text(rows), STEPS),),
        of_settings(store, selection, *asked),
        (pathway.DEFINITION,),
        results=explained.steps(selection, visits),
    )


def _drawn(rows: pl.DataFrame, columns: Columns) -> tuple[Chart, ...]:
    """List the first records; none are said in the headline alone."""
    listed = tabled(rows.head(in_force.SHOWN), columns)
    return (Records(*listed, counted=True, of=rows.height),) if rows.height else ()
