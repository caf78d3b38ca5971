"""A change of a filter costs the server as much at ten million visits as at three thousand.

Every page is laid out as a reader's choices follow each other, in a process for each number of
visits; the CPU time of the process counts. Both are asked in turn, so that what else the machine
does falls on either. A choice that was made before is remembered; one that nobody has made yet is
worked out from what was added up for all choices alike, as the first reader opened the page.
Choices are of an authority, of a region, and of a part of all England.
"""

import json
import os
import subprocess
import sys
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from statistics import median

import pytest

from dashboard.areas.authorities import REGIONS
from dashboard.records.words import ALL_HOMES, GRADES, SECTORS
from tests.benchmarks.visits import LAST, write

pytestmark = pytest.mark.long

REPOSITORY = Path(__file__).parents[2]
FEW, MANY = 3_000, 10_000_000
TYPE = {"type": ALL_HOMES}
GATE, NEW_GATE = 1.2, 1.15
"""How many times as much a change may cost at most: to a choice made before, and to a new one."""
OPEN_GATE, FIRST_GATE = 7, 8
"""How many times as much CPU as to read the files opening may take, and a first page after it."""
BUILD = """
from datetime import date
from dashboard.publishing.publish import publish
from dashboard.records.intake import from_folder
day = date.fromisoformat(sys.argv[2])
publish(folder / "snapshots", from_folder(folder, day), day)
"""
READ = """
import polars as pl
since = time.process_time()
for file in (folder / "snapshots").glob("*/*.parquet"):
    pl.read_parquet(file)
tell(None)
"""
CHANGES = """
from dashboard import delivery
opened, _ = delivery.read({})
tell([list(delivery.VIEWS), opened.authorities["la_code"].to_list()])
for line in sys.stdin:
    path, query = json.loads(line)
    delivery.lay_out(path, *delivery.read(query))
    tell(None)
"""
BEGAN = """
import json, sys, time
from pathlib import Path
folder = Path(sys.argv[1])
since = time.process_time()
def tell(what):
    global since
    print(json.dumps([what, time.process_time() - since]), flush=True)
    since = time.process_time()
"""


@contextmanager
def running(folder, code):
    """Run code in a process of its own that finds its records in a folder."""
    with subprocess.Popen(
        [sys.executable, "-c", BEGAN + code, str(folder), str(LAST)],
        cwd=REPOSITORY,
        env=os.environ | {"VISITS_SNAPSHOTS": str(folder / "snapshots")},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield process
        process.stdin.close()
        assert process.wait() == 0


def built(folder, count):
    """Write so many visits and build them; what they were built from is not kept."""
    write(folder, count)
    with running(folder, BUILD):
        pass
    for file in folder.glob("*.csv"):
        file.unlink()
    return folder


def changed(process, path, query):
    """Let a process lay a page out for a choice, and give the CPU seconds that it took."""
    process.stdin.write(json.dumps([path, query]) + "\n")
    process.stdin.flush()
    return json.loads(process.stdout.readline())[1]


def test_a_filter_change_costs_the_same_at_ten_million_visits(tmp_path):
    few, many = (built(tmp_path / str(count), count) for count in (FEW, MANY))
    with running(many, READ) as bare:
        read = json.loads(bare.stdout.readline())[1]
    firsts = []
    with running(few, CHANGES) as small, running(many, CHANGES) as large:
        (views, codes), _ = json.loads(small.stdout.readline())
        took = json.loads(large.stdout.readline())[1]
        print(f"{MANY:,} visits: opened in {took:.1f} s of CPU")
        first, *others = codes[::15]
        opening = ({}, {"area": first}, {"area": "London"}, TYPE)
        choices = {
            "authority": [{"area": code} | kind for kind in ({}, TYPE) for code in others],
            "region": [{"area": region} for region in REGIONS if region != "London"],
            "England": [{"sector": each} for each in SECTORS]
            + [{"judgement": each} for each in GRADES],
        }
        totals = {"new": [0.0, 0.0], "seen": [0.0, 0.0]}
        for path in views:
            for query in opening:
                changed(small, path, query)
                firsts.append(changed(large, path, query))
            for (kind, total), where in product(totals.items(), choices):
                each = [
                    (changed(small, path, query), changed(large, path, query))
                    for query in choices[where]
                ]
                costs = [median(one) for one in zip(*each, strict=True)]
                total[:] = (a + b for a, b in zip(total, costs, strict=True))
                told = " -> ".join(f"{cost * 1000:.0f}" for cost in costs)
                print(f"{path or 'summary'}, {kind}, {where}: {told} ms")
    print(f"to read the files {read:.2f} s, for the first page {firsts[0]:.2f} s")
    assert took <= OPEN_GATE * read
    assert firsts[0] <= FIRST_GATE * read
    ratios = {kind: large / small for kind, (small, large) in totals.items()}
    print(f"a change of a filter at {MANY:,} visits beside {FEW:,}: {ratios}")
    assert ratios["new"] <= NEW_GATE
    assert ratios["seen"] <= GATE
