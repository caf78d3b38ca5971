"""The tables of a release as a workbook, and its briefing of a place."""

from collections.abc import Sequence

import polars as pl

from dashboard.disclosure import release_notes
from dashboard.disclosure.release import Release, Table
from dashboard.disclosure.release_rows import NOT_GIVEN, said, sentence, table
from dashboard.files.briefing import Briefing, Listing, Picture
from dashboard.files.workbook import Table as Sheet
from dashboard.files.workbook import Workbook
from dashboard.measures.measure import AUTHORITY
from dashboard.measures.selection import ENGLAND
from dashboard.packs.briefing_pictures import WIDTH
from dashboard.packs.released.pictures import drawn
from dashboard.wording import words

LOOSE = 0.4
"""How loose the tables of a briefing are: two pages hold those of the region of longest name."""
HEADINGS = {
    "level": "Level",
    "code": "Area code",
    "name": "Name",
    "measure": "Measure",
    "number": "Number",
    "out_of": "Out of",
    "share": "Share",
    "status": "Status",
    "as_at": "As at",
}


def workbook(release: Release, place: str | None = None) -> Workbook:
    """Put the tables of a release together; with a place, only its rows and those of England."""
    title = f"Assurance visits, {place or ENGLAND}: release of {words.day(release.as_at)}"
    return Workbook(
        title=title,
        intro=(release_notes.UNGRADED, release_notes.NOBODY),
        about=(
            f"Source: {release_notes.source(release)}.",
            f"{release_notes.day(release)}.",
            f"Status: {release_notes.STANDING.lower()}.",
            f"{release_notes.MARKING}.",
            *release_notes.method(release),
        ),
        contact=(release_notes.contact(release),),
        tables=tuple(_sheet(release, of, place) for of in release.tables),
    )


def _sheet(release: Release, of: Table, place: str | None) -> Sheet:
    rows = table(release, of)
    rows = rows if place is None else rows.filter(pl.col("name").is_in([place, ENGLAND]))
    return Sheet(
        of.title,
        title=f"{of.title} (as at {release.name})",
        rows=rows.rename(HEADINGS),
        filters=release_notes.period(release),
        source=release_notes.source(release),
        notes=tuple(dict.fromkeys(shown.definition for shown in of.columns)),
        shares=("Share",),
    )


def briefing(release: Release, place: str) -> Briefing:
    """Write the briefing of England or a region."""
    tables = [(of, table(release, of)) for of in release.tables]
    day = words.day(release.as_at)
    return Briefing(
        title=f"Briefing: {place}, release of {day}",
        standing=release_notes.standing(release),
        sentences=tuple(f"{sentence(rows, place)}." for _, rows in tables),
        figures=_figures([rows for of, rows in tables if of.is_full], place),
        pictures=tuple(
            Picture(sentence(rows, place), of.title, drawn(shown, WIDTH))
            for of, rows in tables[:2]
            for shown in [_given(_near(of, rows, place))]
            if not shown.is_empty()
        ),
        listings=tuple(
            listing for of, rows in tables if (listing := _listing(of, rows, place)).rows
        ),
        caveats=(*release_notes.method(release), release_notes.UNGRADED, release_notes.NOBODY),
        shown=(("Shown", release_notes.period(release)), ("Area", place)),
        foot=f"Release of {day}; {release_notes.MARKING}",
        loose=LOOSE,
    )


def _near(of: Table, rows: pl.DataFrame, place: str) -> pl.DataFrame:
    """Leave England and a region of it; every region of what is given in full."""
    is_near = pl.col("name").is_in([place, ENGLAND]) | pl.lit(of.is_full)
    return rows.filter((pl.col("level") != AUTHORITY) & is_near)


def _given(rows: pl.DataFrame) -> pl.DataFrame:
    """Leave out the measures of which no figure is given anywhere."""
    return rows.filter((pl.col("status") != NOT_GIVEN).any().over("measure"))


def _figures(tables: Sequence[pl.DataFrame], place: str) -> tuple[tuple[str, str, str], ...]:
    return tuple(
        (str(row["measure"]), said(row), "in full")
        for rows in tables
        for row in rows.filter(name=place).iter_rows(named=True)
    )


def _listing(of: Table, rows: pl.DataFrame, place: str) -> Listing:
    own = _near(of, rows, place)
    shown = _given(own)
    lacking = own.filter(~pl.col("measure").is_in(shown["measure"].implode()))["measure"].unique(
        maintain_order=True
    )
    said_of = [f"not given: {words.listed([*map(words.within, lacking)])}"] * bool(len(lacking))
    title = "; ".join([of.title, *said_of])
    lines = tuple(
        (str(row["measure"]), str(row["name"]), said(row), str(row["as_at"]))
        for row in shown.iter_rows(named=True)
    )
    return Listing(sentence(rows, place), title, ("Measure", "Area", "Figure", "As at"), lines)
