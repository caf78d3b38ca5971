"""The tables of a briefing, with as many rows as two pages hold; its workbook has them whole."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

import polars as pl

from dashboard.exhibits.areas import inspection_load
from dashboard.exhibits.download import Offer
from dashboard.files.briefing import Listing
from dashboard.measures import area_load
from dashboard.packs import tables
from dashboard.packs.room import height, shared
from dashboard.packs.said_once import said_once
from dashboard.wording import cells, words
from dashboard.wording.headings import heading

LEAST, MOST = 2, 15
"""So many rows of a list of records are written at least, where there are so many, and at most."""
ENDS = 3
"""The columns of what changed beside the kinds of change: what is counted, then and now."""
PER_TEN = "per_ten"
LOADS = ("visits", PER_TEN, "busy")
"""The columns that places beside one another have where their load is told."""
LISTS: dict[str, tuple[str, ...]] = {
    "events": ("day", "what", "setting_type", "urn", "authority", "detail"),
    "unseen": ("urn", "setting_type", "authority", "last_on_site", "seen_by", "days"),
    "actions": (),
}
"""The lists of records, which may be cut, and their columns: all of them, where none is named."""


SPARE = {
    "kinds": ("Kind of visit", ()),
    "letters": ("Area", ("name", "visits", "published", "waiting", "overdue")),
    "waiting": ("Since the visit", ()),
}
"""The tables that are written only where there is room beside the lists in full: what is in their
first column, and their columns: all of them, where none is named."""
WHEN_ROOM = ("profile", "seen", "beside", "parts", "map", *SPARE)
"""The tables that are written only where there is room for them."""


def listings(chosen: Mapping[str, Offer], area: str, room: float) -> tuple[Listing, ...]:
    """Write the tables there are, in the order in which they are read, in so many rows in all.

    `area` is its name. Lists of records share the rows that the other tables leave.
    """
    write: dict[str, Callable[[Offer], Listing]] = {
        "profile": lambda offer: tables.crossed(offer, "name", "place", "Figure"),
        "changed": lambda offer: tables.listing(offer, _moved(offer.file.table)),
        "events": lambda offer: _cut(offer, "events", kept, area),
        "types": lambda offer: _types(offer, area),
        "unseen": lambda offer: _cut(offer, "unseen", kept, area),
        "seen": lambda offer: tables.crossed(offer, "name", "place", "Last on site"),
        "beside": lambda offer: _peers(offer, area),
        "actions": lambda offer: _cut(offer, "actions", kept, area),
        "parts": lambda offer: _peers(offer, area),
        "map": lambda offer: _around(offer, area),
        **{name: partial(_spare, *kind) for name, kind in SPARE.items()},
    }
    there = _there(chosen, area)
    most = {name: min(there[name].file.height, MOST) for name in LISTS if name in there}
    kept = {name: min(rows, LEAST) for name, rows in most.items()}
    written = {name: said_once(write[name](there[name])) for name in write if name in there}
    left = room - sum(height(each) for name, each in written.items() if name not in WHEN_ROOM)
    whole = sum(most.values()) - sum(kept.values())
    for name in filter(written.__contains__, WHEN_ROOM):
        high = height(written[name])
        if left < high + (whole if name in SPARE else 0):
            del written[name]
        else:
            left -= high
    kept = shared(int(left), kept, most)
    written |= {name: said_once(write[name](there[name])) for name in kept}
    return tuple(each for each in written.values() if each.rows)


def _there(chosen: Mapping[str, Offer], area: str) -> dict[str, Offer]:
    """Leave out tables without rows, of what changed where nothing did, and those of regions."""
    there = {name: offer for name, offer in chosen.items() if offer.file.height}
    if "changed" in there and not is_moved(there["changed"]):
        del there["changed"]
    if "letters" in there and not there["letters"].file.table["visits"].sum():
        del there["letters"]
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
    return replace(tables.written(offer, [heading("name"), "Visited"], rows), headline=told)


def _region(table: pl.DataFrame, area: str) -> pl.DataFrame:
    """Give the authorities of the region of one; none for a larger area."""
    return table.filter(pl.col("region").is_in(table.filter(name=area)["region"].implode()))


def _peers(offer: Offer, area: str) -> Listing:
    """Set an authority beside similar ones, or parts beside each other, with the load of each."""
    table = offer.file.table
    others = table.filter(pl.col("name") != area)
    n, total = (int(others[name].sum()) for name in ("numerator", "denominator"))
    loads = [name for name in LOADS if name != "busy" or table[name].count()]
    rows = [
        [row["name"], cells.figure(row), *(_load(row, name) for name in loads)]
        for row in table.iter_rows(named=True)
    ]
    heads = {"visits": f"Visits, {area_load.WEEKS} weeks"}
    told = tables.written(
        offer, [heading("name"), "Visited", *(heads.get(n, heading(n)) for n in loads)], rows
    )
    said = f"The similar authorities together: {words.n_of_n(n, total)} visited"
    return replace(told, headline=said if total and others.height < table.height else told.headline)


def _spare(first: str, columns: tuple[str, ...], offer: Offer) -> Listing:
    """Write a whole table, and say what its first column is."""
    told, table = tables.listing(offer, offer.file.table, columns), offer.file.table
    made = table["visits"] if "visits" in columns else [1] * table.height
    rows = [
        row if n else (row[0], cells.NO_VISITS, *[""] * (len(row) - 2))
        for row, n in zip(told.rows, made, strict=True)
    ]
    return replace(told, headings=(first, *told.headings[1:]), rows=tuple(rows))


def _load(row: Mapping[str, Any], name: str) -> str:
    if row[name] is None:
        return cells.NO_PROVIDERS if name == PER_TEN and row["settings"] == 0 else cells.BLANK
    return inspection_load.rate(row[name]) if name == PER_TEN else words.number(row[name])


def _cut(offer: Offer, name: str, kept: Mapping[str, int], area: str) -> Listing:
    """Give the first rows of a list; of one authority it is not said again in each."""
    rows = offer.file.table.head(kept[name])
    columns = LISTS[name] or tuple(rows.columns)
    is_one = (rows["authority"] == area).all()
    return tables.listing(offer, rows, tuple(c for c in columns if c != "authority" or not is_one))


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
    told = tables.crossed(offer, "setting_type", "region", "Setting type", own)
    left = f"; types that {area} has none of are left out" if own.height < offer.file.height else ""
    return replace(told, title=f"{told.title}{left}")
