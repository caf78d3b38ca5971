"""The tables of a release as a workbook, and its briefing of a place."""

from collections.abc import Sequence

import polars as pl

from dashboard.disclosure import release_notes
from dashboard.disclosure.release import Release, Table
from dashboard.disclosure.release_rows import said, sentence, table
from dashboard.files.briefing import Briefing, Listing, Picture
from dashboard.files.workbook import Table as Sheet
from dashboard.files.workbook import Workbook
from dashboard.measures.measure import AUTHORITY
from dashboard.measures.selection import ENGLAND
from dashboard.packs.released.pictures import drawn
from dashboard.wording import words

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
            Picture(sentence(rows, place), of.title, drawn(rows)) for of, rows in tables[:2]
        ),
        listings=tuple(_listing(of, rows, place) for of, rows in tables),
        caveats=(*release_notes.method(release), release_notes.UNGRADED, release_notes.NOBODY),
        shown=(("Shown", release_notes.period(release)), ("Area", place)),
        foot=f"Release of {day}; {release_notes.MARKING}",
    )


def _figures(tables: Sequence[pl.DataFrame], place: str) -> tuple[tuple[str, str, str], ...]:
    return tuple(
        (str(row["measure"]), said(row), "in full")
        for rows in tables
        for row in rows.filter(name=place).iter_rows(named=True)
    )


def _listing(of: Table, rows: pl.DataFrame, place: str) -> Listing:
    shown = rows.filter((pl.col("level") != AUTHORITY) & pl.col("name").is_in([place, ENGLAND]))
    lines = tuple(
        (str(row["measure"]), str(row["name"]), said(row), str(row["as_at"]))
        for row in shown.iter_rows(named=True)
    )
    return Listing(sentence(rows, place), of.title, ("Measure", "Area", "Figure", "As at"), lines)
