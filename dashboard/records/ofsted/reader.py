"""Read a published release: find its tables, choose its areas, make settings and visits of them."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import polars as pl

from dashboard.areas import authorities
from dashboard.records.findings import Finding
from dashboard.records.ofsted import events, notes, register
from dashboard.records.ofsted.account import Account, account
from dashboard.records.ofsted.contents import Found, find, one_register
from dashboard.records.ofsted.layouts import (
    AUTHORITIES,
    AUTHORITY_EVENTS,
    EVENTS,
    PLACES,
    REGISTER,
    Table,
)
from dashboard.records.ofsted.names import choose_vintage, codes
from dashboard.records.ofsted.periods import FilePeriod, period_of


@dataclass(frozen=True)
class Release:
    """A published release as tables, with what became of every row of every file.

    `brought` are the settings that only an inspection tells of: no row of the register does.
    `files` says of each table that was read what it is and which days it tells of.
    """

    vintage: str
    tables: dict[str, pl.DataFrame]
    accounts: dict[str, Account]
    notes: tuple[str, ...]
    unused: pl.DataFrame
    findings: tuple[Finding, ...] = ()
    brought: int = 0
    files: tuple[FilePeriod, ...] = ()


def read_release(files: Sequence[Path], as_at: date, not_needed: Collection[str] = ()) -> Release:
    """Read published files as the records of one day; one of them must hold a register.

    `not_needed` are headings of columns that may be passed over though they look like facts.
    """
    found = find(files, not_needed)
    one_register(found, files)
    vintage = choose_vintage(_names(found.of(REGISTER, PLACES, AUTHORITIES)), as_at)
    coded = codes(_names(found.tables), vintage)
    own = authorities.authorities(vintage)
    rows = register.setting_rows(found.tables, coded)
    settings = register.settings(rows, as_at)
    said = [*found.notes, *(note for table in found.tables for note in notes.of_table(table))]
    said += [*notes.of_codes(coded, vintage), *notes.of_regions(rows, own)]
    said += notes.of_settings(rows, settings, as_at)
    tables = {"local_authorities": own, "settings": settings.select(register.SETTING)}
    release = Release(
        vintage,
        tables,
        {"settings": account(rows)},
        tuple(said),
        found.unused,
        tuple(notes.of_columns(found.tables)),
        files=tuple(map(period_of, found.tables)),
    )
    return _with_events(release, found, coded, settings, as_at)


def _with_events(
    release: Release, found: Found, coded: pl.DataFrame, settings: pl.DataFrame, as_at: date
) -> Release:
    """Add the visits, and the settings that they bring along, where there is a table of events."""
    if not found.of(EVENTS, AUTHORITY_EVENTS):
        return release
    rows = events.event_rows(found.tables, coded, settings, as_at)
    brought = events.brought(rows, as_at)
    all_settings = pl.concat([release.tables["settings"], brought])
    return replace(
        release,
        tables={**release.tables, "settings": all_settings, "visits": events.visits(rows)},
        accounts={**release.accounts, "visits": account(rows)},
        notes=(*release.notes, *notes.of_events(rows, settings, brought, as_at)),
        brought=brought.height,
    )


def _names(tables: Iterable[Table]) -> list[str]:
    """List the authority names that tables hold, each once."""
    named = pl.concat([table.rows["authority"] for table in tables])
    return named.drop_nulls().unique().sort().to_list()
