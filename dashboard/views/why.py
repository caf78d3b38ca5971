"""Why we went: are we going where concern is greatest, and still learning from good practice?"""

from collections.abc import Sequence

from dashboard.figures import (
    sample,
    tables,
    why,
)
from dashboard.measures.selection import Selection
from dashboard.store import Store
from dashboard.ui import filters, parts
from dashboard.views import why_authorities, why_shares

QUESTION = "Are we going where concern is greatest, and still learning from good practice?"


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
        why_shares.regions(store, selection)
    if made:
        why_shares.types(store, selection)
        why_shares.weeks(store, selection)
        why_shares.behind(store, selection)
    if sample.applies(counted, selection):
        if recorded:
            why_authorities.sampled(store, selection)
        why_authorities.tiers(store, selection)
    if made:
        why_authorities.outcomes(store, selection)
