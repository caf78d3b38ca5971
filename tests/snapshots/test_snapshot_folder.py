"""The folder of snapshots: what readers are given, whatever happened to those who write there."""

import multiprocessing
import os
import random
import signal
import subprocess
import sys
import time
from datetime import date
from functools import partial
from types import ModuleType

import polars as pl
import pytest

from dashboard.records.check import RecordsError
from dashboard.snapshots import snapshot, snapshot_folder

TABLES = {"settings": pl.DataFrame({"urn": ["EX000001"], "places": [4]})}


def put(root, day, places=4):
    """Publish a small snapshot of a day."""
    table = TABLES["settings"].with_columns(places=places)
    with snapshot_folder.publishing(root):
        name = snapshot.write(root, {"settings": table}, {"as_at": day, "source": "a test"})
        snapshot_folder.point(root, name)
    return name


def test_readers_are_given_what_was_published_last(tmp_path):
    first, second = put(tmp_path, "2020-12-07"), put(tmp_path, "2020-11-30")
    assert snapshot_folder.choose(tmp_path, None) == (second,)
    assert snapshot_folder.current(tmp_path) == second
    assert put(tmp_path, "2020-12-07") == first
    assert snapshot_folder.choose(tmp_path, None) == (first, second)


def test_the_latest_snapshot_at_or_before_a_day_is_chosen(tmp_path):
    earlier, later = put(tmp_path, "2020-11-30"), put(tmp_path, "2020-12-07")
    assert snapshot_folder.choose(tmp_path, date(2020, 12, 6)) == (earlier,)
    assert snapshot_folder.choose(tmp_path, date(2020, 1, 1)) == (earlier,)
    assert snapshot_folder.choose(tmp_path, date(2021, 1, 1)) == (later, earlier)


@pytest.mark.parametrize("order", [(1, 2), (2, 1), (1, 2, 1), (2, 1, 2)])
def test_of_one_day_the_last_published_is_chosen_whatever_its_name(tmp_path, order):
    names = [put(tmp_path, "2020-12-07", places) for places in order]
    assert snapshot_folder.choose(tmp_path, date(2020, 12, 7))[0] == names[-1]
    assert snapshot_folder.choose(tmp_path, date(2020, 1, 1))[0] == names[-1]


def test_the_clock_has_no_say_in_what_came_last(tmp_path):
    first, second = put(tmp_path, "2020-12-07", 1), put(tmp_path, "2020-12-07", 2)
    os.utime(tmp_path / second, (0, 0))
    os.utime(tmp_path / second / "manifest.json", (0, 0))
    assert snapshot_folder.choose(tmp_path, None) == (second, first)


def test_what_is_not_a_snapshot_is_passed_over(tmp_path):
    name = put(tmp_path, "2020-12-07")
    for other in (".tmp-left", "backup", "2020-12-08-notahash", "2020-02-30-0123abcd"):
        (tmp_path / other).mkdir()
        (tmp_path / other / "manifest.json").write_text("{}")
    assert snapshot_folder.kept(tmp_path) == [(date(2020, 12, 7), name)]


def test_an_empty_folder_says_how_to_make_one(tmp_path):
    with pytest.raises(RecordsError, match=r"There is no snapshot in .* visits-dashboard build"):
        snapshot_folder.choose(tmp_path, None)


@pytest.mark.parametrize("damage", [b"", b"\xff\xfe", b"2020-12-07-00000000", b"../../etc", None])
def test_a_damaged_pointer_gives_the_latest_day_and_is_said_until_it_is_mended(tmp_path, damage):
    put(tmp_path, "2020-11-30")
    name = put(tmp_path, "2020-12-07")
    assert snapshot_folder.troubles(tmp_path) == ()
    (tmp_path / "current").unlink() if damage is None else (tmp_path / "current").write_bytes(
        damage
    )
    assert snapshot_folder.choose(tmp_path, None)[0] == name
    assert (
        "current, which names the latest figures, is damaged"
        in snapshot_folder.troubles(tmp_path)[0]
    )
    assert put(tmp_path, "2020-12-07") == name
    assert snapshot_folder.troubles(tmp_path) == ()


@pytest.fixture(autouse=True)
def plain_main(monkeypatch):
    """Let a new process start from nothing: a page run earlier may have left its script as main."""
    monkeypatch.setitem(sys.modules, "__main__", ModuleType("__main__"))


def hold(root, held):
    with snapshot_folder.publishing(root):
        held.set()
        time.sleep(60)


def test_only_one_publisher_writes_at_a_time(tmp_path):
    spawn = multiprocessing.get_context("spawn")
    held = spawn.Event()
    other = spawn.Process(target=hold, args=(tmp_path, held))
    other.start()
    try:
        assert held.wait(20)
        with pytest.raises(snapshot_folder.BusyError, match="Another build is publishing"):
            put(tmp_path, "2020-12-07")
        os.kill(other.pid, signal.SIGKILL)
        other.join(20)
        assert put(tmp_path, "2020-12-07")
    finally:
        other.kill()
        other.join(20)


def test_what_a_killed_publisher_left_is_swept_by_the_next(tmp_path):
    tmp_path.joinpath(".tmp-left").mkdir()
    tmp_path.joinpath(".tmp-left", "settings.parquet").write_bytes(b"half")
    tmp_path.joinpath(".current-123").write_text("2020-12-07-00000000")
    name = put(tmp_path, "2020-12-07")
    assert {path.name for path in tmp_path.iterdir()} == {name, "current", ".lock"}


def test_the_last_are_kept_and_the_last_of_every_day(tmp_path):
    names = [put(tmp_path, day, n) for n, day in enumerate(["2020-11-30"] * 4 + ["2020-12-07"] * 4)]
    snapshot_folder.prune(tmp_path, 3)
    assert [name for _, name in snapshot_folder.kept(tmp_path)] == [names[3], *names[5:]]
    assert snapshot_folder.choose(tmp_path, date(2020, 11, 30)) == (names[3],)


NURSERY = """
import os, signal, sys, time
from pathlib import Path
import polars as pl
from dashboard.snapshots import snapshot_folder, snapshot

def write(root, begin):
    for number in range(begin, begin + 10_000):
        table = pl.DataFrame({"n": [number] * 2000})
        facts = {"as_at": "2020-12-07", "number": number}
        with snapshot_folder.publishing(root):
            name = snapshot.write(root, {"a": table, "b": table}, facts)
            snapshot_folder.point(root, name)
            snapshot_folder.prune(root, 5)

for line in sys.stdin:
    begin, wait = line.split()
    child = os.fork()
    if not child:
        write(Path(sys.argv[1]), int(begin))
    time.sleep(float(wait))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    print("killed", flush=True)
"""
"""Starts a writer, kills it after a while, and says so, for every line that it is sent."""


def look(root):
    """Read what readers are given, and make sure that its tables belong together."""
    found, faults = snapshot_folder.last_good(root, None, None, partial(snapshot.read, root))
    assert faults == (), "nothing that was pointed at is damaged"
    assert found.tables["a"].equals(found.tables["b"]), "tables of one snapshot belong together"
    numbers = set(found.tables["a"]["n"])
    assert numbers == {found.manifest["number"]}, "the manifest is that of its tables"


def poll(root, ended, told):
    """Read again and again until the end, and tell how often, and what went wrong."""
    reads, faults = 0, []
    while not ended.is_set():
        try:
            look(root)
            reads += 1
        except BaseException as error:
            faults.append(repr(error))
    told.put((reads, faults[:3]))


def campaign(root, kills, longest):
    """Kill writers at random moments with two readers polling, and give their reads and faults."""
    with snapshot_folder.publishing(root):
        tables = {name: pl.DataFrame({"n": [0] * 2000}) for name in "ab"}
        snapshot_folder.point(
            root, snapshot.write(root, tables, {"as_at": "2020-12-07", "number": 0})
        )
    spawn, chance = multiprocessing.get_context("spawn"), random.Random(11)
    ended, told = spawn.Event(), spawn.Queue()
    readers = [spawn.Process(target=poll, args=(root, ended, told)) for _ in range(2)]
    for reader in readers:
        reader.start()
    command = [sys.executable, "-c", NURSERY, str(root)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    try:
        with subprocess.Popen(command, **pipes) as nursery:
            for number in range(1, kills + 1):
                print(number * 10_000, chance.uniform(0, longest), file=nursery.stdin, flush=True)
                assert nursery.stdout.readline() == "killed\n"
                look(root)
    finally:
        ended.set()
        seen = [told.get(timeout=30) for _ in readers]
        for reader in readers:
            reader.join(30)
    return sum(reads for reads, _ in seen), [fault for _, faults in seen for fault in faults]


def test_writers_killed_half_way_leave_readers_with_whole_snapshots(tmp_path):
    reads, faults = campaign(tmp_path, 5, 0.15)
    assert reads > 0
    assert faults == []


@pytest.mark.long
def test_two_hundred_killed_writers_leave_no_torn_snapshot_and_no_reader_without_one(tmp_path):
    reads, faults = campaign(tmp_path, 200, 0.3)
    print(f"{reads} reads while 200 publishers were killed")
    assert reads > 1000
    assert faults == []
    for _, name in snapshot_folder.kept(tmp_path):
        snapshot.read(tmp_path, name)
    put(tmp_path, "2020-12-07")
    assert not list(tmp_path.glob(".tmp-*"))
