"""Find the table in a grid: its heading row and what it holds, by the headings alone."""

from collections.abc import Collection
from dataclasses import dataclass, field

import polars as pl

from dashboard.records.issues import ORIGIN
from dashboard.records.ofsted.footings import FOOTING, footings
from dashboard.records.ofsted.heading_row import Heading, find_heading
from dashboard.records.ofsted.headings import HEADINGS, written
from dashboard.records.ofsted.sheets import Sheet
from dashboard.records.ofsted.stacked import refuse_stacked
from dashboard.records.ofsted.unread import (
    days,
    event_types,
    grades,
    others,
    with_event_type,
    with_judgement,
)
from dashboard.records.ofsted.vocabulary import EVENT_TYPES
from dashboard.records.words import FULL_INSPECTION

REGISTER, PLACES, MOVES = "register", "places register", "joiners and leavers"
EVENTS = "events in the year"
EARLIER = "earlier register"
"""A register of an earlier day than that of the records."""
AUTHORITIES, AUTHORITY_EVENTS = "authority judgements", "authority events in the year"
LISTING = (REGISTER, PLACES, AUTHORITIES)
"""What these tables name was open on the register's day."""
KINDS: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    MOVES: (
        frozenset({"urn", "provision_type", "authority", "moves"}),
        frozenset({"judgement", "event_date"}),
    ),
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
    """Rows of the grid that are not data: titles, banners and the headings, however often."""
    others: tuple[str, ...] = ()
    """Headings of columns that are not used."""
    unread: tuple[str, ...] = ()
    """Those of them that do not belong to an earlier inspection or day."""
    telling: tuple[str, ...] = ()
    """Those of the unread whose cells are days, or grades where no judgement is read."""
    file: str = ""
    sheet: str | None = None
    title: str | None = None
    """The first text above the headings that is no banner over columns."""
    headings: tuple[str, ...] = ()
    footings: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=FOOTING))
    """Totals and notes among and below the rows, which are none of them."""


def find_table(sheet: Sheet, not_needed: Collection[str] = ()) -> Table | None:
    """Find the table in a sheet; nothing if no row of headings is known.

    What has no judgement under a known heading is read with the only column of grades that speaks
    of the setting as a whole, unless that is among those that are `not_needed`.
    """
    heading = find_heading(sheet.grid)
    heading = with_event_type(sheet.grid, heading) if heading else None
    kind = _kind(heading, sheet) if heading else None
    if heading is not None and kind in (PLACES, None):
        heading = with_judgement(sheet.grid, heading, not_needed)
        kind = _kind(heading, sheet)
    if heading is None or kind is None:
        return None
    refuse_stacked(sheet.label, sheet.grid, heading.row)
    return _table(sheet, heading, kind)


def missing_headings(sheet: Sheet) -> tuple[str, tuple[str, ...]]:
    """Name the kind of table that a sheet comes nearest to, and the headings it lacks."""
    heading = find_heading(sheet.grid)
    names = heading.names if heading else frozenset()
    lacks = {kind: needed - names for kind, (needed, barred) in KINDS.items() if not barred & names}
    nearest = min(lacks, key=lambda kind: len(lacks[kind])) if names else REGISTER
    return nearest, tuple(map(written, sorted(lacks[nearest])))


def _kind(heading: Heading, sheet: Sheet) -> str | None:
    """Say what a table holds, by its headings; between two that have the same, by its rows.

    Judgements of authorities may have visits among them: each row tells which it is.
    """
    fits = (
        kind
        for kind, (needed, barred) in KINDS.items()
        if needed <= heading.names and not barred & heading.names
    )
    kind = next(fits, None)
    if heading.in_year or "judgement" not in heading.names:
        return kind
    if kind == EVENTS:
        urns = _column(sheet.grid, heading, "urn").drop_nulls()
        return EVENTS if urns.is_duplicated().any() or _is_of_visits(sheet, heading) else REGISTER
    if kind == AUTHORITY_EVENTS:
        return AUTHORITIES
    return kind


def _is_of_visits(sheet: Sheet, heading: Heading) -> bool:
    """Say whether most of a table's events, or one in ten, are no full inspection.

    A register gives the latest full inspection, and for a few settings another event.
    """
    types = _column(sheet.grid, heading, "event_type").drop_nulls().to_frame("said")
    others = types.select(EVENT_TYPES.read("said").ne_missing(FULL_INSPECTION)).to_series()
    return bool(others.sum() * 10 > types.height)


def _column(grid: pl.DataFrame, heading: Heading, name: str) -> pl.Series:
    return grid[str(heading.places[name])].slice(heading.row + 1)


def _table(sheet: Sheet, heading: Heading, kind: str) -> Table:
    present = {name: pl.col(str(place)) for name, place in heading.places.items()}
    if "area_code" in present:
        present["authority"] = pl.coalesce(present["authority"], present["area_code"])
    absent = {name: pl.lit(None, pl.String) for name in HEADINGS if name not in present}
    numbered = sheet.grid.with_columns(
        source_file=pl.lit(sheet.label), source_row=pl.int_range(1, pl.len() + 1, dtype=pl.UInt32)
    ).filter(~pl.all_horizontal(pl.exclude(*ORIGIN).is_null()))
    below = numbered.filter(pl.col("source_row") > heading.row + 1)
    own = sheet.grid.head(heading.row + 1)
    data = below.join(own, on=own.columns, how="anti", nulls_equal=True, maintain_order="left")
    passed_over = _footings(data, heading)
    taken = {**present, **absent, "spilled": _spilled(sheet.grid, heading.row)}
    passed = others(sheet.grid, heading)
    return Table(
        kind=kind,
        label=sheet.label,
        columns=frozenset(present),
        rows=data.join(passed_over, on="source_row", how="anti", maintain_order="left").select(
            **taken, **{c: pl.col(c) for c in ORIGIN}
        ),
        above=numbered.height - data.height,
        others=tuple(passed.values()),
        unread=tuple(said for place, said in passed.items() if place not in heading.older),
        telling=tuple(passed[place] for place in sorted(_telling(sheet, heading, kind))),
        file=sheet.file,
        sheet=sheet.name,
        title=_title(sheet.grid.head(heading.row)),
        headings=tuple(said for said in sheet.grid.row(heading.row) if said),
        footings=passed_over,
    )


def _footings(data: pl.DataFrame, heading: Heading) -> pl.DataFrame:
    """Find the totals and notes among the rows; a row is described by its type and authority."""
    places = heading.places
    described = [places[name] for name in ("provision_type", "authority") if name in places]
    return footings(data, places.get("urn"), places["authority"], described)


def _title(above: pl.DataFrame) -> str | None:
    """Take as title the first row above the headings that holds one text and no more."""
    rows = ([said for said in row if said] for row in above.rows())
    return next((said[0] for said in rows if len(said) == 1), None)


def _telling(sheet: Sheet, heading: Heading, kind: str) -> frozenset[int]:
    """Give the places of the unread columns that tell of settings, by their cells."""
    told = frozenset() if "event_type" in heading.places else event_types(sheet.grid, heading)
    if kind not in (REGISTER, PLACES, MOVES):
        return told
    graded = grades(sheet.grid, heading) if kind == PLACES else frozenset()
    return days(sheet.grid, heading) | graded | told


def _spilled(grid: pl.DataFrame, heading_row: int) -> pl.Expr:
    """Find rows with a cell beyond the last heading: a stray comma has moved their cells."""
    last = max(place for place, said in enumerate(grid.row(heading_row)) if said)
    beyond = grid.columns[last + 1 :]
    return pl.any_horizontal(pl.col(beyond).is_not_null()) if beyond else pl.lit(False)
