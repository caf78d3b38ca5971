"""Ten thousand spoiled files: each is rejected in a sentence or accounted for to the last row."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
BATCHES = {"csv": (5, 1000), "parquet": (1, 250), "xlsx": (1, 120), "ods": (1, 120)}


def campaign(kind, first, count):
    """Try files in a process of its own, so that a crash is seen as one."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.records.campaign", kind, str(first), str(count)],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        timeout=60 + 20 * count,
        check=False,
    )
    assert done.returncode == 0, f"{kind} from {first}: {done.stderr[-2000:]}"
    return json.loads(done.stdout.splitlines()[-1])


@pytest.mark.long
@pytest.mark.parametrize(
    ("kind", "first", "count"),
    [(kind, n * size, size) for kind, (times, size) in BATCHES.items() for n in range(times)],
)
def test_no_spoiled_file_crashes_hangs_or_loses_a_row(kind, first, count):
    told = campaign(kind, first, count)
    assert told["failures"] == {}
    assert sum(told["tally"].values()) == count


@pytest.mark.parametrize(("kind", "count"), [("csv", 60), ("parquet", 30), ("xlsx", 3), ("ods", 3)])
def test_a_few_spoiled_files_of_each_kind_end_well(kind, count):
    told = campaign(kind, 100_000, count)
    assert told["failures"] == {}
    assert sum(told["tally"].values()) == count


def test_both_outcomes_come_about():
    told = campaign("csv", 200_000, 40)["tally"]
    assert told["accepted"] > 5 and told["rejected"] > 5
