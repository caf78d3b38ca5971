"""Two processes at one address, and one of them killed, or stopped, while readers use it."""

import os
import signal
import subprocess
import sys
import threading
import time
import urllib.request
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from websockets.exceptions import WebSocketException

from dashboard.web.workers.choosing import COOKIE
from tests.access.canaries import cookie
from tests.access.policies import POLICY
from tests.browser.serving import served
from tests.driving import Driven
from tests.test_server import free_port
from tests.web.serving import until

READERS = 12
HEADERS = {"X-Reader": "ann", "X-Reader-Groups": "north-west"}
FORGED = {
    **HEADERS,
    "X-Forwarded-For": "192.0.2.1",
    "Forwarded": "for=192.0.2.1",
    "Visits-From": "192.0.2.1 9 http",
}

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Make a folder with the policy and, once there is one, the log of access."""
    folder = tmp_path_factory.mktemp("workers")
    (folder / "policy.toml").write_text(POLICY, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def server(folder):
    """Serve by two processes, behind a proxy that lets readers in."""
    variables = {
        "VISITS_ACCESS": "proxy",
        "VISITS_POLICY": str(folder / "policy.toml"),
        "VISITS_AUDIT": str(folder / "audit"),
        "VISITS_METRICS_PORT": str(free_port()),
        "VISITS_LOG": "json",
    }
    with served(folder / "log", more=("--workers", "2"), **variables) as one:
        yield one, variables["VISITS_METRICS_PORT"]
    assert answering(one) == {}


def answering(server):
    """Give the process that answers for each number; none once the server has ended."""
    try:
        listed = Path(f"/proc/{server.process.pid}/task/{server.process.pid}/children").read_text()
        said = {int(each): Path(f"/proc/{each}/cmdline").read_text() for each in listed.split()}
    except FileNotFoundError:
        return {}
    return {
        words.rstrip("\0")[-1]: process
        for process, words in said.items()
        if "dashboard.worker" in words
    }


def numbers(port):
    """Read the numbers of all processes."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=10) as answer:
        return dict(line.rsplit(" ", 1) for line in answer.read().decode().splitlines())


def test_what_a_proxy_says_is_believed_from_its_address_only(server, folder):
    one, _ = server
    policy = folder / "policy.toml"
    policy.write_text(POLICY.replace('["127.0.0.1"]', '["192.0.2.1"]'), encoding="utf-8")
    reader = Driven(one.address, headers=FORGED, cookies=cookie(one.address, "a", "x"))
    status, _, said = reader.ask("/files/data/by-authority.csv")
    assert status == 403
    assert b"the way that lets readers in" in said
    assert "the way that lets readers in" in reader.open("coverage").text
    reader.close()
    policy.write_text(POLICY, encoding="utf-8")
    known = Driven(one.address, headers=HEADERS)
    assert "North West only" in known.open("coverage").text
    unknown = Driven(one.address)
    assert "the way that lets" in unknown.open("coverage").text
    unknown.close()
    nobody = Driven(one.address, headers={"X-Reader": "ann"})
    assert nobody.ask("/text/coverage")[0] == 403
    known.close()


def test_readers_of_a_process_killed_under_load_go_on_at_the_other_with_their_view(server, folder):
    one, port = server
    readers = [Driven(one.address, headers=HEADERS) for _ in range(READERS)]
    with ThreadPoolExecutor(READERS) as together:
        [*together.map(lambda r: r.open("coverage", "type=boarding-school"), readers)]
        at = Counter(reader.cookies[COOKIE] for reader in readers)
        assert min(at["0"], at["1"]) >= READERS / 3
        until(lambda: numbers(port)["visits_readers_connected"] == str(READERS))
        steps, enough = Counter(), threading.Event()
        loads = [together.submit(keep_on, reader, steps, enough) for reader in readers]
        try:
            until(lambda: all(steps[reader] >= 2 for reader in readers), 120)
            killed = answering(one)["0"]
            os.kill(killed, signal.SIGKILL)
            before = steps.copy()
            until(lambda: all(steps[r] >= before[r] + 3 for r in readers), 120)
        finally:
            enough.set()
        assert [load.result() for load in loads] == ["1"] * READERS
    for reader in readers:
        assert "North West only" in reader.text
        assert "boarding schools" in reader.text
        assert not reader.exceptions
        assert reader.ask("/files/data/by-authority.csv")[0] == 200
        reader.close()
    assert {reader.ask("/")[0] for reader in readers} == {200}
    until(lambda: numbers(port)["visits_workers_answering"] == "2", 120)
    assert answering(one)["0"] != killed
    checked = subprocess.run(
        [sys.executable, "-m", "dashboard.cli", "audit", "verify", "--folder", folder / "audit"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stderr


def test_readers_of_a_process_that_hangs_go_on_at_the_other_and_it_is_replaced(server):
    one, port = server
    until(lambda: len(answering(one)) == 2, 60)
    readers = [Driven(one.address, headers=HEADERS) for _ in range(4)]
    with ThreadPoolExecutor(len(readers)) as together:
        [*together.map(lambda r: r.open("coverage", "type=boarding-school"), readers)]
        stopped = readers[0].cookies[COOKIE]
        (other,) = {"0", "1"} - {stopped}
        hung = answering(one)[stopped]
        os.kill(hung, signal.SIGSTOP)
        assert [*together.map(go_on, readers)] == [other] * len(readers)
    for reader in readers:
        assert "boarding schools" in reader.text
        reader.close()
    until(lambda: numbers(port)["visits_workers_answering"] == "2", 120)
    assert answering(one)[stopped] != hung


def keep_on(reader, steps, enough):
    """Take step after step and count them, until there were enough; say at which server at last."""
    where = ""
    while not enough.is_set():
        where = go_on(reader)
        steps[reader] += 1
    return where


def go_on(reader):
    """Change nothing and run again; on a broken line open a new one, as a browser does."""
    session = reader.session
    for _ in range(20):
        try:
            reader.elements.clear()
            reader.run()
            return reader.cookies[COOKIE]
        except (WebSocketException, OSError):
            reader.line.close()
            reader.socket = None
            time.sleep(0.2)
            try:
                reader.connect(session)
            except (WebSocketException, OSError):
                continue
    raise AssertionError("no server took the reader")
