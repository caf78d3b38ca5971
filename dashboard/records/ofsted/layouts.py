"""Find the table in a grid: its heading row and what it holds, by the headings alone."""

import re
from dataclasses import dataclass

import polars as pl

from dashboard.records.findings import ORIGIN
from dashboard.records.ofsted.sheets import Sheet
from dashboard.records.ofsted.vocabulary import plain

LOOK_AT = 20
"""Headings are looked for in this many rows from the top."""

LATEST = "latest full inspection"
"""Begins a heading, or stands in the banner above it, where the table is a register."""
IN_YEAR = ("inspection event type", "inspection/visit type")
"""Begins a heading where the table is of events, whoever they belong to."""
AS_AT = " (as at "
MARKS = re.compile(r"\s*(\[[^\]]*\]|\(note[^)]*\)|[*†‡])+$")
"""What may follow a heading and is no part of it: a note, a star."""
HEADINGS: dict[str, tuple[str, ...]] = {
    "urn": ("urn", "provider urn", "unique reference number", "unique reference number (urn)"),
    "provision_type": ("provision type", "provider type", "setting type", "type of provision"),
    "authority": ("local authority", "local authority name"),
    "region": ("ofsted region",),
    "sector": ("sector",),
    "places": (
        "places",
        "registered places",
        "number of places",
        "number of registered places",
        "maximum number of places",
    ),
    "status": ("registration status",),
    "registered": (
        "registration date",
        "date of registration",
        "first effective date (that the provider became active)",
    ),
    "left": ("resigned/closed date", "closed date", "resigned date", "resigned or closed date"),
    "resigned": ("first effective date (that the provider became resigned)",),
    "closed": ("first effective date (that the provider closed)",),
    "cancelled": ("first effective date (that the provider became cancelled)",),
    "joiner": ("joiner status",),
    "leaver": ("leaver status",),
    "event_type": ("inspection event type", "event type", "inspection/visit type", "visit type"),
    "event_date": ("inspection date", "inspection/visit date", "visit date", "event date"),
    "published": ("inspection publication date", "publication date"),
    "number": ("inspection event number", "event number"),
    "judgement": (
        "overall experiences and progress of children and young people",
        "inspection overall experiences and progress of children and young people",
        "overall effectiveness",
    ),
}
"""Our columns and the headings they have had. Nothing else is ever taken from a grid."""

REGISTER, PLACES, MOVES = "register", "places register", "joiners and leavers"
EVENTS = "events in the year"
AUTHORITIES, AUTHORITY_EVENTS = "authority judgements", "authority events in the year"
MOVING = frozenset({"joiner", "leaver", "left", "resigned", "closed", "cancelled"})
KINDS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    MOVES: (frozenset({"urn", "provision_type", "authority", "moves"}), frozenset()),
    EVENTS: (
        frozenset({"urn", "provision_type", "authority", "event_type", "event_date"}),
        frozenset({"latest"}),
    ),
    REGISTER: (frozenset({"urn", "provision_type", "authority", "judgement"}), frozenset()),
    PLACES: (frozenset({"urn", "provision_type", "authority", "places"}), frozenset()),
    AUTHORITY_EVENTS: (frozenset({"authority", "event_type", "event_date"}), frozenset({"urn"})),
    AUTHORITIES: (frozenset({"authority", "event_date", "judgement"}), frozenset({"urn"})),
}
"""For each kind of table, the columns it must have and those it must not; the first that fits."""


@dataclass(frozen=True)
class Table:
    """A published table: our columns as text, blank where the year lacks one, and row origins."""

    kind: str
    label: str
    columns: frozenset[str]
    rows: pl.DataFrame
    above: int
    """Rows of the grid that are not data: titles, banners and the headings."""
    others: tuple[str, ...] = ()
    """Headings of columns that are not used."""
    file: str = ""
    sheet: str | None = None
    title: str | None = None
    """The first text above the headings that is no banner over columns."""
    headings: tuple[str, ...] = ()


@dataclass(frozen=True)
class Heading:
    """A row of headings: where it is, our columns by place, and what else it tells of the table."""

    row: int
    places: dict[str, str]
    names: frozenset[str]
    in_year: bool


def find_table(sheet: Sheet) -> Table | None:
    """Find the table in a sheet; nothing if no row of headings is known."""
    heading = _best(sheet.grid)
    kind = _kind(heading, sheet.grid) if heading else None
    if heading is None or kind is None:
        return None
    return _table(sheet, heading, kind)


def missing_headings(sheet: Sheet) -> tuple[str, tuple[str, ...]]:
    """Name the kind of table that a sheet comes nearest to, and the headings it lacks."""
    heading = _best(sheet.grid)
    names = heading.names if heading else frozenset()
    lacks = {kind: needed - names for kind, (needed, barred) in KINDS.items() if not barred & names}
    nearest = min(lacks, key=lambda kind: len(lacks[kind])) if names else REGISTER
    written = (HEADINGS.get(name, ("joiner status",))[0] for name in sorted(lacks[nearest]))
    return nearest, tuple(name.upper() if name == "urn" else name.capitalize() for name in written)


def _best(grid: pl.DataFrame) -> Heading | None:
    """Take the row with most known headings; the first of two that are equal."""
    plainly = grid.head(LOOK_AT).select(plain(pl.all()).fill_null("")).rows()
    rows = [tuple(map(tidy, row)) for row in plainly]
    above = [("",) * grid.width, *rows]
    found = [_heading(number, row, above[number]) for number, row in enumerate(rows)]
    return max(found, key=lambda heading: len(heading.names), default=None)


def tidy(said: str) -> str:
    """Take from a heading its notes and stars, and the signs that stand in it for spaces."""
    return " ".join(MARKS.sub("", re.sub(r"[_.]+", " ", said).strip()).split())


def _heading(number: int, row: tuple[str, ...], banner: tuple[str, ...]) -> Heading:
    """Read one row as headings; of two that say what day they are as at, the later one counts."""
    places: dict[str, str] = {}
    for place, said in enumerate(row):
        ours = _ours(said)
        if ours and (ours not in places or AS_AT in said):
            places[ours] = str(place)
    told = {
        "latest": LATEST in banner or any(said.startswith(LATEST) for said in row),
        "moves": bool(MOVING & places.keys()),
    }
    names = frozenset(places) | {name for name, true in told.items() if true}
    return Heading(number, places, names, any(said.startswith(IN_YEAR) for said in row))


def _ours(said: str) -> str | None:
    """Find our column for a heading, whatever it says of the latest or of the day it is as at."""
    bare = said.removeprefix(f"{LATEST} ")
    forms = {said.partition(AS_AT)[0]}
    if bare != said:
        forms |= {bare, f"inspection {bare}"}
    return next((ours for ours, known in HEADINGS.items() if forms & set(known)), None)


def _kind(heading: Heading, grid: pl.DataFrame) -> str | None:
    """Say what a table holds. A register names each provider once, a table of events need not."""
    fits = (
        kind
        for kind, (needed, barred) in KINDS.items()
        if needed <= heading.names and not barred & heading.names
    )
    kind = next(fits, None)
    if kind == EVENTS and not heading.in_year and "judgement" in heading.names:
        urns = grid[heading.places["urn"]].slice(heading.row + 1).drop_nulls()
        return EVENTS if urns.is_duplicated().any() else REGISTER
    return kind


def _table(sheet: Sheet, heading: Heading, kind: str) -> Table:
    present = {name: pl.col(place) for name, place in heading.places.items()}
    absent = {name: pl.lit(None, pl.String) for name in HEADINGS if name not in present}
    numbered = sheet.grid.with_columns(
        source_file=pl.lit(sheet.label), source_row=pl.int_range(1, pl.len() + 1, dtype=pl.UInt32)
    ).filter(~pl.all_horizontal(pl.exclude(*ORIGIN).is_null()))
    below = pl.col("source_row") > heading.row + 1
    taken = {**present, **absent, "spilled": _spilled(sheet.grid, heading.row)}
    return Table(
        kind=kind,
        label=sheet.label,
        columns=frozenset(present),
        rows=numbered.filter(below).select(**taken, **{c: pl.col(c) for c in ORIGIN}),
        above=numbered.filter(~below).height,
        others=_others(sheet.grid.row(heading.row), heading),
        file=sheet.file,
        sheet=sheet.name,
        title=_title(sheet.grid.head(heading.row)),
        headings=tuple(said for said in sheet.grid.row(heading.row) if said),
    )


def _title(above: pl.DataFrame) -> str | None:
    """Take as title the first row above the headings that holds one text and no more."""
    rows = ([said for said in row if said] for row in above.rows())
    return next((said[0] for said in rows if len(said) == 1), None)


def _others(row: tuple[str | None, ...], heading: Heading) -> tuple[str, ...]:
    """List the headings that are not among those that are read."""
    used = set(heading.places.values())
    return tuple(said for place, said in enumerate(row) if said and str(place) not in used)


def _spilled(grid: pl.DataFrame, heading_row: int) -> pl.Expr:
    """Find rows with a cell beyond the last heading: a stray comma has moved their cells."""
    last = max(place for place, said in enumerate(grid.row(heading_row)) if said)
    beyond = grid.columns[last + 1 :]
    return pl.any_horizontal(pl.col(beyond).is_not_null()) if beyond else pl.lit(False)
