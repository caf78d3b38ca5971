"""A refresh is published whole or not at all, and readers are told which and why."""

import os
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import polars as pl
import pytest

from dashboard.areas import boundaries
from dashboard.illustrative.intake import from_illustration
from dashboard.measures import opening
from dashboard.measures.definitions import MEASURES
from dashboard.publishing.publish import publish
from dashboard.publishing.refresh import Terms
from dashboard.records import shown
from dashboard.records.check import RecordsError
from dashboard.snapshots import notice, snapshot, snapshot_folder

REPOSITORY = Path(__file__).parents[2]
MONDAY = date(2020, 11, 23)


@pytest.fixture(scope="module")
def taken():
    """Give the illustrative records as if they were real ones."""
    return replace(from_illustration(MONDAY), illustrative=False)


@pytest.fixture(scope="module")
def shelved(taken, tmp_path_factory):
    """Publish them once."""
    root = tmp_path_factory.mktemp("shelved")
    publish(root, taken, MONDAY)
    return root


@pytest.fixture
def root(shelved, tmp_path):
    """Give each test a folder of its own with that one snapshot."""
    shutil.copytree(shelved, tmp_path / "snapshots")
    return tmp_path / "snapshots"


def test_the_same_records_give_the_same_bytes(taken, shelved, tmp_path):
    publish(tmp_path, taken, MONDAY)
    files = [
        {
            file.relative_to(folder): file.read_bytes()
            for file in folder.rglob("*")
            if file.is_file()
        }
        for folder in (shelved, tmp_path)
    ]
    assert files[0] == files[1]
    assert len(files[0]) > 15


def test_the_manifest_says_every_figure_and_the_version_of_its_method(shelved):
    manifest = snapshot.read_manifest(shelved, snapshot_folder.current(shelved))
    opened = opening.open_store(shelved)
    assert manifest["methods"] == {measure.name: measure.version for measure in MEASURES}
    visited = opened.records["visits"].filter(pl.col("started_on") >= date(2020, 9, 1))
    assert manifest["figures"]["2020-09-01"]["visits"] == [visited.height, None]
    assert manifest["figures"].keys() == {"2020-03-17", "2020-04-01", "2020-09-01"}
    assert manifest["latest_visit"] == visited["started_on"].max().isoformat()


def test_a_gate_stops_a_refresh_and_readers_keep_their_figures_and_are_told(root, taken):
    before = snapshot_folder.current(root)
    with pytest.raises(RecordsError, match="--allow stale"):
        publish(root, taken, MONDAY - timedelta(days=7))
    assert opening.open_store(root).name == before
    (told,) = snapshot_folder.troubles(root)
    assert told.startswith("The refresh for 2020-11-16 failed: The day of these figures")
    assert told.endswith("The last good figures are shown.")


def test_a_gate_that_is_allowed_is_named_in_the_manifest_and_the_notes(root, taken):
    terms = Terms(["stale"], "the later day was sent by mistake")
    name = publish(root, taken, MONDAY - timedelta(days=7), terms)
    assert snapshot_folder.current(root) == name
    allowed = snapshot.read_manifest(root, name)["allowed"]
    assert allowed["stale"]["reason"] == "the later day was sent by mistake"
    assert "all the same: the later day was sent by mistake" in opening.open_store(root).notes[-1]


def test_a_refresh_that_goes_well_takes_the_notice_away(root, taken):
    notice.put(root, "The refresh for 2020-11-30 failed.")
    assert snapshot_folder.troubles(root)
    publish(root, taken, MONDAY)
    assert snapshot_folder.troubles(root) == ()


def test_the_authorities_of_a_refresh_are_joined_to_their_shapes(root, taken, monkeypatch):
    shapes = boundaries.boundaries(taken.vintage)
    shapes.loc[3, "geometry"] = None
    monkeypatch.setattr(boundaries, "boundaries", lambda _: shapes)
    with pytest.raises(RecordsError, match="not whole: 150 of 151 authorities have one"):
        publish(root, taken, MONDAY)
    assert [day for day, _ in snapshot_folder.kept(root)] == [MONDAY]


def test_a_busy_folder_is_no_failed_refresh(root, taken):
    with snapshot_folder.publishing(root), pytest.raises(snapshot_folder.BusyError):
        publish(root, taken, MONDAY)
    assert snapshot_folder.troubles(root) == ()


def test_a_damaged_last_snapshot_is_judged_by_its_manifest_and_made_again(root, taken):
    name = snapshot_folder.current(root)
    (root / name / "visits.parquet").write_bytes(b"not a table")
    assert publish(root, taken, MONDAY) == name
    assert opening.open_store(root).alarms == ()


PUBLISH = """
import os
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from dashboard.publishing.publish import publish
from dashboard.records.check import RecordsError
from dashboard.illustrative.intake import from_illustration
day = date(2020, 11, 30)
taken = replace(from_illustration(day), illustrative=False)
publish(Path(sys.argv[2]) / "warm", taken, day)
print("ready", flush=True)
sys.stdin.readline()
if sys.argv[3] == "as nobody":
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
try:
    publish(Path(sys.argv[1]), taken, day)
except RecordsError as fault:
    print(fault)
"""


def publish_after(spoil, root, spare, who="as ever"):
    """Start a publisher, spoil its folder just before it writes, and give what it says."""
    publisher = subprocess.Popen(
        [sys.executable, "-c", PUBLISH, str(root), str(spare), who],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=REPOSITORY,
    )
    try:
        assert publisher.stdout.readline() == "ready\n"
        spoil()
        return publisher.communicate("go\n", timeout=60)[0].strip()
    finally:
        publisher.kill()
        publisher.wait()


def check_failed(root, before, said, why):
    assert why in said
    assert said.startswith("The snapshot could not be written to")
    assert opening.open_store(root).name == before
    told = shown.for_readers(f"The refresh for 2020-11-30 failed: {said}")
    assert snapshot_folder.troubles(root) == (f"{told} The last good figures are shown.",)
    assert str(root.parent) not in snapshot_folder.troubles(root)[0]
    assert not list(root.glob(".tmp-*"))


@pytest.fixture
def small_disk(shelved, tmp_path):
    """Give a folder of snapshots on a disk of its own, of two megabytes."""
    root = tmp_path / "disk"
    root.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(root)]
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True).returncode:
        reason = "a disk can be mounted here by the administrator only"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)
    try:
        shutil.copytree(shelved, root, dirs_exist_ok=True)
        yield root
    finally:
        subprocess.run(["umount", str(root)], check=True)


def test_a_full_disk_leaves_the_last_good_figures_and_a_notice(small_disk, tmp_path):
    before = snapshot_folder.current(small_disk)

    def fill():
        with (small_disk / "filling").open("wb", buffering=0) as filling, pytest.raises(OSError):
            while True:
                filling.write(b"\0" * 4096)

    said = publish_after(fill, small_disk, tmp_path)
    check_failed(small_disk, before, said, "No space left on device")


def test_a_read_only_folder_leaves_the_last_good_figures_and_a_notice(root, tmp_path):
    before = snapshot_folder.current(root)
    who = "as nobody" if os.getuid() == 0 else "as ever"
    open_to_all(tmp_path)
    said = publish_after(lambda: root.chmod(0o555), root, tmp_path, who)
    root.chmod(0o755)
    check_failed(root, before, said, "Permission denied")


def open_to_all(folder):
    """Let every user pass through to a folder and write in it."""
    for above in folder.parents:
        if not above.stat().st_mode & 0o001:
            above.chmod(above.stat().st_mode | 0o011)
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o777 if path.is_dir() else 0o666)
