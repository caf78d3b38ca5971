"""Read records from wherever they are: files, workbooks, databases, lakes; one result for all.

Text is read as text and understood later, so that a value that does not fit sets aside its own
row and no other.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from dashboard.records.issues import RecordsError, rejected
from dashboard.records.sources import addresses, files
from dashboard.records.sources.addresses import FROM_ENVIRONMENT
from dashboard.records.sources.headings import Extract
from dashboard.records.sources.idle import refuse_absent
from dashboard.records.sources.mapping import MAPPING, Mapping, Mappings, read_mapping
from dashboard.settings import shipped

__all__ = ["Extract", "Mapping", "Source", "read_mapping", "read_own", "read_source"]

Progress = Callable[[str], object]


@dataclass(frozen=True)
class Source:
    """What a source holds: a name without a secret, its tables, and the hashes of its files."""

    label: str
    tables: dict[str, Extract]
    mappings: Mappings = field(default_factory=dict)
    hashes: dict[str, str] = field(default_factory=dict)


def read_source(
    source: str | Path, mapping: Path | None = None, progress: Progress = str
) -> Source:
    """Read every table of a source: a folder, a file or an address; `env:NAME` holds an address.

    The milestones that come with the dashboard are used where it has none.
    `progress` is told the name of each table when it has been read.
    """
    address = str(source)
    if "://" in address or address.startswith(FROM_ENVIRONMENT):
        mappings = _mapping(mapping, None)
        label, tables = addresses.read(address, mappings)
        found = _whole(tables, progress)
        refuse_absent(label, mappings, found)
        return _with_own(Source(label, found, mappings))
    path = Path(address)
    for beside in (MAPPING, files.SUMS):
        files.refuse_links((path if path.is_dir() else path.parent) / beside)
    mappings = _mapping(mapping, path)
    found = _whole(_tables(path, mappings), progress)
    if path.is_dir() or path.suffix.lower() in files.WORKBOOKS:
        refuse_absent(path.name, mappings, found)
    hashes = files.hashes(path)
    files.prove(path if path.is_dir() else path.parent, hashes)
    return _with_own(Source(path.resolve().name, found, mappings, hashes))


@cache
def read_own() -> dict[str, Extract]:
    """Read the milestones that come with the dashboard."""
    name = "milestones"
    return {name: files.read_table(name, shipped("data") / f"{name}.csv")}


def _tables(path: Path, mappings: Mappings) -> Iterator[tuple[str, Extract]]:
    if path.is_dir():
        return files.in_folder(path, mappings)
    if path.is_file():
        return files.in_file(path, mappings)
    raise rejected(
        "source-unreachable",
        f"There is no folder {path}, nor a file of that name. Give the folder or the file that "
        "holds the records.",
    )


def _whole(tables: Iterator[tuple[str, Extract]], progress: Progress) -> dict[str, Extract]:
    found = {}
    for name, extract in tables:
        found[name] = extract
        progress(name)
    return found


def _with_own(source: Source) -> Source:
    if "settings" not in source.tables:
        raise rejected(
            "table-missing",
            f"{source.label} has no settings.csv, nor settings in another form. Add the register "
            "of settings, as in data/templates, or say in mapping.toml which file it is: "
            "visits-dashboard mapping SOURCE writes a first one.",
        )
    return Source(source.label, read_own() | source.tables, source.mappings, source.hashes)


def _mapping(named: Path | None, path: Path | None) -> Mappings:
    if named is not None:
        if not named.is_file():
            raise RecordsError(f"There is no file {named}. Give the mapping file.")
        return read_mapping(named)
    if path is None:
        return {}
    return read_mapping((path if path.is_dir() else path.parent) / MAPPING)
