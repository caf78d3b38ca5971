"""What every page here shows: counts of settings and of those visited, by authority and type.

The bench writes them, from the cube of the dashboard's own illustrative records, to the folder
that BENCH_FOLDER names.
"""

import json
import os
from collections import defaultdict
from functools import cache
from pathlib import Path

FOLDER = Path(os.environ["BENCH_FOLDER"])
SAID = json.loads((FOLDER / "counts.json").read_text(encoding="utf-8"))
TYPES, REGIONS, AREAS = SAID["types"], SAID["regions"], SAID["areas"]
ALL = TYPES[0]


def _counted(place, kind):
    """Add up settings and visited by a column, in the order in which the column's words come."""
    sums = defaultdict(lambda: [0, 0])
    for row in SAID["rows"]:
        if kind in (ALL, row["type"]):
            sums[row[place]][0] += row["settings"]
            sums[row[place]][1] += row["visited"]
    return {name: tuple(sums[name]) for name in (REGIONS if place == "region" else AREAS)}


@cache
def by_region(kind):
    """Give for each region its settings and those visited."""
    return _counted("region", kind)


@cache
def by_area(kind):
    """Give for each authority, by its code, its settings and those visited."""
    return _counted("area", kind)


def share(counts):
    """Give the share visited in per cent; None where there is nothing to visit."""
    settings, visited = counts
    return 100 * visited / settings if settings else None


def sentence(kind):
    """Say what is shown; the bench waits for these words."""
    settings, visited = map(sum, zip(*by_region(kind).values(), strict=True))
    return f"Showing {kind}: {visited} of {settings} visited"
