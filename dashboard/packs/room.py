"""How much room the tables of a briefing take, and how lists share what is left."""

from collections.abc import Mapping
from math import ceil

from dashboard.files.briefing import Listing

HEAD, TITLE, ACROSS, LONG, FEW = 3.3, 1.5, 88, 32, 3
"""The rows that a title and headings take, and a line of a headline, which has so many letters; a
line of a cell has fewer where a table has more than a few columns."""


def height(listing: Listing) -> float:
    """Say how many rows a table takes, with what stands above it."""
    narrow = len(listing.headings) > FEW
    lines = [max(map(_lines, row)) if narrow else 1 for row in (listing.headings, *listing.rows)]
    return HEAD + TITLE * ceil(len(listing.headline) / ACROSS) + sum(lines) - 1


def _lines(text: str) -> int:
    return ceil(len(text) / LONG)


def shared(room: int, kept: Mapping[str, int], most: Mapping[str, int]) -> dict[str, int]:
    """Give rows to the shortest list that has more, one at a time, while there is room."""
    given = dict(kept)
    for _ in range(room):
        if longer := [name for name in given if given[name] < most[name]]:
            given[min(longer, key=lambda name: given[name])] += 1
    return given
