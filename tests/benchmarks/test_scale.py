"""A million visits: what checking and building them costs beside a bare read of the same file.

Each is run in a process of its own; CPU time and the peak of memory are those of that process.
"""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from dashboard.records import illustrative
from dashboard.records import words as w

REPOSITORY = Path(__file__).parents[2]
VISITS, FIRST, DAYS = 1_000_000, np.datetime64("2020-09-01"), 205
LAST = date(2021, 3, 31)
MEMORY_GATE = 2_000_000_000

TOLD = """
import json, resource
used = resource.getrusage(resource.RUSAGE_SELF)
print(json.dumps({"cpu": used.ru_utime + used.ru_stime - began, "peak": used.ru_maxrss * 1024}))
"""
BEGAN = """
import resource, sys
from datetime import date
from pathlib import Path
import polars as pl
folder = Path(sys.argv[1])
"""
CLOCK = """
used = resource.getrusage(resource.RUSAGE_SELF)
began = used.ru_utime + used.ru_stime
"""
BARE = """
visits, settings = pl.read_csv(folder / "visits.csv"), pl.read_csv(folder / "settings.csv")
where = settings.select("urn", "la_code", "setting_type")
visits.join(where, on="urn").group_by("la_code", "setting_type", "started_on").len()
"""
IMPORTS = """
from dashboard.publishing import publish
from dashboard.records.intake import from_folder
"""
BUILD = """
taken = from_folder(folder, date(2021, 3, 31))
assert not taken.set_aside.height
publish(folder / "snapshots", taken, date(2021, 3, 31))
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Write a million visits to a hundred thousand settings, by chance that falls the same way."""
    made = tmp_path_factory.mktemp("scale")
    register = illustrative.records(LAST)["settings"].with_columns(
        registered_on=pl.lit(None, pl.Date), closed_on=pl.lit(None, pl.Date)
    )
    times = VISITS // 10 // register.height
    number = pl.int_range(register.height * times) + 1_000_000
    settings = pl.concat([register] * times).with_columns(urn=number.cast(pl.String))
    settings.write_csv(made / "settings.csv")
    chance = np.random.default_rng(3)

    def any_of(known):
        return pl.Series(np.array(known)[chance.integers(0, len(known), VISITS)])

    began = FIRST + chance.integers(0, DAYS, VISITS)
    ended = began + chance.integers(0, 4, VISITS)
    out = pl.Series(ended + 25)
    pl.DataFrame(
        {
            "visit_id": pl.Series(np.arange(VISITS)).cast(pl.String),
            "urn": settings["urn"].gather(chance.integers(0, settings.height, VISITS)),
            "visit_type": any_of(w.VISIT_TYPES[:2]),
            "selection_basis": any_of(w.SELECTION_BASES),
            "started_on": pl.Series(began),
            "ended_on": pl.Series(ended),
            "published_on": pl.select(pl.when(out <= LAST).then(out)).to_series(),
            "mode": any_of(w.MODES),
        }
    ).write_csv(made / "visits.csv")
    return made


def cost(folder, *code):
    """Run code in a process of its own, and give its CPU seconds and its peak of memory."""
    run = subprocess.run(
        [sys.executable, "-c", "".join(code), str(folder)],
        cwd=REPOSITORY,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return json.loads(run.stdout.splitlines()[-1])


def test_a_million_visits_are_checked_and_built_in_two_gigabytes(folder):
    bare = cost(folder, BEGAN, CLOCK, BARE, TOLD)
    built = cost(folder, BEGAN, IMPORTS, CLOCK, BUILD, TOLD)
    print(
        f"a million visits: {built['cpu']:.1f} s of CPU to check and build, "
        f"{built['cpu'] / bare['cpu']:.1f} times a bare read and group; "
        f"{built['peak'] / 1e6:.0f} MB at most"
    )
    assert built["peak"] <= MEMORY_GATE
