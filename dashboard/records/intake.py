"""Take in records for one day: read them, put them into the day's areas, check them.

Whatever they come from, what is taken in has the same shape, and every row that was read is
either kept or set aside with its file, row and fault.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from dashboard.areas import authorities
from dashboard.records import illustrative, ofsted, sources
from dashboard.records.check import ORIGIN, Checked, check_all
from dashboard.records.model import LocalAuthorities, Records
from dashboard.records.snapshot import digest

ILLUSTRATIVE = "Illustrative records"
FAULTS = (*ORIGIN, "fault")


@dataclass(frozen=True)
class Account:
    """What became of the rows read for one table; `set_aside` has file, row and fault."""

    read: int
    set_aside: pl.DataFrame

    @property
    def kept(self) -> int:
        """Count the rows that are used."""
        return self.read - self.set_aside.height

    def as_dict(self) -> dict[str, Any]:
        """Say it in numbers: read, kept, set aside, and how many for each fault."""
        faults = self.set_aside.group_by("fault").len()
        counts = faults.sort("len", "fault", descending=[True, False])
        return {
            "read": self.read,
            "kept": self.kept,
            "set_aside": self.set_aside.height,
            "reasons": dict(counts.iter_rows()),
        }


@dataclass(frozen=True)
class Intake:
    """Checked records, the vintage of their areas, and what happened on the way in."""

    vintage: str
    source: str
    records: Records
    accounts: Mapping[str, Account]
    notes: tuple[str, ...] = ()
    illustrative: bool = False
    hashes: Mapping[str, str] = field(default_factory=dict)

    @property
    def set_aside(self) -> pl.DataFrame:
        """The rows that cannot be used: file, row and fault."""
        return pl.concat(account.set_aside for account in self.accounts.values())


def from_folder(folder: Path, as_at: date) -> Intake:
    """Take in a folder of CSV or Parquet files, one for each table."""
    vintage = authorities.vintage_on(as_at)
    tables = sources.read_folder(folder)
    tables.setdefault("local_authorities", own_authorities(vintage))
    tables["settings"], notes = settle_codes(tables["settings"], vintage)
    checked = check_all(tables, vintage)
    return Intake(
        vintage,
        folder.resolve().name,
        _kept(checked),
        _accounts(checked),
        notes,
        hashes={path.name: digest(path) for path in sorted(folder.iterdir()) if path.is_file()},
    )


def from_release(files: Sequence[Path], as_at: date) -> Intake:
    """Take in Ofsted's published files; rows set aside on reading and on checking count alike."""
    release = ofsted.read_release(files, as_at)
    checked = check_all(release.tables | sources.read_own(), release.vintage)
    own = _accounts(checked)
    return Intake(
        release.vintage,
        "Ofsted, licensed under the Open Government Licence v3.0",
        _kept(checked),
        own | {name: _both(read, own[name]) for name, read in release.accounts.items()},
        (*release.notes, *_unused(release.unused)),
        hashes={path.name: digest(path) for path in files},
    )


def from_illustration(as_at: date) -> Intake:
    """Take in the illustrative records as they were known on a day."""
    checked = check_all(illustrative.records(as_at))
    vintage = authorities.vintage_on(as_at)
    return Intake(vintage, ILLUSTRATIVE, _kept(checked), _accounts(checked), illustrative=True)


def _kept(checked: Mapping[str, Checked]) -> Records:
    return {name: result.kept for name, result in checked.items()}


def _accounts(checked: Mapping[str, Checked]) -> dict[str, Account]:
    return {
        name: Account(result.read, result.set_aside.select(FAULTS))
        for name, result in checked.items()
    }


def _both(read: ofsted.Account, checked: Account) -> Account:
    """Join what was set aside on reading to what was set aside on checking."""
    first = read.set_aside.rename({"reason": "fault"}).select(FAULTS)
    return Account(read.read, pl.concat([first, checked.set_aside]))


def _unused(tables: pl.DataFrame) -> list[str]:
    return [
        f"{', '.join(filter(None, (row['file'], row['sheet'])))}: {row['rows']} rows not used "
        f"({row['reason']})."
        for row in tables.iter_rows(named=True)
    ]


def own_authorities(vintage: str) -> pl.DataFrame:
    """Give the shipped authorities of a vintage as a local_authorities table."""
    columns = [c for c in LocalAuthorities.column_names() if c != "children"]
    return authorities.authorities(vintage).select(columns)


def settle_codes(settings: pl.DataFrame, vintage: str) -> tuple[pl.DataFrame, tuple[str, ...]]:
    """Map codes of another vintage that have one successor, and say which.

    A code that was split has none: it stays, and its row is set aside when checked.
    """
    if "la_code" not in settings.columns:
        return settings, ()
    own = set(authorities.authorities(vintage)["la_code"])
    others = [code for code in settings["la_code"].drop_nulls().unique().sort() if code not in own]
    mapped = {code: authorities.map_code(code, vintage) for code in others}
    known = {old: new for old, new in mapped.items() if new is not None}
    counts = dict(settings.group_by("la_code").len().iter_rows())
    notes = tuple(
        f"{counts[old]} rows with the area code {old} are counted under {new}, its successor."
        for old, new in known.items()
    )
    return settings.with_columns(pl.col("la_code").replace(known)), notes
