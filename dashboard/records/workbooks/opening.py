"""Start the process that opens a workbook, and take in what it wrote."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from dashboard.records.issues import rejected
from dashboard.records.workbooks.limits import Limits
from dashboard.settings import PACKAGE

USUAL = Limits()
CELLS = {"row": pl.Int64, "place": pl.Int64, "check": pl.String, "value": pl.String}


@dataclass(frozen=True)
class Sheet:
    """One sheet as text: its grid from the first row on, a blank as null, and faulty cells.

    `cells` has row and column of the grid (from 0), the check that a cell fails, and its value.
    `day_zero` is the day from which a number counts where it stands for a date.
    """

    name: str
    visible: bool
    grid: pl.DataFrame
    cells: pl.DataFrame
    hidden_rows: int
    day_zero: str


def open_workbook(path: Path, limits: Limits = USUAL) -> tuple[Sheet, ...]:
    """Open an XLSX or ODS file; one that is too large, damaged or locked is refused."""
    with _opened(path, limits) as (out, told):
        return tuple(
            Sheet(
                entry["name"],
                entry["visible"],
                pl.read_ipc((out / entry["grid"]).read_bytes()),
                pl.DataFrame(entry["cells"], schema=CELLS, orient="row"),
                entry["hidden_rows"],
                entry["day_zero"],
            )
            for entry in told["sheets"]
        )


def open_parquet(path: Path, limits: Limits) -> tuple[pl.DataFrame, dict[str, str]]:
    """Open a Parquet file: its rows, and for each column of a kind that is not read, that kind."""
    with _opened(path, limits) as (out, told):
        return pl.read_ipc((out / told["rows"]).read_bytes()), told["beyond"]


@contextmanager
def _opened(path: Path, limits: Limits) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Give the folder that the process wrote into, and its report, for as long as it is needed."""
    with tempfile.TemporaryDirectory(prefix="visits-") as scratch:
        out = Path(scratch)
        yield out, _report(path, out, read_apart(path, out, limits))


def read_apart(path: Path, out: Path, limits: Limits) -> int:
    """Read a file in a process of its own that writes into a folder, and give its exit code."""
    environment = {
        "PATH": os.environ.get("PATH", ""),
        "PYTHONPATH": os.pathsep.join(filter(None, [str(PACKAGE.parent), *sys.path])),
        "POLARS_MAX_THREADS": "1",
        "RAYON_NUM_THREADS": "1",
    }
    command = [sys.executable, "-m", "dashboard.records.workbooks", str(path.resolve()), str(out)]
    try:
        done = subprocess.run(
            [*command, json.dumps(limits.as_dict())],
            capture_output=True,
            timeout=limits.seconds,
            env=environment,
            cwd=out,
            stdin=subprocess.DEVNULL,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise _too_much(path, f"it takes longer than {limits.seconds} seconds") from None
    return done.returncode


def _report(path: Path, out: Path, code: int) -> dict[str, Any]:
    report = out / "report.json"
    if code or not report.is_file():
        raise _too_much(path, "the process that opened it ran out of memory, time or ground")
    told: dict[str, Any] = json.loads(report.read_text(encoding="utf-8"))
    if "rejected" in told:
        raise rejected(told["rejected"], f"{path.name} {told['said']}.", path.name)
    return told


def _too_much(path: Path, why: str) -> Exception:
    return rejected("file-too-large", f"{path.name} cannot be opened: {why}.", path.name)
