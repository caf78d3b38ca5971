"""Two servers behind one address, and one of them killed while readers use it."""

import subprocess
import sys
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from websockets.exceptions import WebSocketException

from tests.access.canaries import cookie
from tests.access.policies import POLICY
from tests.browser.serving import is_well, served
from tests.driving import Driven
from tests.service import sticky
from tests.test_server import free_port
from tests.web.serving import until

READERS = 12
HERE = Path(__file__).parent
SECRET = "q8Zr4TnV1xWc6LbJ0sYh5GmKd2PfUe9A"
HEADERS = {"X-Reader": "ann", "X-Reader-Groups": "north-west"}

pytestmark = pytest.mark.long


@contextmanager
def proxied(*ports):
    """Keep readers at one of the servers until the end of the block; give the address."""
    port = free_port()
    command = [sys.executable, str(HERE / "sticky.py"), str(port), *map(str, ports)]
    process = subprocess.Popen(command)
    address = f"http://127.0.0.1:{port}"
    try:
        until(lambda: is_well(address), 60)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


@pytest.fixture
def replicas(tmp_path):
    (tmp_path / "policy.toml").write_text(POLICY, encoding="utf-8")
    (tmp_path / "secret").write_text(SECRET, encoding="utf-8")
    named = {
        "VISITS_ACCESS": "proxy",
        "VISITS_POLICY": str(tmp_path / "policy.toml"),
        "VISITS_AUDIT": str(tmp_path / "audit"),
        "VISITS_COOKIE_SECRET": str(tmp_path / "secret"),
        "VISITS_LOG": "json",
    }
    with served(tmp_path / "one", **named) as one, served(tmp_path / "two", **named) as two:
        yield one, two


def port_of(server):
    return server.address.rsplit(":", 1)[1]


def test_readers_of_a_server_killed_under_load_go_on_at_the_other_with_their_view(
    replicas, tmp_path
):
    one, two = replicas
    with proxied(port_of(one), port_of(two)) as address:
        readers = [Driven(address, headers=HEADERS) for _ in range(READERS)]
        with ThreadPoolExecutor(READERS) as together:
            [*together.map(lambda r: r.open("coverage", "type=boarding-school"), readers)]
            assert {reader.cookies[sticky.COOKIE] for reader in readers} == {"0", "1"}
            steps, enough = Counter(), threading.Event()
            loads = [together.submit(keep_on, reader, steps, enough) for reader in readers]
            try:
                until(lambda: all(steps[reader] >= 2 for reader in readers), 120)
                one.process.kill()
                one.process.wait(timeout=20)
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
    checked = subprocess.run(
        [sys.executable, "-m", "dashboard.cli", "audit", "verify", "--folder", tmp_path / "audit"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stderr


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
            return reader.cookies[sticky.COOKIE]
        except (WebSocketException, OSError):
            reader.line.close()
            reader.socket = None
            time.sleep(0.2)
            try:
                reader.connect(session)
            except (WebSocketException, OSError):
                continue
    raise AssertionError("no server took the reader")


def test_what_a_proxy_says_is_believed_from_its_address_only(tmp_path):
    elsewhere = POLICY.replace('addresses = ["127.0.0.1"]', 'addresses = ["192.0.2.1"]')
    (tmp_path / "policy.toml").write_text(elsewhere, encoding="utf-8")
    named = {
        "VISITS_ACCESS": "proxy",
        "VISITS_POLICY": str(tmp_path / "policy.toml"),
        "VISITS_AUDIT": str(tmp_path / "audit"),
    }
    with served(tmp_path / "log", **named) as server:
        forged = {**HEADERS, "X-Forwarded-For": "192.0.2.1", "Forwarded": "for=192.0.2.1"}
        reader = Driven(server.address, headers=forged, cookies=cookie(server.address, "a", "x"))
        status, _, said = reader.ask("/files/data/by-authority.csv")
        assert status == 403
        assert b"the way that lets readers in" in said
        assert "the way that lets readers in" in reader.open("coverage").text
        reader.close()
        policy = tmp_path / "policy.toml"
        policy.write_text(POLICY, encoding="utf-8")
        known = Driven(server.address, headers=HEADERS)
        assert "North West only" in known.open("coverage").text
        assert "the way that lets" in Driven(server.address).open("coverage").text
        nobody = Driven(server.address, headers={"X-Reader": "ann"})
        assert nobody.ask("/text/coverage")[0] == 403
        known.close()
