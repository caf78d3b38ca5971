"""Find the row of headings in a grid, and our column for each of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

import polars as pl

from dashboard.records.ofsted.headings import AS_AT, LEFT, PREVIOUS, column_of, is_latest, tidy
from dashboard.records.ofsted.spoken_days import spoken_days
from dashboard.records.ofsted.vocabulary import plain

LOOK_AT = 20
"""Headings are looked for in this many rows from the top."""
IN_YEAR = ("inspection event type", "inspection/visit type")
"""Begins a heading where the table is of events, whoever they belong to."""
MOVING = frozenset({"joiner", "leaver", *LEFT})


@dataclass(frozen=True)
class Heading:
    """A row of headings: where it is, our columns by place, and what else it tells of the table.

    `older` are the places of columns that tell of an earlier inspection or day than another one.
    """

    row: int
    places: dict[str, int]
    said: tuple[str, ...]
    older: frozenset[int]
    names: frozenset[str]
    in_year: bool


def find_heading(grid: pl.DataFrame) -> Heading | None:
    """Take the row with most known headings; the first of two that are equal.

    A heading may stand in two rows, or begin in a banner over several columns.
    """
    plainly = grid.head(LOOK_AT).select(plain(pl.all()).fill_null("")).rows()
    rows = [tuple(map(tidy, row)) for row in plainly]
    above = [("",) * grid.width, *rows]
    found = [_heading(number, row, above[number]) for number, row in enumerate(rows)]
    return max(found, key=lambda heading: len(heading.names), default=None)


def _heading(number: int, row: Sequence[str], above: Sequence[str]) -> Heading:
    """Read one row as headings, with what stands above it."""
    banners = list(accumulate(above, _last_said))
    read = [_read(*cell) for cell in zip(row, above, banners, strict=True)]
    earlier = {
        place
        for place, cell in enumerate(zip(row, banners, strict=True))
        if any(said.startswith(PREVIOUS) for said in cell)
    }
    places, older = _places(read, earlier)
    told = {
        "latest": any(map(is_latest, (*above, *row))),
        "moves": bool(MOVING & places.keys()),
    }
    names = frozenset(places) | {name for name, true in told.items() if true}
    said = tuple(said for said, _ in read)
    in_year = any(each.startswith(IN_YEAR) for each in said)
    return Heading(number, places, said, frozenset(older), names, in_year)


def _last_said(before: str, said: str) -> str:
    return said or before


def _read(said: str, above: str, banner: str) -> tuple[str, str | None]:
    """Read one heading: by itself, or with what stands above it or above its neighbours."""
    forms = [said, f"{above} {said}".strip(), f"{banner} {said}" if said else ""]
    found = ((form, column_of(form)) for form in forms if form)
    return next(((form, ours) for form, ours in found if ours), (said, None))


def _places(
    read: Sequence[tuple[str, str | None]], earlier: set[int]
) -> tuple[dict[str, int], set[int]]:
    """Give our columns by place; of two that say what day they are as at, the later one counts."""
    places: dict[str, int] = {}
    older = {*earlier}
    for place, (said, ours) in enumerate(read):
        if ours is None or place in earlier:
            continue
        other = places.setdefault(ours, place)
        if other != place and (day := _as_at(said)):
            is_later = day >= (_as_at(read[other][0]) or day)
            older.add(other if is_later else place)
            places[ours] = place if is_later else other
    if "authority" not in places and "area_code" in places:
        places["authority"] = places["area_code"]
    return places, older


def _as_at(said: str) -> date | None:
    found = AS_AT.search(said)
    days = spoken_days(found[0]) if found else None
    return days[1] if days else None
