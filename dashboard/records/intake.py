"""Take in records for one day: read them, put them into the day's areas, check them.

Whatever they come from, what is taken in has the same shape, and every row that was read is
either kept or set aside with its file, row and fault.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import polars as pl

from dashboard.areas import authorities
from dashboard.areas.vintages import vintage_on
from dashboard.records import ofsted, sources
from dashboard.records.account import Account
from dashboard.records.calendar import lay_over, own_calendar
from dashboard.records.check import Checked, check_all
from dashboard.records.faults import in_words
from dashboard.records.issues import FAULT, Issue, no_faults
from dashboard.records.later import known_on
from dashboard.records.model import LocalAuthorities, Records
from dashboard.records.reach import Reach
from dashboard.records.reaching import reach_of
from dashboard.records.sources.files import digest

ILLUSTRATIVE = "Illustrative records"


@dataclass(frozen=True)
class Intake:
    """Checked records, the vintage of their areas, and what happened on the way in.

    `notes` are sentences for a reader of the pages; `issues` are all that was repaired or warned
    of, for whoever looks after the source. `files` says of each published table which days it
    tells of, `stated` what the source says itself that it reaches, `register` whether its register
    is whole and how it compares with what is published.
    """

    vintage: str
    source: str
    records: Records
    accounts: Mapping[str, Account]
    notes: tuple[str, ...] = ()
    illustrative: bool = False
    hashes: Mapping[str, str] = field(default_factory=dict)
    issues: tuple[Issue, ...] = ()
    rows_aside: Mapping[str, pl.DataFrame] = field(default_factory=dict)
    files: tuple[ofsted.FilePeriod, ...] = ()
    stated: Reach | None = None
    register: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def reach(self) -> Reach:
        """What the records reach: as stated, else as their rows tell."""
        return reach_of(self.records, self.stated)

    @property
    def set_aside(self) -> pl.DataFrame:
        """The rows that cannot be used: file, row, fault, and the check, column and value."""
        return pl.concat(account.set_aside for account in self.accounts.values())


@in_words("The source")
def from_source(
    source: str | Path,
    as_at: date,
    mapping: Path | None = None,
    progress: Callable[[str], object] = str,
) -> Intake:
    """Take in records from a folder, a file or an address (see `sources.read_source`)."""
    vintage = vintage_on(as_at)
    read = sources.read_source(source, mapping, progress)
    tables: dict[str, pl.DataFrame | sources.Extract] = {**read.tables}
    tables.setdefault("local_authorities", own_authorities(vintage))
    tables.setdefault("calendar", own_calendar(as_at))
    checked = check_all(tables, vintage, read.mappings, as_at)
    progress("checked")
    found = [issue for result in checked.values() for issue in result.issues]
    return Intake(
        vintage,
        read.label,
        kept_of(checked, as_at),
        accounts_of(checked),
        _moved(found),
        hashes=read.hashes,
        issues=tuple(found),
        rows_aside={name: result.set_aside for name, result in checked.items()},
    )


from_folder = from_source
"""A folder is the commonest source."""


@in_words("The release")
def from_release(files: Sequence[Path], as_at: date, not_needed: Collection[str] = ()) -> Intake:
    """Take in Ofsted's published files; rows set aside on reading and on checking count alike.

    `not_needed` are headings of columns that may be passed over though they look like facts.
    """
    release = ofsted.read_release(files, as_at, not_needed)
    tables: dict[str, pl.DataFrame | sources.Extract] = {**release.tables, **sources.read_own()}
    checked = check_all(tables | {"calendar": own_calendar(as_at)}, release.vintage)
    own = accounts_of(checked)
    read = {name: _both(account, own[name]) for name, account in release.accounts.items()}
    told = checked["settings"].kept.height - release.brought
    register = read["settings"]
    together = replace(register, joined=register.kept - told, brought=release.brought)
    return Intake(
        release.vintage,
        "Ofsted, licensed under the Open Government Licence v3.0",
        {name: known_on(name, rows, as_at) for name, rows in kept_of(checked, as_at).items()},
        own | read | {"settings": together},
        (*release.notes, *_unused(release.unused)),
        hashes={path.name: digest(path) for path in files},
        issues=release.issues,
        files=release.files,
        stated=release.reach,
        register=release.wholeness.as_dict() if release.wholeness else {},
    )


def from_tables(rows: Mapping[str, pl.DataFrame], as_at: date, source: str) -> Intake:
    """Take in tables that were read already, with what is shipped where they lack it.

    Each has `source_file` and `source_row`.
    """
    vintage = vintage_on(as_at)
    tables: dict[str, pl.DataFrame | sources.Extract] = {**sources.read_own()}
    tables |= {"local_authorities": own_authorities(vintage), "calendar": own_calendar(as_at)}
    tables |= rows
    checked = check_all(tables, vintage, as_at=as_at)
    found = [issue for result in checked.values() for issue in result.issues]
    return Intake(
        vintage,
        source,
        kept_of(checked, as_at),
        accounts_of(checked),
        _moved(found),
        issues=tuple(found),
        rows_aside={name: result.set_aside for name, result in checked.items()},
    )


def kept_of(checked: Mapping[str, Checked], as_at: date) -> Records:
    """Give the rows kept; a source's calendar lies over our own, day by day."""
    kept = {name: result.kept for name, result in checked.items()}
    return kept | {"calendar": lay_over(kept["calendar"], own_calendar(as_at))}


def accounts_of(checked: Mapping[str, Checked]) -> dict[str, Account]:
    """Say of each table how many rows were read, set aside and passed over."""
    return {
        name: Account(result.read, result.set_aside.select(*FAULT), result.passed)
        for name, result in checked.items()
    }


def _moved(found: Sequence[Issue]) -> tuple[str, ...]:
    """Give what a reader of the pages needs to know: which areas are counted under another."""
    return tuple(issue.said for issue in found if issue.check == "area-code-mapped")


def _both(read: ofsted.Account, checked: Account) -> Account:
    """Join what was set aside on reading and on checking: no mapping lies beside either."""
    first = read.set_aside.rename({"reason": "fault"})
    faults = pl.concat([no_faults(), first, checked.set_aside], how="diagonal")
    return Account(read.read, faults.with_columns(check=pl.lit("published-row")), checked.passed)


def _unused(tables: pl.DataFrame) -> list[str]:
    return [
        f"{', '.join(filter(None, (row['file'], row['sheet'])))}: {row['rows']} "
        f"{'row' if row['rows'] == 1 else 'rows'} not used ({row['reason']})."
        for row in tables.iter_rows(named=True)
        if row["reason"] != ofsted.COMPARED
    ]


def own_authorities(vintage: str) -> pl.DataFrame:
    """Give the shipped authorities of a vintage as a local_authorities table."""
    columns = [c for c in LocalAuthorities.column_names() if c != "children"]
    return authorities.authorities(vintage).select(columns)
