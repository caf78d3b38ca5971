"""What the container file runs, run here without a container, for want of an engine."""

import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.browser.serving import is_well
from tests.service.test_files import CONTAINER, REPOSITORY, instructions
from tests.test_server import ask, free_port

pytestmark = pytest.mark.long
NOBODY = 65534


def commands():
    """Give what the first stage runs, without what only a container has."""
    build = CONTAINER.split("\nFROM ")[1]
    runs = [line.removeprefix("RUN ") for line in build.splitlines() if line.startswith("RUN ")]
    return [re.sub(r"^--mount=\S+ ", "", run) for run in runs]


def test_what_the_container_builds_serves_from_a_place_that_it_cannot_write_to(tmp_path):
    built = tmp_path / "opt"
    source = tmp_path / "build"
    source.mkdir()
    for name, given in instructions():
        if name == "COPY" and "--from" not in given:
            for place in given.split()[:-1]:
                there = REPOSITORY / place
                if there.is_dir():
                    shutil.copytree(
                        there, source / place, ignore=shutil.ignore_patterns("__pycache__")
                    )
                else:
                    shutil.copy(there, source / place)
    for command in commands():
        own = command.replace("/opt/visits", str(built)).replace(
            "python -m venv", f"{sys.executable} -m venv"
        )
        done = subprocess.run(
            own, shell=True, cwd=source, capture_output=True, text=True, check=False, timeout=900
        )
        assert done.returncode == 0, (own, done.stderr[-2000:])
    found = {path.name for path in (built / "lib").rglob("*.dist-info")}
    assert not [name for name in found if re.match(r"(pytest|pip|hatchling|hypothesis)-", name)]
    serve_from(built, tmp_path)


def reachable():
    """Say whether we may be somebody else, and whether that one can reach the interpreter."""
    places = Path(sys.executable).resolve().parents
    return os.getuid() == 0 and all(place.stat().st_mode & 0o001 for place in places)


def serve_from(built, folder):
    """Serve as somebody who owns nothing, where that can be: nothing is written there."""
    scratch = folder / "scratch"
    scratch.mkdir(mode=0o777)
    scratch.chmod(0o777)
    for place in (folder, *folder.parents):
        if str(place).startswith("/tmp/pytest"):
            place.chmod(0o755)
    somebody = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if reachable() else {}
    before = {path: path.stat().st_mtime_ns for path in built.rglob("*")}
    port = free_port()
    log = (folder / "log").open("wb")
    process = subprocess.Popen(
        [str(built / "bin" / "visits-dashboard"), "serve", "--port", str(port)],
        env={"PATH": f"{built}/bin:/usr/bin:/bin", "HOME": str(scratch), "TMPDIR": str(scratch)},
        cwd=scratch,
        stdout=log,
        stderr=subprocess.STDOUT,
        **somebody,
    )
    try:
        until = time.monotonic() + 120
        while not is_well(f"http://127.0.0.1:{port}"):
            assert process.poll() is None, (folder / "log").read_text()[-3000:]
            assert time.monotonic() < until
            time.sleep(0.5)
        status, _, body = ask(port, "/files/summary/page.ods")
        assert (status, body[:2]) == (200, b"PK")
    finally:
        process.terminate()
        process.wait(timeout=30)
        log.close()
    after = {path: path.stat().st_mtime_ns for path in built.rglob("*")}
    assert after == before
