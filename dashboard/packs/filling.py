"""Fills the two pages of a briefing: its tables have as many rows as there is room for."""

from collections.abc import Callable
from dataclasses import replace
from itertools import product

from dashboard.files.briefing import Briefing, Listing

PAGES = 2
LESS = (0, 5, 10)
"""By how many rows fewer are tried, where there are too many for two pages."""
LOOSER, LOOSEST = 0.7, 1.5
"""By how much of its height a row is higher when set loose by one, and how loose it may be."""


def filled(told: Briefing, listed: Callable[[float], tuple[Listing, ...]]) -> Briefing:
    """Write tables into what room two pages have, with as many rows as they have left.

    Where there are no more, the tables are set looser, so that no page ends half empty; where two
    pages do not hold them, fewer rows are written, and at last only the outer pictures are drawn.
    """
    from dashboard.files import typeset  # its library is slow to import

    outer = replace(told, pictures=(*told.pictures[:1], *told.pictures[1:][-1:]))
    for begun, less in product((told, outer), LESS):
        told, made = begun, replace(begun, listings=listed(-less))
        page, left = typeset.end(made)
        if page <= PAGES:
            break
    for more in (left, left * 3 / 4, left / 2) if page == PAGES and left > 1 else ():
        fuller = replace(told, listings=listed(more))
        if (end := typeset.end(fuller))[0] == PAGES:
            made, (page, left) = fuller, end
            break
    rows = sum(len(listing.rows) + 1 for listing in made.listings)
    most = min(left / (rows * LOOSER), LOOSEST) if rows else 0
    for loose in (most, most * 3 / 4, most / 2) if page <= PAGES and left > 1 else ():
        looser = replace(made, loose=round(loose, 2))
        if typeset.end(looser)[0] == page:
            return looser
    return made
