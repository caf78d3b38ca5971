"""A watched source is built again when it changes, and only then; a failure is told and retried."""

import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

from dashboard.cli.watch import state
from dashboard.records import shelf

REPOSITORY = Path(__file__).parents[1]
SETTINGS = "urn,setting_type,la_code,places\nEX000001,Children's home,E10000016,4\n"


@contextmanager
def watching(folder, root):
    """Watch a folder, looking every tenth of a second, for a bounded time."""
    given = [str(folder), "--as-at", "2020-12-07", "--snapshots", str(root), "--every", "0.1"]
    command = [sys.executable, "-m", "dashboard.cli", "watch", *given, "--times", "600"]
    watcher = subprocess.Popen(
        command, cwd=REPOSITORY, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield watcher
    finally:
        watcher.terminate()
        watcher.wait(20)


def until(true, seconds=60):
    """Wait until something is true, and give what it is."""
    end = time.monotonic() + seconds
    while not (found := true()):
        assert time.monotonic() < end
        time.sleep(0.1)
    return found


def test_a_change_of_the_source_reaches_readers_and_a_fault_is_told_until_it_is_mended(tmp_path):
    folder, root = tmp_path / "records", tmp_path / "snapshots"
    folder.mkdir()
    (folder / "settings.csv").write_text(SETTINGS)
    with watching(folder, root) as watcher:
        first = until(lambda: shelf.current(root))
        (folder / "settings.csv").write_text("")
        (told,) = until(lambda: shelf.troubles(root))
        assert "settings.csv is empty" in told
        assert shelf.current(root) == first
        (folder / "settings.csv").write_text(SETTINGS.replace(",4", ",5"))
        second = until(lambda: shelf.current(root) != first and shelf.current(root))
        until(lambda: shelf.troubles(root) == ())
        assert {name for _, name in shelf.kept(root)} == {first, second}
        assert watcher.poll() is None


def test_files_are_told_apart_by_name_size_and_time(tmp_path):
    (tmp_path / "settings.csv").write_text(SETTINGS)
    before = state(str(tmp_path))
    assert state(str(tmp_path)) == before
    (tmp_path / "visits.csv").write_text("visit_id\n")
    assert state(str(tmp_path)) != before
    assert state("postgresql://host/database") is None
