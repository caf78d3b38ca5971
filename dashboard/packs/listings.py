"""The tables of a briefing, with as many rows as two pages hold; its workbook has them whole."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from math import ceil

import polars as pl

from dashboard.exhibits.download import Offer
from dashboard.exhibits.enforcement.in_force import NO_DATE
from dashboard.files.briefing import Listing
from dashboard.wording import cells, words
from dashboard.wording.headings import heading

LEAST, MOST = 2, 15
"""So many rows of a list of records are written at least, where there are so many, and at most."""
HEAD, TITLE, ACROSS, LONG, FEW = 3.3, 1.5, 88, 32, 3
"""The rows that a title and headings take, and a line of a headline, which has so many letters; a
line of a cell has fewer where a table has more than a few columns."""
ENDS = 3
"""The columns of what changed beside the kinds of change: what is counted, then and now."""
PER_TEN = "per_ten"
LOADS = ("visits", PER_TEN, "busy")
"""The columns that places beside one another have where their load is told."""
BLANK = "[x]"
"""What stands for a blank in a table to take away."""
LISTS: dict[str, tuple[str, ...]] = {
    "events": ("day", "what", "setting_type", "urn", "authority", "detail"),
    "unseen": ("urn", "setting_type", "authority", "last_on_site", "seen_by", "days"),
    "actions": (),
}
"""The lists of records, which may be cut, and their columns: all of them, where none is named."""


WHEN_ROOM = ("profile", "seen", "beside", "map")
"""The tables that are written only where there is room for them."""


def listings(chosen: Mapping[str, Offer], area: str, room: float) -> tuple[Listing, ...]:
    """Write the tables there are, in the order in which they are read, in so many rows in all.

    `area` is its name. Lists of records share the rows that the other tables leave.
    """
    write: dict[str, Callable[[Offer], Listing]] = {
        "profile": lambda offer: _crossed(offer, "name", "place", "Figure"),
        "changed": lambda offer: _listing(offer, _moved(offer.file.table)),
        "events": lambda offer: _cut(offer, "events", kept, area),
        "types": lambda offer: _types(offer, area),
        "unseen": lambda offer: _cut(offer, "unseen", kept, area),
        "seen": lambda offer: _crossed(offer, "name", "place", "Last on site"),
        "beside": lambda offer: _peers(offer, area),
        "actions": lambda offer: _cut(offer, "actions", kept, area),
        "map": lambda offer: _around(offer, area),
    }
    there = _there(chosen, area)
    most = {name: min(there[name].file.height, MOST) for name in LISTS if name in there}
    kept = {name: min(rows, LEAST) for name, rows in most.items()}
    written = {name: write[name](there[name]) for name in write if name in there}
    left = room - sum(_height(each) for name, each in written.items() if name not in WHEN_ROOM)
    for name in WHEN_ROOM:
        if name in written and (left := left - _height(written[name])) < 0:
            left += _height(written.pop(name))
    kept = _shared(int(left), kept, most)
    written |= {name: write[name](there[name]) for name in kept}
    return tuple(each for each in written.values() if each.rows)


def _there(chosen: Mapping[str, Offer], area: str) -> dict[str, Offer]:
    """Leave out tables without rows, of what changed where nothing did, and those of regions."""
    there = {name: offer for name, offer in chosen.items() if offer.file.height}
    if "changed" in there and not is_moved(there["changed"]):
        del there["changed"]
    if "beside" in there and PER_TEN not in there["beside"].file.first.columns:
        del there["beside"]
    if "map" in there:
        own = _region(there["map"].file.table, area)
        if not own["denominator"].sum() or own["numerator"].null_count():
            del there["map"]
    return there


def _around(offer: Offer, area: str) -> Listing:
    """Set an authority among all of its region."""
    own = _region(offer.file.table, area)
    n, total = (int(own[name].sum()) for name in ("numerator", "denominator"))
    rows = [[row["name"], cells.figure(row)] for row in own.iter_rows(named=True)]
    told = f"{own['region'][0]}, in which {area} is: {words.n_of_n(n, total)} visited"
    return replace(_written(offer, [heading("name"), "Visited"], rows), headline=told)


def _region(table: pl.DataFrame, area: str) -> pl.DataFrame:
    """Give the authorities of the region of one; none for a larger area."""
    return table.filter(pl.col("region").is_in(table.filter(name=area)["region"].implode()))


def _height(listing: Listing) -> float:
    """Say how many rows a table takes, with what stands above it."""
    narrow = len(listing.headings) > FEW
    lines = [max(map(_lines, row)) if narrow else 1 for row in (listing.headings, *listing.rows)]
    return HEAD + TITLE * ceil(len(listing.headline) / ACROSS) + sum(lines) - 1


def _lines(text: str) -> int:
    return ceil(len(text) / LONG)


def _shared(room: int, kept: Mapping[str, int], most: Mapping[str, int]) -> dict[str, int]:
    """Give rows to the shortest list that has more, one at a time, while there is room."""
    given = dict(kept)
    for _ in range(room):
        if longer := [name for name in given if given[name] < most[name]]:
            given[min(longer, key=lambda name: given[name])] += 1
    return given


def _peers(offer: Offer, area: str) -> Listing:
    """Set an authority beside similar ones, with the load of each."""
    table = offer.file.table
    others = table.filter(pl.col("name") != area)
    n, total = (int(others[name].sum()) for name in ("numerator", "denominator"))
    rows = [
        [row["name"], cells.figure(row), *(_load(row[name], name) for name in LOADS)]
        for row in table.iter_rows(named=True)
    ]
    told = _written(offer, [heading("name"), "Visited", *map(heading, LOADS)], rows)
    said = f"The similar authorities together: {words.n_of_n(n, total)} visited"
    return replace(told, headline=said if total else told.headline)


def _load(value: float | None, name: str) -> str:
    return BLANK if value is None else words.number(value, int(name == PER_TEN))


def _cut(offer: Offer, name: str, kept: Mapping[str, int], area: str) -> Listing:
    """Give the first rows of a list; of one authority it is not said again in each."""
    rows = offer.file.table.head(kept[name])
    columns = LISTS[name] or tuple(rows.columns)
    is_one = (rows["authority"] == area).all()
    return _listing(offer, rows, tuple(c for c in columns if c != "authority" or not is_one))


def is_moved(changed: Offer) -> bool:
    """Say whether any kind of change changed a count."""
    return _moved(changed.file.table).width > ENDS


def _moved(table: pl.DataFrame) -> pl.DataFrame:
    """Leave out the kinds of change that changed nothing."""
    return table.drop(name for name in table.columns[2:-1] if not (table[name] != 0).any())


def _types(offer: Offer, area: str) -> Listing:
    """Set the types that an area has beside its region and England."""
    there = pl.col("denominator").filter(region=area).first().over("setting_type") != 0
    own = offer.file.table.filter(there)
    told = _crossed(offer, "setting_type", "region", "Setting type", own)
    left = f"; types that {area} has none of are left out" if own.height < offer.file.height else ""
    return replace(told, title=f"{told.title}{left}")


def _crossed(
    offer: Offer, down: str, across: str, first: str, table: pl.DataFrame | None = None
) -> Listing:
    """Write a row for each of one column, with a figure for each of another."""
    table = offer.file.table if table is None else table
    rows = [
        [str(name), *map(cells.figure, part.iter_rows(named=True))]
        for (name,), part in table.group_by(down, maintain_order=True)
    ]
    return _written(offer, [first, *table[across].unique(maintain_order=True)], rows)


def _listing(offer: Offer, rows: pl.DataFrame, columns: tuple[str, ...] = ()) -> Listing:
    headings, told = cells.readable(rows.select(columns or rows.columns))
    is_review = [name == heading("review_on") for name in headings]
    said = [
        [NO_DATE if so and text == BLANK else text for so, text in zip(is_review, row, strict=True)]
        for row in told
    ]
    return _written(offer, headings, said, offer.file.table.height - rows.height)


def _written(offer: Offer, headings: list[str], rows: list[list[str]], more: int = 0) -> Listing:
    rest = f" ({words.number(more)} more in the workbook)" if more else ""
    return Listing(
        words.opening(offer.headline),
        f"{offer.title}{rest}",
        tuple(headings),
        tuple(map(tuple, rows)),
    )
