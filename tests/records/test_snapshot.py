"""A snapshot is whole or absent, never changes, and is refused if its files are damaged."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from datetime import date

import polars as pl
import pytest

from dashboard.records import snapshot
from dashboard.records.check import RecordsError

TABLES = {"settings": pl.DataFrame({"urn": ["EX000001"], "places": [4]})}
FACTS = {"as_at": "2020-12-07", "source": "a test"}


def test_a_snapshot_reads_back_as_written(tmp_path):
    name = snapshot.write(tmp_path, TABLES, FACTS)
    found = snapshot.read(tmp_path, name)
    assert found.tables["settings"].equals(TABLES["settings"])
    assert found.as_at == date(2020, 12, 7)
    assert found.manifest["source"] == "a test"
    assert (tmp_path / "current").read_text() == name


def test_the_same_content_is_written_once_and_other_content_beside_it(tmp_path):
    first = snapshot.write(tmp_path, TABLES, FACTS)
    assert snapshot.write(tmp_path, TABLES, FACTS) == first
    other = {"settings": TABLES["settings"].with_columns(places=5)}
    second = snapshot.write(tmp_path, other, FACTS)
    assert second != first
    assert [name for _, name in snapshot.kept(tmp_path)] == sorted([first, second])
    assert snapshot.choose(tmp_path, None)[0] == second


def test_the_latest_snapshot_at_or_before_a_day_is_chosen(tmp_path):
    names = {
        day: snapshot.write(tmp_path, TABLES, {**FACTS, "as_at": day})
        for day in ("2020-11-30", "2020-12-07")
    }
    assert snapshot.choose(tmp_path, date(2020, 12, 6)) == (names["2020-11-30"],)
    assert snapshot.choose(tmp_path, date(2020, 1, 1)) == (names["2020-11-30"],)
    both = (names["2020-12-07"], names["2020-11-30"])
    assert snapshot.choose(tmp_path, date(2021, 1, 1)) == snapshot.choose(tmp_path, None) == both


def test_what_is_not_a_snapshot_is_passed_over(tmp_path):
    name = snapshot.write(tmp_path, TABLES, FACTS)
    for other in (".tmp-left", "backup", "2020-12-08-notahash"):
        (tmp_path / other).mkdir()
        (tmp_path / other / "manifest.json").write_text("{}")
    assert snapshot.kept(tmp_path) == [(date(2020, 12, 7), name)]


def test_a_damaged_file_is_refused_by_name(tmp_path):
    name = snapshot.write(tmp_path, TABLES, FACTS)
    path = tmp_path / name / "settings.parquet"
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    with pytest.raises(RecordsError, match=r"settings\.parquet in snapshot .* is damaged"):
        snapshot.read(tmp_path, name)


def test_a_damaged_manifest_is_refused_by_name(tmp_path):
    name = snapshot.write(tmp_path, TABLES, FACTS)
    (tmp_path / name / "manifest.json").write_text("{")
    with pytest.raises(RecordsError, match=f"The manifest of snapshot {name} is damaged"):
        snapshot.read(tmp_path, name)


def test_an_empty_folder_says_how_to_make_one(tmp_path):
    with pytest.raises(RecordsError, match=r"There is no snapshot in .* visits-dashboard build"):
        snapshot.choose(tmp_path, None)


WRITER = """
import sys
from pathlib import Path
import polars as pl
from dashboard.records import snapshot
root = Path(sys.argv[1])
print("ready", flush=True)
for number in range(10_000):
    table = pl.DataFrame({"n": [number] * 2000})
    snapshot.write(root, {"a": table, "b": table}, {"as_at": "2020-12-07", "number": number})
"""


def kill_a_writer(root, wait):
    """Start a writer, kill it after a while, and give what a reader then finds."""
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(root)], stdout=subprocess.PIPE, text=True
    )
    try:
        writer.stdout.readline()
        time.sleep(wait)
    finally:
        os.kill(writer.pid, signal.SIGKILL)
        writer.wait()
        writer.stdout.close()
    found = snapshot.read(root, snapshot.choose(root, None)[0])
    assert found.tables["a"].equals(found.tables["b"]), "tables of one snapshot belong together"
    assert json.loads((root / found.name / "manifest.json").read_text())["name"] == found.name


def test_a_writer_killed_half_way_leaves_the_last_snapshot_readable(tmp_path):
    snapshot.write(tmp_path, {"a": pl.DataFrame(), "b": pl.DataFrame()}, FACTS)
    chance = random.Random(7)
    for _ in range(5):
        kill_a_writer(tmp_path, chance.uniform(0, 0.15))


@pytest.mark.long
def test_sixty_writers_killed_at_random_moments_leave_no_torn_snapshot(tmp_path):
    snapshot.write(tmp_path, {"a": pl.DataFrame(), "b": pl.DataFrame()}, FACTS)
    chance = random.Random(11)
    for _ in range(60):
        kill_a_writer(tmp_path, chance.uniform(0, 0.3))
    for _, name in snapshot.kept(tmp_path):
        snapshot.read(tmp_path, name)
