"""A watched source is built again when it changes, and only then; a failure is told and retried."""

import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from dashboard.cli import main
from dashboard.cli.building import How
from dashboard.cli.watch import building, state
from dashboard.publishing.refresh import Terms
from dashboard.snapshots import snapshot_folder
from tests.browser import serving
from tests.commands import COMMANDS

REPOSITORY = Path(__file__).parents[1]
DAY = "2020-12-07"
SETTINGS = "Provider,setting_type,la_code,places\nEX000001,Children's home,E10000016,4\n"
MAPPING = "[settings.columns]\nurn = 'Provider'\n"


@pytest.fixture
def folder(tmp_path):
    """Give a folder with a register, whose headings a file beside it explains."""
    (tmp_path / "mapping.toml").write_text(MAPPING)
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "settings.csv").write_text(SETTINGS)
    return tmp_path / "records"


@contextmanager
def watching(folder, root):
    """Watch a folder, looking every tenth of a second, for a bounded time."""
    given = [str(folder), "--as-at", DAY, "--snapshots", str(root), "--every", "0.1"]
    given += ["--mapping", str(folder.parent / "mapping.toml")]
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


def test_a_change_of_the_source_reaches_readers_and_a_fault_is_told_until_it_is_mended(folder):
    root = folder.parent / "snapshots"
    with watching(folder, root) as watcher:
        first = until(lambda: snapshot_folder.current(root))
        (folder / "settings.csv").write_text("")
        told = until(
            lambda: next((t for t in snapshot_folder.troubles(root) if "failed" in t), None)
        )
        assert "settings.csv is empty" in told
        assert snapshot_folder.current(root) == first
        (folder / "settings.csv").write_text(SETTINGS.replace(",4", ",5"))
        second = until(
            lambda: snapshot_folder.current(root) != first and snapshot_folder.current(root)
        )
        until(lambda: snapshot_folder.troubles(root) == ())
        assert {name for _, name in snapshot_folder.kept(root)} == {first, second}
        assert watcher.poll() is None


def test_files_are_told_apart_by_name_size_and_time(tmp_path):
    (tmp_path / "settings.csv").write_text(SETTINGS)
    before = state(str(tmp_path))
    assert state(str(tmp_path)) == before
    (tmp_path / "visits.csv").write_text("visit_id\n")
    assert state(str(tmp_path)) != before
    assert state("postgresql://host/database") is None


def test_what_build_can_be_told_watch_and_serve_can_be_told_too():
    told = {name: {p.name for p in COMMANDS[name].params} for name in COMMANDS}
    assert {"mapping", "set_aside", "allow", "expect"} <= told["build"] - {"as_json"} - {"source"}
    assert told["build"] - {"as_json"} <= told["watch"]
    assert told["build"] - {"as_json", "source"} <= told["serve"]


def test_all_of_it_reaches_the_build(tmp_path):
    terms = Terms(("rows", "words"), "a new system", {"visits": 886, "settings.places": 12732.5})
    how = How(tmp_path / "mapping.toml", "care", True, terms)
    command = building("records", date(2020, 12, 7), tmp_path, how)
    with COMMANDS["build"].make_context("build", command[4:]) as context:
        asked = context.params
    assert (asked["source"], asked["as_at"], asked["snapshots"]) == (
        *("records", date(2020, 12, 7)),
        tmp_path,
    )
    assert (asked["mapping"], asked["schema"], asked["set_aside"]) == (how.mapping, "care", True)
    assert (asked["allow"], asked["reason"]) == (terms.allowed, "a new system")
    assert asked["expect"] == ("visits=886", "settings.places=12732.5")


def running(process):
    """Say whether a process runs; one that has ended may still be listed."""
    try:
        return "Z" not in Path(f"/proc/{process}/stat").read_text().rpartition(")")[2]
    except FileNotFoundError:
        return False


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="processes are listed elsewhere")
@pytest.mark.long
@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_serve_builds_first_and_again_and_its_watcher_ends_when_it_ends(folder, how):
    root = folder.parent / "snapshots"
    given = ["--refresh", str(folder), "--as-at", DAY, "--every", "0.1"]
    given += ["--mapping", str(folder.parent / "mapping.toml")]
    with serving.served(folder.parent / "log", root, given) as server:
        first = snapshot_folder.current(root)
        own = Path(f"/proc/{server.process.pid}/task/{server.process.pid}/children")
        (watcher,) = own.read_text().split()
        (folder / "settings.csv").write_text(SETTINGS.replace(",4", ",5"))
        assert until(
            lambda: snapshot_folder.current(root) != first and snapshot_folder.current(root)
        )
        assert serving.is_well(server.address)
        server.process.send_signal(how)
        until(lambda: not running(watcher), seconds=20)


def test_serve_says_what_is_wrong_with_the_source_before_it_serves(folder):
    (folder / "settings.csv").write_text("")
    given = ["serve", "--refresh", str(folder), "--as-at", DAY, "--snapshots", str(folder.parent)]
    refused = subprocess.run(
        [sys.executable, "-m", "dashboard.cli", *given],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert refused.returncode == 2
    assert "settings.csv is empty" in refused.stderr
    asked = CliRunner().invoke(main, ["serve", "--set-aside"])
    assert asked.exit_code == 2
    assert asked.stderr == "Say what is built: --refresh SOURCE.\n"
