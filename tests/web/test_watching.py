"""A watcher that ends is seen and started again, and figures that grow old say so."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dashboard.snapshots import looked, snapshot_folder
from tests.web.serving import REPOSITORY, serving, until

SETTINGS = "urn,setting_type,la_code,places\nEX000001,Children's home,E10000016,4\n"
DAY = ["--as-at", "2020-12-07"]
INTERVAL = 600
"""Seconds between two looks: so long that what comes much sooner was not the next look."""


@pytest.fixture
def source(tmp_path):
    folder = tmp_path / "records"
    folder.mkdir()
    (folder / "settings.csv").write_text(SETTINGS)
    return folder


def watchers(process):
    """List the watchers of a server by their ids."""
    found = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    return [one for one in found if b"watch" in Path(f"/proc/{one}/cmdline").read_bytes()]


@pytest.mark.long
def test_a_killed_watcher_is_seen_and_started_again_within_one_interval(source, tmp_path):
    root = tmp_path / "snapshots"
    options = ["--refresh", source, *DAY, "--snapshots", root, "--every", str(INTERVAL)]
    with serving(tmp_path, *options) as one:
        (first,) = until(lambda: watchers(one.process))
        until(lambda: (root / looked.FILE).exists())
        before, looked_at = snapshot_folder.current(root), (root / looked.FILE).stat().st_mtime_ns
        (source / "settings.csv").write_text(SETTINGS.replace(",4", ",5"))
        os.kill(int(first), signal.SIGKILL)
        (second,) = until(lambda: [w for w in watchers(one.process) if w != first], INTERVAL / 10)
        assert "The watcher of the records ended" in one.log.read_text()
        until(lambda: snapshot_folder.current(root) != before, INTERVAL / 4)
        until(lambda: (root / looked.FILE).stat().st_mtime_ns > looked_at, INTERVAL / 4)
        assert one.ready()[0] == 200
    until(lambda: not Path(f"/proc/{second}").exists())


@pytest.mark.long
def test_figures_that_nobody_looks_after_say_how_old_they_are(source, tmp_path):
    root = tmp_path / "snapshots"
    command = [sys.executable, "-m", "dashboard.cli", "watch", source, *DAY, "--snapshots", root]
    watcher = subprocess.Popen([*map(str, command), "--every", "2"], cwd=REPOSITORY)
    try:
        until(lambda: (root / looked.FILE).exists(), 90)
        with serving(tmp_path, "--snapshots", root) as one:
            until(lambda: one.ready()[0] == 200)
            watcher.kill()
            watcher.wait(20)
            until(lambda: one.ready()[0] == 503, 60)
            assert b"The records were last looked at" in one.ask("/text/summary")[2]
    finally:
        watcher.kill()
        watcher.wait(20)


def test_the_age_is_told_once_it_is_over_the_interval(tmp_path, monkeypatch):
    (tmp_path / "current").touch()
    began = time.time()
    assert looked.overdue(tmp_path) is None  # nobody said how often
    looked.note(tmp_path, 300)
    monkeypatch.setattr(looked, "now", lambda: began + 301)
    assert looked.overdue(tmp_path) is None  # looking takes time too
    monkeypatch.setattr(looked, "now", lambda: began + 599)
    assert looked.overdue(tmp_path)  # within one interval of the look that did not come
    monkeypatch.setattr(looked, "now", lambda: began + 7200)
    assert looked.overdue(tmp_path) == (
        "The records were last looked at 2 hours ago, and should be every 5 minutes: these figures "
        "may be out of date."
    )
    assert looked.overdue(tmp_path) in snapshot_folder.troubles(tmp_path)
    monkeypatch.setenv("VISITS_REFRESH_SECONDS", "86400")
    assert looked.overdue(tmp_path) is None
    (tmp_path / looked.FILE).write_text("{")
    assert looked.overdue(tmp_path) is None
    assert (tmp_path / looked.FILE).exists()
    looked.note(tmp_path, 1)
    assert oct((tmp_path / looked.FILE).stat().st_mode)[-3:] == "600"
