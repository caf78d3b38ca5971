"""Find a table's heading row and say which of its columns are ours; near misses are only named."""

import re
from collections import Counter
from collections.abc import Mapping as Words
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

import dataframely as dy
import polars as pl

from dashboard.records.issues import FAULT, Issue, no_faults, rejected
from dashboard.records.model import TABLES
from dashboard.records.sources.idle import refuse_wordless
from dashboard.records.sources.mapping import MAPPING, Mapping
from dashboard.records.sources.raw import Raw

LOOK_AT = 20
"""Headings are looked for in this many rows from the top."""
WITNESSES = {"settings": ("la_name", "region"), "visits": ("judgement",)}
"""Columns that are compared with ours where a source has them, and never kept."""
VERSION = "version"
FEW = (dy.Enum, dy.Date, dy.Bool)
NAMELESS = "A column without a heading holds values; it is not used."


@dataclass(frozen=True)
class Extract:
    """One table under our own headings, with the origin of every row."""

    rows: pl.DataFrame
    refused: pl.DataFrame
    passed: pl.DataFrame
    issues: tuple[Issue, ...]
    native_dates: bool
    day_zero: str | None = None

    @property
    def read(self) -> int:
        """Count the rows below the headings."""
        return self.rows.height + self.refused.height + self.passed.height


def form(heading: str) -> str:
    """Reduce a heading to the form in which headings are compared: case and spaces do not count."""
    return re.sub(r"[\s_\-\u00a0]+", "_", heading.strip().casefold())


def find_row(name: str, rows: Sequence[Sequence[str | None]], mapping: Mapping) -> int | None:
    """Find the first row that has every heading a table needs; its number from 0."""
    needed = {
        form(heading)
        for ours, heading in _wanted(name, mapping).items()
        if ours in mapping.columns or _is_needed(name, ours)
    }
    for number, row in enumerate(rows[:LOOK_AT]):
        if needed <= {form(cell) for cell in row if cell}:
            return number
    return None


def read_places(name: str, names: Sequence[str], mapping: Mapping) -> list[int]:
    """Give the places of the columns that may be read, so that no other is ever asked for."""
    wanted = {form(heading) for heading in _wanted(name, mapping).values()}
    return [place for place, heading in enumerate(names) if form(heading) in wanted]


def few_values(name: str, names: Sequence[str], mapping: Mapping) -> set[int]:
    """Give the places of columns of ours that say few different things: words, days and truths."""
    kinds = TABLES[name].columns()
    wanted = {form(heading): kinds.get(ours) for ours, heading in _wanted(name, mapping).items()}
    return {place for place, head in enumerate(names) if isinstance(wanted.get(form(head)), FEW)}


def _refuse_beyond(raw: Raw, ours: Words[int, str]) -> None:
    """Refuse a column of ours of a kind in which none of ours can be, such as lists."""
    for place, kind in raw.beyond.items():
        if place in ours:
            said = f"{raw.label}: the column {raw.headings[place]} holds {kind}, not values."
            raise rejected("file-unreadable", said, raw.label, column=raw.headings[place])


def fit(name: str, raw: Raw, mapping: Mapping, noted: tuple[Issue, ...] = ()) -> Extract:
    """Put a table under our headings, parting off rows with a cell that holds no value."""
    places, issues = _places(name, raw, mapping)
    refuse_wordless(name, raw.label, mapping, places)
    ours = {place: column for column, place in places.items()}
    _refuse_beyond(raw, ours)
    named = raw.rows.select("source_row", *map(str, ours)).rename(
        {str(place): column for place, column in ours.items()}
    )
    rows = named.select(pl.lit(raw.label).alias("source_file"), pl.all())
    bad = _faulty(raw, ours) if raw.cells.height else no_faults()
    kept = rows.join(bad, on="source_row", how="anti", maintain_order="left") if len(bad) else rows
    if rows.height != kept.height + bad.height:
        raise AssertionError(f"{raw.label}: {rows.height} rows, {kept.height} + {bad.height} left")
    return Extract(
        kept,
        pl.concat([raw.refused, bad.select(*FAULT)]),
        raw.passed,
        (*noted, *raw.issues, *issues),
        raw.native_dates,
        raw.day_zero,
    )


def _faulty(raw: Raw, ours: Words[int, str]) -> pl.DataFrame:
    """Give the rows that have a faulty cell in a column of ours, each once."""
    cells = raw.cells.filter(pl.col("place").is_in(list(ours)))
    said = {"cell-formula": "{} holds a formula without a result ({})"}
    column = pl.col("place").replace_strict(ours, return_dtype=pl.String)
    fault = pl.when(pl.col("check") == "cell-formula").then(
        pl.format(said["cell-formula"], column, "value")
    )
    return (
        cells.sort("source_row", "place")
        .unique("source_row", keep="first", maintain_order=True)
        .join(raw.rows.select("source_row"), on="source_row", how="semi", maintain_order="left")
        .with_columns(
            source_file=pl.lit(raw.label),
            column=column,
            fault=fault.otherwise(pl.format("{} holds the error {}", column, "value")),
        )
    )


def _wanted(name: str, mapping: Mapping) -> dict[str, str]:
    """Give for each column that may be read its heading in the source."""
    own = {column: column for column in TABLES[name].column_names()} | mapping.columns
    taken = set(map(form, own.values()))
    also = {column: column for column in WITNESSES.get(name, ()) if column not in taken}
    return own | also | ({VERSION: mapping.version} if mapping.version else {})


def _is_needed(name: str, column: str) -> bool:
    schema = TABLES[name].columns()
    return column in schema and not schema[column].nullable


def _places(name: str, raw: Raw, mapping: Mapping) -> tuple[dict[str, int], list[Issue]]:
    """Find our columns in a heading row; refuse two of a name, and the lack of a needed one."""
    filled = [heading for heading in raw.headings if heading]
    twice = [heading for heading, count in Counter(map(form, filled)).items() if count > 1]
    if twice:
        shown = next(heading for heading in filled if form(heading) == twice[0])
        raise rejected(
            "heading-twice", f'{raw.label} has two columns "{shown}".', raw.label, column=shown
        )
    there = {form(heading): place for place, heading in enumerate(raw.headings) if heading}
    wanted = _wanted(name, mapping)
    places = {ours: there[form(said)] for ours, said in wanted.items() if form(said) in there}
    for ours, said in mapping.columns.items():
        if ours not in places:
            raise rejected(
                "heading-missing",
                f'{raw.label} has no column "{said}". Its columns are {", ".join(filled)}. '
                f"Mend it in {MAPPING}.",
                raw.label,
                column=ours,
            )
    if mapping.version and VERSION not in places:
        raise rejected(
            "heading-missing", f'{raw.label} has no column "{mapping.version}".', raw.label
        )
    lacking = [c for c in wanted if _is_needed(name, c) and c not in places]
    if lacking:
        raise rejected(
            "heading-missing",
            f"{raw.label} has no column {', '.join(lacking)}. {nearest(lacking[0], filled)}",
            raw.label,
            column=lacking[0],
        )
    return places, [*_renamed(raw, places), *_unknown(raw, places)]


def nearest(column: str, headings: Sequence[str]) -> str:
    """Name the heading that comes nearest to a column that is missing, if any does."""
    forms = {form(heading): heading for heading in headings}
    near = get_close_matches(form(column), list(forms), n=1, cutoff=0.6)
    return f'Its column "{forms[near[0]]}" may be meant.' if near else ""


def _renamed(raw: Raw, places: Words[str, int]) -> list[Issue]:
    return [
        Issue(
            "heading-renamed",
            f'The column "{raw.headings[place]}" is read as {column}.',
            raw.label,
            column=column,
            value=raw.headings[place],
        )
        for column, place in places.items()
        if raw.headings[place] != column and column != VERSION
    ]


def _unknown(raw: Raw, places: Words[str, int]) -> list[Issue]:
    others = [(p, h) for p, h in enumerate(raw.headings) if p not in places.values()]
    return [
        Issue(
            "heading-unknown",
            f'The column "{heading}" is not used.' if heading else NAMELESS,
            raw.label,
            column=heading or None,
        )
        for place, heading in others
        if heading or raw.rows[str(place)].count()
    ]
