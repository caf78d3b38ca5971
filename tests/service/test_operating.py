"""Every command of the guide to operating is run as it stands there, or says why it is not."""

import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests import tools
from tests.browser.serving import is_well
from tests.conftest import everywhere, visits_to
from tests.test_server import free_port

REPOSITORY = Path(__file__).parents[2]
GUIDE = (REPOSITORY / "dashboard" / "docs" / "operating.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"(?:<!-- (.*?) -->\n)?```sh\n(.*?)```", re.DOTALL)
UNIT = (REPOSITORY / "dashboard" / "docs" / "service" / "visits-dashboard.service").read_text(
    "utf-8"
)
SERVED = "curl"
"""What needs the server: it is started before the first of these."""


def blocks():
    return BLOCK.findall(GUIDE)


def test_every_block_is_run_here_or_says_why_not():
    assert len(blocks()) == GUIDE.count("```sh")
    for said, _ in blocks():
        assert said == "tested" or re.fullmatch(r"not run here: .{20,}", said), said


def test_every_setting_and_file_that_is_named_is_there():
    code = "".join(f.read_text("utf-8") for f in (REPOSITORY / "dashboard").rglob("*.py"))
    compose = (REPOSITORY / "compose.yaml").read_text(encoding="utf-8")
    units = "".join(f.read_text("utf-8") for f in (REPOSITORY / "dashboard/docs/service").iterdir())
    for name in set(re.findall(r"VISITS_[A-Z_]+", GUIDE)):
        assert name in code + compose + units, name
    for place in re.findall(r"`((?:tests|dashboard)/[\w/.]+)`", GUIDE):
        assert (REPOSITORY / place).exists(), place
    targets = (REPOSITORY / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"make ([a-z-]+)\b", GUIDE):
        assert f"\n{target}:" in targets, target


@pytest.mark.long
def test_the_commands_take_a_bare_folder_to_pages_that_ask_to_sign_in(tmp_path, write_records):
    tools.found("curl")
    ours = {
        "/etc/visits": tmp_path / "etc",
        "/var/lib/visits": tmp_path / "lib",
        "/var/backups/visits": tmp_path / "backups",
        "/opt/visits/bin": Path(sys.executable).parent,
    }
    for place in [*ours.values()][:3]:
        place.mkdir()
    write_records(tmp_path / "lib" / "source", everywhere(), visits_to(everywhere()))
    ports = {"8501": str(free_port()), "9501": str(free_port())}
    server = None
    try:
        for said, commands in blocks():
            if said != "tested":
                continue
            own = replaced(commands, ours, ports)
            if SERVED in own and server is None:
                server = started(tmp_path, ours, ports)
            done = subprocess.run(
                ["bash", "-euo", "pipefail", "-c", own],
                cwd=REPOSITORY,
                capture_output=True,
                text=True,
                check=False,
                timeout=120,
            )
            assert done.returncode == 0, (own, done.stdout[-1500:], done.stderr[-1500:])
    finally:
        if server is not None:
            server.terminate()
            server.wait(timeout=30)
    assert (tmp_path / "etc" / "sign_in.toml").stat().st_mode & 0o077 == 0o040
    log = (tmp_path / "log").read_text(encoding="utf-8")
    assert "Traceback" not in log


def replaced(text, places, ports):
    """Write commands with folders and ports of a test."""
    for name, there in places.items():
        text = text.replace(name, str(there))
    for name, port in ports.items():
        text = text.replace(name, port)
    return text


def started(folder, places, ports):
    """Start the server by the command of its unit, with the settings that the guide wrote."""
    command = re.search(r"^ExecStart=(.+)$", UNIT, re.MULTILINE)[1]
    written = (folder / "etc" / "environment").read_text(encoding="utf-8")
    named = dict(line.split("=", 1) for line in written.splitlines())
    with (folder / "log").open("w") as log:
        server = subprocess.Popen(
            replaced(command, places, ports).split(),
            env={"PATH": os.environ["PATH"], "HOME": str(folder)} | named,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    until = time.monotonic() + 120
    while not is_well(f"http://127.0.0.1:{ports['8501']}"):
        assert server.poll() is None, (folder / "log").read_text()
        assert time.monotonic() < until
        time.sleep(0.3)
    return server
