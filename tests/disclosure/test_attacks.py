"""Nothing small can be bounded from releases of the shipped snapshots and of random registers."""

import random
import time
from datetime import date

import pytest

from dashboard.disclosure.audit import bounded
from dashboard.disclosure.counts import counted
from dashboard.disclosure.deciding import decide
from dashboard.disclosure.declared import declared
from dashboard.disclosure.rounding import Rounded
from dashboard.disclosure.system import Day
from dashboard.disclosure.verifying import verify
from dashboard.packs.released import texts
from dashboard.records import illustrative
from dashboard.store import open_store
from tests.disclosure.attacking import COLUMNS, EN, IN, IS, LONG, found, plainly, released
from tests.disclosure.conftest import released as release

MONDAYS = illustrative.mondays()
SERIES = {"weekly": MONDAYS[:17], "fortnightly": MONDAYS[:16:2], "monthly": MONDAYS[8:22:4]}
REGIONS = "AB"


def of_snapshots(days):
    told = []
    for when in days:
        store = open_store(None, when)
        every = counted(store, declared())
        now = Day(when, store.starts[-1].day, 5, every.counts, {}, every.visited)
        told.append(decide(COLUMNS, now, told, LONG))
    return told


def planted(days):
    """Tell one small count as it is, in the last release."""
    last = days[-1]
    name, place, count = next(
        (name, place, count)
        for name, places in last.counts.items()
        for place, count in places.items()
        if 0 < count < last.few
    )
    last.told.setdefault(name, {})[place] = Rounded(None, count, count)
    return days


@pytest.mark.long
@pytest.mark.parametrize("name", ["monthly", "fortnightly", "weekly"])
def test_nothing_can_be_bounded_from_releases_of_the_shipped_snapshots(name):
    days = of_snapshots(SERIES[name])
    assert found(days) == []
    given = sum(len(places) for day in days for places in day.told.values())
    assert given > 0.5 * sum(len(places) + 1 for d in days for places in d.counts.values())
    assert found(planted(days))


def register(seed, releases=3):
    """Make the counts of a small register, release after release: actions and settings visited."""
    chance = random.Random(seed)
    most = chance.choice((2, 4, 8))
    force = {region: chance.randint(0, most) for region in REGIONS}
    issued, ended = dict.fromkeys(REGIONS, 0), dict.fromkeys(REGIONS, 0)
    every = []
    for _ in range(releases):
        for region in REGIONS:
            new = chance.randint(0, most)
            gone = chance.randint(0, force[region] + new)
            issued[region] += new
            ended[region] += gone
            force[region] += new - gone
        every.append(({IN: {**force}, IS: {**issued}, EN: {**ended}}, {}))
    return every


@pytest.mark.parametrize("seeds", [range(3), pytest.param(range(200), marks=pytest.mark.long)])
def test_nothing_can_be_bounded_from_releases_of_random_small_registers(seeds):
    would_have = 0
    for seed in seeds:
        every = register(seed)
        assert found(released(every)) == [], seed
        if seed < 20:
            would_have += any(True for _ in bounded(plainly(every), (IN, IS, EN), LONG))
    assert would_have


@pytest.mark.long
def test_thirty_releases_are_verified_in_a_minute_of_processor_time(tmp_path):
    for when in MONDAYS[:30]:
        release(tmp_path, when)
    began = time.process_time()
    assert verify(tmp_path, texts, texts) == []
    assert time.process_time() - began < 50
    assert date.fromisoformat("2020-09-07") == MONDAYS[0]
