"""Fills the two pages of a briefing: its tables have as many rows as there is room for."""

from collections.abc import Callable
from dataclasses import replace

from dashboard.files.briefing import Briefing, Listing

PAGES = 2


def filled(told: Briefing, listed: Callable[[float], tuple[Listing, ...]]) -> Briefing:
    """Write tables into what room two pages have, and then as many rows as they have left."""
    from dashboard.files import typeset  # its library is slow to import

    made = replace(told, listings=listed(0))
    page, left = typeset.end(made)
    for more in (left, left * 3 / 4, left / 2) if page == PAGES and left > 1 else ():
        fuller = replace(told, listings=listed(more))
        if typeset.end(fuller)[0] == PAGES:
            return fuller
    return made
