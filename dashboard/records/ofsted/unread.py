"""Know by their cells the columns that are not read: those of days, and those of grades."""

import re
from collections.abc import Collection, Iterator
from dataclasses import replace

import polars as pl

from dashboard.records.ofsted.cells import is_word
from dashboard.records.ofsted.dates import looks_like_day
from dashboard.records.ofsted.heading_row import Heading
from dashboard.records.ofsted.headings import tidy
from dashboard.records.ofsted.vocabulary import EVENT_TYPES, JUDGEMENTS, OUTCOMES

OVERALL = frozenset(
    re.findall(
        r"\w+",
        "overall experiences progress of children and young people effectiveness latest most "
        "recent last current full inspection outcome judgement judgment grade rating "
        "result the for",
    )
)
"""A heading of these words alone speaks of a setting as a whole, and not of a part of it."""


def others(grid: pl.DataFrame, heading: Heading) -> dict[int, str]:
    """Give the headings that are not among those that are read, by their place."""
    used = set(heading.places.values())
    own = grid.row(heading.row)
    return {
        place: own[place] or said
        for place, said in enumerate(heading.said)
        if said and place not in used
    }


def days(grid: pl.DataFrame, heading: Heading) -> frozenset[int]:
    """Give the places of the columns that are not read and whose cells are mostly days."""
    unread = others(grid, heading).keys() - heading.older
    return frozenset(p for p in unread if _mostly(grid, heading, p, looks_like_day(pl.col("said"))))


def grades(grid: pl.DataFrame, heading: Heading) -> frozenset[int]:
    """Give the places of the columns that are not read and whose cells are mostly grades.

    A number is a grade where the heading speaks of a setting as a whole.
    """
    unread = {p: said for p, said in others(grid, heading).items() if p not in heading.older}
    return frozenset(
        place for place, said in unread.items() if _mostly(grid, heading, place, _is_grade(said))
    )


def event_types(grid: pl.DataFrame, heading: Heading) -> frozenset[int]:
    """Give the places of the columns that are not read and whose cells are mostly event types."""
    unread = others(grid, heading).keys() - heading.older
    known = EVENT_TYPES.read("said").is_not_null()
    return frozenset(place for place in unread if _mostly(grid, heading, place, known))


def with_event_type(grid: pl.DataFrame, heading: Heading) -> Heading:
    """Read as the type of an event the only column of such types, where none has its heading."""
    if "event_type" in heading.places or "event_date" not in heading.places:
        return heading
    found = event_types(grid, heading)
    return _with(heading, "event_type", *found) if len(found) == 1 else heading


def with_judgement(
    grid: pl.DataFrame, heading: Heading, not_needed: Collection[str] = ()
) -> Heading:
    """Read as the judgement the only column of grades whose heading speaks of the whole."""
    if "judgement" in heading.places:
        return heading
    passed = {tidy(said).lower() for said in not_needed}
    whole = {
        place
        for place, said in others(grid, heading).items()
        if _is_overall(said) and tidy(said).lower() not in passed
    }
    found = [*(whole & grades(grid, heading))] if whole else []
    if len(found) != 1:
        return heading
    return _with(heading, "judgement", found[0])


def _with(heading: Heading, column: str, place: int) -> Heading:
    places = {**heading.places, column: place}
    return replace(heading, places=places, names=heading.names | {column})


def _words(said: str) -> Iterator[str]:
    yield from re.findall(r"[a-z0-9]+", tidy(said).lower())


def _is_overall(said: str) -> bool:
    return {*_words(said)} <= OVERALL


def _is_grade(heading: str) -> pl.Expr:
    known = JUDGEMENTS.read("said").is_not_null() | OUTCOMES.read("said").is_not_null()
    return known if _is_overall(heading) else known & is_word(pl.col("said"))


def _mostly(grid: pl.DataFrame, heading: Heading, place: int, is_so: pl.Expr) -> bool:
    """Say whether something is so of half of the filled cells of a column, and of one at least."""
    cells = grid[str(place)].slice(heading.row + 1).drop_nulls().to_frame("said")
    count = int(cells.select(is_so.fill_null(False).sum()).item())
    return count > 0 and count * 2 >= cells.height
