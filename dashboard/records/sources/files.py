"""Find each table among files: a folder with a file for each, or a workbook with its sheets."""

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

from dashboard.records.issues import Issue, RecordsError, rejected
from dashboard.records.model import TABLES
from dashboard.records.sources import delimited, delta, parquet, workbook
from dashboard.records.sources.headings import Extract, fit
from dashboard.records.sources.idle import CSV, TYPED, WORKBOOK, refuse_idle
from dashboard.records.sources.mapping import MAPPING, Mapping, Mappings
from dashboard.records.sources.raw import Raw
from dashboard.records.workbooks.opening import open_workbook

WORKBOOKS = (".xlsx", ".ods")
ENDS = (".parquet", ".csv", *WORKBOOKS)
KINDS = {".parquet": TYPED, ".csv": CSV, **dict.fromkeys(WORKBOOKS, WORKBOOK)}
LARGEST = 4 << 30
MAGIC = {
    b"PAR1": (".parquet", "a Parquet file"),
    b"PK\x03\x04": (".xlsx", "a workbook or an archive"),
    b"\xd0\xcf\x11\xe0": (".xls", "a workbook of the old kind, or has a password"),
}
SUMS = "SHA256SUMS"
AS_TEMPLATE = Mapping()


def in_folder(folder: Path, mappings: Mappings) -> Iterator[tuple[str, Extract]]:
    """Read every table that a folder has a file for, in the order of the tables."""
    for name in TABLES:
        mapping = mappings.get(name, Mapping())
        path = find(folder, name, mapping)
        if path is not None:
            refuse_links(path)
            yield name, read_table(name, path, mapping)


def in_file(path: Path, mappings: Mappings) -> Iterator[tuple[str, Extract]]:
    """Read the tables that one file holds: a sheet for each in a workbook, else one of its name."""
    if path.suffix.lower() in WORKBOOKS:
        yield from _in_workbook(path, mappings)
        return
    named = [name for name in TABLES if mappings.get(name, Mapping()).file == path.name]
    names = named or [name for name in TABLES if name == path.stem.lower()]
    if not names:
        raise rejected(
            "table-missing",
            f"{path.name} is not named after a table ({', '.join(TABLES)}). Rename it, or give "
            f"its name as file in {MAPPING}.",
            path.name,
        )
    yield names[0], read_table(names[0], path, mappings.get(names[0], Mapping()))


def _in_workbook(path: Path, mappings: Mappings) -> Iterator[tuple[str, Extract]]:
    _refuse_kind(path)
    sheets = open_workbook(path)
    chosen = {
        name: sheet
        for name in TABLES
        if (sheet := workbook.choose(name, path, sheets, mappings.get(name, Mapping())))
    }
    used = {sheet.name for sheet in chosen.values()}
    others = [sheet.name for sheet in sheets if sheet.name not in used]
    noted = tuple(
        Issue("sheet-unknown", f"The sheet {other} is not used.", path.name, value=other)
        for other in others
    )
    for name, sheet in chosen.items():
        mapping = mappings.get(name, Mapping())
        refuse_idle(name, path.name, mapping, WORKBOOK)
        yield name, _fitted(name, workbook.read(name, path, sheet, mapping, False), mapping, noted)
        noted = ()


def find(folder: Path, name: str, mapping: Mapping) -> Path | None:
    """Find a table's file; one that the mapping names must be there, and two may not be."""
    if mapping.file:
        _refuse_elsewhere(folder, mapping.file)
        if not (folder / mapping.file).exists():
            raise rejected(
                "table-missing",
                f"{mapping.file} is not in {folder}. Add it, or mend its name in {MAPPING}.",
                mapping.file,
            )
        return folder / mapping.file
    there = [folder / f"{name}{end}" for end in ENDS if (folder / f"{name}{end}").is_file()]
    if delta.is_table(folder / name):
        there.append(folder / name)
    if len(there) > 1:
        names = " and ".join(path.name for path in there)
        raise rejected("file-ambiguous", f"{folder} has {names}.", there[0].name)
    return there[0] if there else None


def refuse_links(path: Path) -> None:
    """Refuse a link in a folder of records: it may lead to what nobody meant to give."""
    within = path.rglob("*") if path.is_dir() and not path.is_symlink() else ()
    for one in (path, *within):
        if one.is_symlink():
            said = f"{one.name} is a link to another place. Links are not followed."
            raise rejected("file-elsewhere", said, one.name)


def _refuse_elsewhere(folder: Path, file: str) -> None:
    """Reject a name that leads out of the folder: a mapping may have come with the files."""
    if Path(file).is_absolute() or ".." in Path(file).parts:
        raise rejected("file-elsewhere", f"{file} in {MAPPING} is not within {folder}.", file)


def read_table(name: str, path: Path, mapping: Mapping = AS_TEMPLATE) -> Extract:
    """Read one file as a table under our headings."""
    if delta.is_table(path):
        refuse_idle(name, path.name, mapping, TYPED)
        return _fitted(name, delta.read(str(path)), mapping)
    end = path.suffix.lower()
    if end not in ENDS:
        raise rejected("file-kind", f"{path.name} is not of a kind that is read.", path.name)
    _refuse_kind(path)
    refuse_idle(name, path.name, mapping, KINDS[end])
    if end in WORKBOOKS:
        sheets = open_workbook(path)
        sheet = workbook.choose(name, path, sheets, mapping) or workbook.only_sheet(path, sheets)
        return _fitted(name, workbook.read(name, path, sheet, mapping, True), mapping)
    readers: dict[str, Callable[[], Raw]] = {
        ".csv": lambda: delimited.read(name, path, mapping),
        ".parquet": lambda: parquet.read(path),
    }
    return _fitted(name, readers[end](), mapping)


def _fitted(name: str, raw: Raw, mapping: Mapping, noted: tuple[Issue, ...] = ()) -> Extract:
    """Put a table under our headings; one without rows is refused unless that was declared."""
    extract = fit(name, raw, mapping, noted)
    if not extract.read and not mapping.may_be_empty:
        raise rejected("file-without-rows", f"{raw.label} has headings and no rows.", raw.label)
    return extract


def _refuse_kind(path: Path) -> None:
    """Reject a file that is empty, too large, or of another kind than its name says."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            first = file.read(4)
    except OSError as error:
        raise RecordsError(f"{path} cannot be opened: {error.strerror}.") from None
    if not size:
        raise rejected("file-empty", f"{path.name} is empty.", path.name)
    if size > LARGEST:
        raise rejected("file-too-large", f"{path.name} has {size:,} bytes.", path.name)
    end = path.suffix.lower()
    kind, said = MAGIC.get(first, (".csv", "text"))
    if kind != end and end not in WORKBOOKS:
        raise rejected("file-kind", f"{path.name} is {said}, whatever its name says.", path.name)


def linked(folder: Path, file: Path) -> bool:
    """Say whether a file is a link within a folder; one that was named itself may be one."""
    return file != folder and file.is_symlink()


def hashes(path: Path) -> dict[str, str]:
    """Give the SHA-256 of a file, or of each file of a folder, by name."""
    listed = sorted(path.iterdir()) if path.is_dir() else [path]
    return {file.name: digest(file) for file in listed if file.is_file() and not linked(path, file)}


def prove(folder: Path, hashes: dict[str, str]) -> None:
    """Compare files with the sums that were sent along, where a SHA256SUMS is beside them."""
    sums = folder / SUMS
    if not sums.is_file():
        return
    for line in sums.read_text(encoding="utf-8").splitlines():
        said, _, name = line.partition(" ")
        name = name.strip().removeprefix("*")
        if name and hashes.get(name) != said.lower():
            raise rejected("file-changed", f"{name} is not the file that {SUMS} tells of.", name)


def digest(path: Path) -> str:
    """Give the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
