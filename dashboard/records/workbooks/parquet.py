"""Read a Parquet file within limits, in a process of its own: its size is measured."""

from pathlib import Path
from typing import Any

import polars as pl

from dashboard.records.workbooks.archive import RATIO_FROM, RefusedError
from dashboard.records.workbooks.limits import Limits

VALUE_BYTES = 8
"""What a value takes at least, once it is unpacked."""
BEYOND = (pl.List, pl.Array, pl.Struct, pl.Object, pl.Binary, pl.Unknown, pl.Duration, pl.Time)
"""Kinds of columns in which no table of ours has anything."""


def columns(file: Path, out: Path, limits: Limits) -> dict[str, Any]:
    """Write the rows of a Parquet file as Arrow; name the columns of kinds that are not read."""
    try:
        waiting = pl.scan_parquet(file, glob=False, hive_partitioning=False)
        schema = waiting.collect_schema()
        _guard(waiting.select(pl.len()).collect().item(), len(schema), file, limits)
        beyond = {name: str(kind) for name, kind in schema.items() if isinstance(kind, BEYOND)}
        blank = pl.lit(None, pl.String)
        frame = waiting.with_columns(blank.alias(name) for name in beyond).collect()
        if frame.estimated_size() > limits.unpacked_bytes:
            raise RefusedError("file-too-large", "unpacks to more than is opened")
        frame.write_ipc(out / "rows.arrow")
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError) as error:
        what = (str(error).splitlines() or ["it is damaged"])[0]
        raise RefusedError("file-unreadable", f"cannot be read: {what}") from error
    return {"rows": "rows.arrow", "beyond": beyond}


def _guard(rows: int, width: int, file: Path, limits: Limits) -> None:
    """Refuse a file of more than is opened: a column of one value takes no room in it."""
    if rows > limits.rows or width > limits.columns:
        most = f"{rows:,} rows" if rows > limits.rows else f"{width:,} columns"
        raise RefusedError("file-too-large", f"has {most}")
    unpacked, packed = rows * width * VALUE_BYTES, max(file.stat().st_size, 1)
    if rows * width > limits.cells or unpacked > max(RATIO_FROM, packed * limits.ratio):
        raise RefusedError("file-too-large", f"unpacks to {rows * width:,} values")
