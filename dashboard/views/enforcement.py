"""Enforcement: where have we used our powers, and is it resolved?"""

from collections.abc import Sequence

from dashboard.figures import counts, enforcement, in_force, powers, tables
from dashboard.measures.selection import Selection
from dashboard.store import Store
from dashboard.ui import filters, parts
from dashboard.views import actions_counted, actions_listed

QUESTION = "Where have we used our powers, and is it resolved?"


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
    actions_counted.kinds(store, selection)
    actions_counted.weeks(store, selection)
    left, right = parts.columns(2)
    with left:
        actions_counted.regions(store, selection)
    with right:
        actions_counted.types(store, selection)
    actions_listed.followed(store, selection)
    listed = in_force.listed(store, selection)
    actions_listed.reviews(listed, store, selection)
    actions_listed.several(listed, store, selection)
    actions_listed.records(listed, store, selection)


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
