"""The server as it is in service, to be attacked: started with any setting, asked for any bytes."""

import http.client
import json
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
UPGRADE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
    "Sec-WebSocket-Protocol": "streamlit",
}


@dataclass(frozen=True)
class Server:
    """A server: its port, its process and the file that its log goes to."""

    port: int
    process: subprocess.Popen
    log: Path

    def ask(self, path, method="GET", **headers):
        """Ask for a path exactly as it is written, and give the status, headers and body."""
        return ask(self.port, path, method, **headers)

    def ready(self):
        """Ask whether it is ready, and give the status and what it says."""
        status, _, body = self.ask("/ready")
        return status, json.loads(body)


def free_port():
    """Find a port that nothing listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def ask(port, path, method="GET", **headers):
    """Ask for a path exactly as it is written, and give the status, the headers and the body."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, headers=named)
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()
    finally:
        connection.close()


def upgraded(port, path="/_stcore/stream", **headers):
    """Ask for a websocket and give the status: 101 where it was opened."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", path, headers=UPGRADE | headers)
        return connection.getresponse().status
    finally:
        connection.close()


@contextmanager
def serving(folder, *options, command=None, **variables):
    """Serve until the end of the block, as `serve` does or with a command of one's own."""
    port = free_port()
    given = command or [sys.executable, "-m", "dashboard.cli", "serve", "--port"]
    log = folder / f"log-{port}"
    with log.open("w") as output:
        process = subprocess.Popen(
            [*map(str, given), str(port), *map(str, options)],
            cwd=REPOSITORY,
            env={"PYTHONPATH": str(REPOSITORY), "PATH": ""} | variables,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        until(lambda: _answers(port, process, log), 90)
        yield Server(port, process, log)
    finally:
        process.terminate()
        process.wait(timeout=20)


def _answers(port, process, log):
    assert process.poll() is None, log.read_text()
    try:
        return ask(port, "/_stcore/health")[0] in (200, 503)
    except OSError:
        return False


def until(seen, seconds=30):
    """Wait until something is so, and give it."""
    last = time.monotonic() + seconds
    while not (found := seen()):
        if time.monotonic() > last:
            pytest.fail(f"not within {seconds} seconds")
        time.sleep(0.1)
    return found
