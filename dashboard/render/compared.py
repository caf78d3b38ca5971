"""The areas that are compared, as chips: each with the way to compare it no more."""

from dataclasses import replace
from html import escape

from dashboard.measures import Selection, Store
from dashboard.measures.choice import area_name
from dashboard.measures.parts import BESIDE
from dashboard.render.leading import Lead

PAGE = "areas"
"""The path of the page on which areas are compared."""


def chips(store: Store, selection: Selection, lead: Lead) -> str:
    """Name each area that is compared, and lead to them; nothing where none is."""
    if not selection.compare:
        return ""
    each = "".join(_chip(area, store, selection, lead) for area in selection.compare)
    there = escape(lead(PAGE, replace(selection, part=BESIDE)))
    see = f'<a href="{there}">See them side by side</a>' if there else ""
    return f'<p class="chips"><span>Compared:</span>{each}{see}</p>'


def _chip(area: str, store: Store, selection: Selection, lead: Lead) -> str:
    name, without = escape(area_name(area, store)), escape(lead("", selection.without(area)))
    if not without:
        return f'<span class="chip">{name}</span>'
    drop = f'<span class="unseen">Compare no more: </span>{name}<span aria-hidden="true"> ×</span>'
    return f'<a class="chip" href="{without}">{drop}</a>'
