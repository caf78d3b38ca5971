"""The page that walks through an extract is true: its commands are run on its files."""

import re
import shlex
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from click.testing import CliRunner

from dashboard.cli import main
from tests.walking import blocks, follow

PAGE = Path(__file__).parents[1] / "dashboard" / "docs" / "your-own-records.md"
KINDS = {"file", "command", "output", "before", "after", "append"}


def run(command, fails):
    """Run a command of the page, and give what it prints."""
    program, *given = command
    assert program == "visits-dashboard"
    done = CliRunner().invoke(main, given)
    assert (done.exit_code != 0) == fails, done.output
    return done.output


def test_every_block_of_the_page_is_of_a_kind_that_is_followed():
    assert {kind for kind, _, _ in blocks(PAGE)} == KINDS
    commands = [text for kind, _, text in blocks(PAGE) if kind == "command"]
    assert [shlex.split(command)[1] for command in commands] == [
        *("check", "mapping", "check", "build", "measure", "serve"),
    ]
    everywhere = re.findall(r"^ *visits-dashboard .*", PAGE.read_text("utf-8"), re.MULTILINE)
    assert len(everywhere) == len(commands), "no command stands outside of a block"


def test_the_commands_of_the_page_do_what_it_says(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("VISITS_SNAPSHOTS", raising=False)
    assert follow(PAGE, tmp_path, run).startswith("visits-dashboard serve --snapshots snapshots")


@pytest.mark.long
def test_the_page_opens_at_the_address_that_is_given(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("VISITS_SNAPSHOTS", raising=False)
    given = shlex.split(follow(PAGE, tmp_path, run))[1:]
    *given, named = given
    assert int(named) > 1024
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    server = subprocess.Popen(
        [sys.executable, "-m", "dashboard.cli", *given, port], stdout=subprocess.DEVNULL
    )
    try:
        assert "Coverage" in read(f"http://127.0.0.1:{port}/text/coverage")
    finally:
        server.terminate()
        server.wait(30)


def read(address):
    """Read a page, waiting up to a minute for the server to answer."""
    for _ in range(120):
        try:
            with urllib.request.urlopen(address, timeout=30) as answer:
                return answer.read().decode()
        except OSError:
            time.sleep(0.5)
    raise AssertionError(f"{address} does not answer")
