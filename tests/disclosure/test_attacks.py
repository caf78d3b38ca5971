"""Nothing small can be bounded from releases of the shipped snapshots and of random registers."""

import time

import pytest

from dashboard.disclosure import making
from dashboard.disclosure.audit import bounded
from dashboard.disclosure.checking import verify
from dashboard.disclosure.declared import declared
from dashboard.disclosure.folder import approved
from dashboard.disclosure.rounding import Rounded
from dashboard.measures.opening import open_store
from dashboard.packs.released import texts, written
from tests.disclosure.attacking import EN, IN, IS, LONG, found, plainly, released
from tests.disclosure.small import REGIONS, register
from tests.disclosure.weekly import WEEKS, as_recorded, decided, marks, recorded

SERIES = {"weekly": WEEKS[:17], "fortnightly": WEEKS[:16:2], "monthly": WEEKS[8:22:4]}
ACTIONS = (IN, IS, EN)


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
    days = decided(SERIES[name])
    assert found(days) == []
    if name == "weekly":
        assert [*map(marks, days)] == [recorded()[day.as_at.isoformat()] for day in days]
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
def test_thirty_releases_are_verified_in_a_minute_of_processor_time(tmp_path, monkeypatch):
    monkeypatch.setattr(making, "decide", as_recorded)
    monkeypatch.setattr(making, "bounded", lambda *_: ())
    for when in WEEKS:
        write = written if when == WEEKS[-1] else texts
        making.make(tmp_path, open_store(None, when), declared(), write, "Ann")
        making.approve(tmp_path, when, "Bob", write)
    assert sum(map(len, (kept.day.told for kept in approved(tmp_path)))) > 30 * 9
    began = time.process_time()
    assert verify(tmp_path, written, texts) == []
    took = time.process_time() - began
    print(f"30 releases verified in {took:.1f} s of CPU")
    assert took < 60
