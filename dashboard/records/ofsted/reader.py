"""Read a published release: find its tables, choose its areas, make settings and visits of them."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import polars as pl

from dashboard.areas import authorities
from dashboard.records.issues import Issue
from dashboard.records.ofsted import events, listings, notes, register
from dashboard.records.ofsted.account import Account, account
from dashboard.records.ofsted.claims import contradictions
from dashboard.records.ofsted.contents import UNUSED, Found, find
from dashboard.records.ofsted.faults import blanked
from dashboard.records.ofsted.layouts import (
    AUTHORITY_EVENTS,
    EARLIER,
    EVENTS,
    MOVES,
    PLACES,
    REGISTER,
    Table,
)
from dashboard.records.ofsted.names import choose_vintage, codes
from dashboard.records.ofsted.periods import FilePeriod
from dashboard.records.ofsted.reach import reach_of_release
from dashboard.records.ofsted.several import AFTER, Ends, Sorted, sort_out
from dashboard.records.ofsted.wholeness import Wholeness, sentences, wholeness
from dashboard.records.reach import Reach


@dataclass(frozen=True)
class Release:
    """A published release as tables, with what became of every row of every file.

    `brought` are the settings that only an inspection tells of: no row of the register does.
    `files` says of each table that was read what it is and which days it tells of; `blanked` lists
    the cells that could not be read and are blank in rows that are used.
    """

    vintage: str
    tables: dict[str, pl.DataFrame]
    accounts: dict[str, Account]
    notes: tuple[str, ...]
    unused: pl.DataFrame
    issues: tuple[Issue, ...] = ()
    brought: int = 0
    files: tuple[FilePeriod, ...] = ()
    blanked: pl.DataFrame = field(default_factory=pl.DataFrame)
    wholeness: Wholeness | None = None
    reach: Reach | None = None


def read_release(files: Sequence[Path], as_at: date, not_needed: Collection[str] = ()) -> Release:
    """Read published files as the records of one day; one of them must hold a register.

    `not_needed` are headings of columns that may be passed over though they look like facts.
    """
    read = find(files, not_needed)
    found = sort_out(read, files, as_at)
    vintage = choose_vintage(_names(found.of(REGISTER, PLACES)), as_at)
    coded = codes(_names(found.tables), vintage)
    own = authorities.authorities(vintage)
    rows = register.setting_rows(found, coded, as_at)
    settings = register.settings(rows, found.day)
    said = [*read.notes, *(note for table in found.tables for note in notes.of_table(table))]
    said += notes.of_register(found, as_at)
    said += [*notes.of_vintage(vintage, as_at), *notes.of_codes(coded, vintage)]
    said += notes.of_regions(rows, own)
    said += notes.of_settings(rows, settings, found.day)
    release = Release(
        vintage,
        {"local_authorities": own, "settings": settings.select(register.SETTING)},
        {"settings": account(rows)},
        tuple(said),
        _unused(read, found),
        (
            *listings.of_columns(found.tables),
            *listings.of_footings(found.tables),
            *(issue for table in read.tables for issue in contradictions(table)),
            *listings.of_contradictions(rows, settings),
        ),
        files=tuple(found.periods.values()),
        blanked=blanked(rows),
    )
    release = _with_events(release, found, coded, settings, as_at)
    whole = wholeness(register.is_whole(rows), release.tables["settings"], read.totals, found.day)
    return _with_reach(_with_listings(release, found, rows), whole, found.ends(as_at))


def _with_reach(release: Release, found: Wholeness, ends: Ends) -> Release:
    """Say what the files reach, and whether their register is whole."""
    settings = release.tables["settings"]
    return replace(
        release,
        notes=(*release.notes, *sentences(found, settings)),
        wholeness=found,
        reach=reach_of_release(release.files, settings, found, ends),
    )


def _with_events(
    release: Release, found: Sorted, coded: pl.DataFrame, settings: pl.DataFrame, as_at: date
) -> Release:
    """Add the visits, and the settings that they bring along, where there is a table of events."""
    if not found.of(EVENTS, AUTHORITY_EVENTS):
        return release
    rows = events.event_rows(found, coded, settings, as_at)
    brought = events.brought(rows, found.day)
    all_settings = pl.concat([release.tables["settings"], brought.drop("undated")])
    return replace(
        release,
        tables={**release.tables, "settings": all_settings, "visits": events.visits(rows)},
        accounts={**release.accounts, "visits": account(rows)},
        notes=(*release.notes, *notes.of_events(rows, settings, brought)),
        brought=brought.height,
        blanked=pl.concat([release.blanked, blanked(rows)]),
    )


def _with_listings(release: Release, found: Sorted, rows: pl.DataFrame) -> Release:
    """List what could not be read, and the types that have no word of their own."""
    registers = found.of(REGISTER, PLACES, MOVES, EARLIER)
    listed = (*listings.of_types(rows, registers), *listings.of_blanks(release.blanked))
    return replace(release, issues=(*release.issues, *listed))


def _unused(read: Found, found: Sorted) -> pl.DataFrame:
    """Give what is not used of the files: titles, other tables, and registers of a later day."""
    later = [(t.file, t.sheet, t.rows.height, AFTER) for t in found.after]
    return pl.concat([read.unused, pl.DataFrame(later, schema=UNUSED, orient="row")])


def _names(tables: Iterable[Table]) -> list[str]:
    """List the authority names that tables hold, each once."""
    named = pl.concat([table.rows["authority"] for table in tables])
    return named.drop_nulls().unique().sort().to_list()
