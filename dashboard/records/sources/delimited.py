"""Read a CSV as text, strictly: what no reader could be sure of is refused, never mended unseen."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from dashboard.records.issues import Issue, RecordsError, as_faults, rejected
from dashboard.records.sources import headings
from dashboard.records.sources.encoding import decoded
from dashboard.records.sources.layout import Layout, even_rows, lay_out
from dashboard.records.sources.mapping import Mapping
from dashboard.records.sources.raw import Raw, blank_rows

HEAD = 1 << 16
"""Bytes in which the headings of a plain file end."""
SEPARATORS = {",": "a comma", ";": "a semicolon", "\t": "a tab", "|": "a bar"}


def read(name: str, path: Path, mapping: Mapping) -> Raw:
    """Read a CSV file; every record is counted twice, by its line ends and by Polars."""
    label = path.name
    data, issues = decoded(label, path.read_bytes(), mapping)
    plain = _even(name, label, data, mapping, issues)
    if plain is not None:
        return plain
    layout = lay_out(label, data, mapping.separator)
    top = _top(data, layout, mapping.separator)
    row = headings.find_row(name, top, mapping)
    if row is None:
        _refuse_separator(name, label, data, layout, mapping)
        row = next((number for number, cells in enumerate(top) if any(cells)), 0)
    names = tuple((cell or "").strip() for cell in top[row])
    if row:
        said = f"The headings are in row {row + 1}; the rows above are not read."
        issues = (*issues, Issue("heading-lower", said, label, row=row + 1))
    fields = layout.fields[row + 1 :]
    blank = layout.lengths[row + 1 :] == 0
    whole = (fields == len(names)) & ~blank
    body = _body(data, layout, row + 1, whole)
    rows = _rows(label, body, _schema(name, names, mapping), mapping.separator)
    if rows.height != int(whole.sum()):
        raise rejected(
            "rows-miscounted",
            f"{label} has {int(whole.sum())} rows by its line ends, but {rows.height} are read.",
            label,
        )
    numbers = np.arange(row + 2, row + 2 + len(fields), dtype=np.uint32)
    return Raw(
        label,
        names,
        rows.with_columns(source_row=pl.Series(numbers[whole])),
        refused=_ragged(label, numbers, fields, ~whole & ~blank, len(names)),
        passed=blank_rows(label, numbers[blank].tolist()),
        issues=issues,
    )


def _even(
    name: str, label: str, data: bytes, mapping: Mapping, issues: tuple[Issue, ...]
) -> Raw | None:
    """Read a file of headings and whole rows, or give None for any other; nothing is refused."""
    counted = even_rows(data, mapping.separator)
    if counted is None:
        return None
    lines, values = counted
    first = data[:HEAD].partition(b"\n")[0]
    names = tuple(cell.strip() for cell in first.decode(errors="replace").split(mapping.separator))
    if len(names) < 2 or values != lines * len(names):
        return None
    if headings.find_row(name, [names], mapping) is None:
        return None
    try:
        rows = _rows(label, data, _schema(name, names, mapping), mapping.separator, skipped=1)
    except RecordsError:
        return None
    if rows.height != lines - 1:
        return None
    numbers = pl.int_range(2, lines + 1, dtype=pl.UInt32, eager=True)
    return Raw(label, names, rows.with_columns(source_row=numbers), issues=issues)


def _top(data: bytes, layout: Layout, separator: str) -> list[list[str]]:
    """Read the first rows, in which the headings are looked for."""
    end = layout.ends[: headings.LOOK_AT][-1] if len(layout.ends) else 0
    reader = csv.reader(io.StringIO(data[:end].decode(), newline=""), delimiter=separator)
    try:
        return list(reader)[: headings.LOOK_AT] or [[]]
    except csv.Error:
        return [[]]


def _body(data: bytes, layout: Layout, first: int, whole: np.ndarray) -> bytes:
    """Give the bytes of the rows that are whole, from the first row of data on."""
    starts, ends = layout.starts[first:], layout.ends[first:]
    if not len(starts):
        return b""
    if whole.all():
        return data[starts[0] :]
    kept = zip(starts[whole].tolist(), ends[whole].tolist(), strict=True)
    return b"".join(data[start:end].rstrip(b"\n") + b"\n" for start, end in kept)


def _schema(name: str, names: Sequence[str], mapping: Mapping) -> dict[str, Any]:
    """Read all as text; a column of few different values as numbered spellings of its own."""
    few = headings.few_values(name, names, mapping)
    return {
        str(place): pl.Categorical(pl.Categories.random()) if place in few else pl.String
        for place in range(len(names))
    }


def _rows(
    label: str, body: bytes, schema: dict[str, Any], separator: str, skipped: int = 0
) -> pl.DataFrame:
    if not body:
        return pl.DataFrame(schema=schema)
    try:
        return pl.read_csv(
            body,
            has_header=False,
            skip_lines=skipped,
            schema=schema,
            separator=separator,
            infer_schema=False,
        )
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError) as error:
        raise rejected(
            "file-unreadable", f"{label} cannot be read: {str(error).splitlines()[0]}.", label
        ) from error


def _ragged(
    label: str, numbers: np.ndarray, fields: np.ndarray, ragged: np.ndarray, width: int
) -> pl.DataFrame:
    """Say of each row that is no whole row how many values it has."""
    rows = pl.DataFrame({"source_row": numbers[ragged], "has": fields[ragged]})
    longer = pl.col("has") > width
    return rows.select(
        source_file=pl.lit(label),
        source_row="source_row",
        check=pl.when(longer).then(pl.lit("row-long")).otherwise(pl.lit("row-short")),
        column=pl.lit(None, pl.String),
        value=pl.lit(None, pl.String),
        fault=pl.format("the row has {} values for {} headings", "has", pl.lit(width)),
    ).pipe(as_faults)


def _refuse_separator(name: str, label: str, data: bytes, layout: Layout, mapping: Mapping) -> None:
    """Reject a file whose headings are found only with another separator, naming it."""
    for sign, words in SEPARATORS.items():
        if sign != mapping.separator:
            top = _top(data, layout, sign)
            if headings.find_row(name, top, mapping) is not None:
                raise rejected(
                    "separator",
                    f"{label} parts its values by {words}, not by "
                    f"{SEPARATORS.get(mapping.separator, mapping.separator)}.",
                    label,
                    value=sign,
                )
