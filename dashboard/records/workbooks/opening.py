"""Start the process that opens a workbook, and take in what it wrote."""

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from dashboard.records.findings import rejected
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
    with tempfile.TemporaryDirectory(prefix="visits-") as scratch:
        out = Path(scratch)
        command = [
            sys.executable,
            "-m",
            "dashboard.records.workbooks",
            str(path.resolve()),
            str(out),
        ]
        environment = {
            "PATH": os.environ.get("PATH", ""),
            "PYTHONPATH": os.pathsep.join(filter(None, [str(PACKAGE.parent), *sys.path])),
            "POLARS_MAX_THREADS": "1",
            "RAYON_NUM_THREADS": "1",
        }
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
        return _taken_in(path, out, done.returncode)


def _taken_in(path: Path, out: Path, code: int) -> tuple[Sheet, ...]:
    report = out / "report.json"
    if code or not report.is_file():
        raise _too_much(path, "the process that opened it ran out of memory, time or ground")
    told = json.loads(report.read_text(encoding="utf-8"))
    if "rejected" in told:
        raise rejected(told["rejected"], f"{path.name} {told['said']}.", path.name)
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


def _too_much(path: Path, why: str) -> Exception:
    return rejected("file-too-large", f"{path.name} cannot be opened: {why}.", path.name)
