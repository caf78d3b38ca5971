"""Nothing small can be bounded from releases of the shipped snapshots and of random registers."""

import time

import pytest

from dashboard.disclosure.audit import bounded
from dashboard.disclosure.checking import verify
from dashboard.disclosure.counts import counted
from dashboard.disclosure.deciding import decide
from dashboard.disclosure.declared import declared
from dashboard.disclosure.rounding import Rounded
from dashboard.disclosure.system import Day
from dashboard.packs.released import texts, written
from dashboard.records import illustrative
from dashboard.store import open_store
from tests.disclosure.attacking import COLUMNS, EN, IN, IS, LONG, found, plainly, released
from tests.disclosure.conftest import released as release
from tests.disclosure.small import REGIONS, register

MONDAYS = illustrative.mondays()
SERIES = {"weekly": MONDAYS[:17], "fortnightly": MONDAYS[:16:2], "monthly": MONDAYS[8:22:4]}
ACTIONS = (IN, IS, EN)


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


def small_register(seed):
    """Make a small register: of actions in two regions, or of everything in one; some of both."""
    if seed % 20 == 0:
        return register(seed, 2)
    every = register(seed, 3 - seed % 2, REGIONS[: 2 - seed % 2])
    return every if seed % 2 else [({name: c[name] for name in ACTIONS}, {}) for c, _ in every]


@pytest.mark.parametrize("seeds", [range(1, 4), pytest.param(range(200), marks=pytest.mark.long)])
def test_nothing_can_be_bounded_from_releases_of_random_small_registers(seeds):
    would_have = set()
    for seed in seeds:
        every = small_register(seed)
        assert found(released(every)) == [], seed
        if seed < 12 and (leak := next(bounded(plainly(every), [*every[0][0]], LONG), None)):
            would_have.add(leak.name.partition(".")[0])
    assert would_have >= {"visits", "actions"}


@pytest.mark.long
def test_thirty_releases_are_verified_in_a_minute_of_processor_time(tmp_path):
    for when in MONDAYS[:30]:
        release(tmp_path, when, written if when == MONDAYS[29] else texts)
    began = time.process_time()
    assert verify(tmp_path, written, texts) == []
    took = time.process_time() - began
    print(f"30 releases verified in {took:.1f} s of CPU")
    assert took < 60
