"""Addresses that what is drawn leads to."""

from collections.abc import Callable

from dashboard.measures.selection import Selection

Lead = Callable[[str, Selection], str]
"""Gives the address of a page (the same one where its path is "") for a choice."""


def nowhere(_path: str, _selection: Selection) -> str:
    """Lead to where one is, where there are no addresses."""
    return ""
