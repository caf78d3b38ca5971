"""What is compared: how each is started, where it answers, and where a filter is pressed."""

import http.server
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.browser.serving import REPOSITORY, environment

PEERS = Path(__file__).parents[1] / "peers"
INSTALLED = REPOSITORY / "build" / "peers"
STREAMLIT = (sys.executable, "-m", "streamlit", "run", "{file}", "--server.port", "{port}")
QUIET = ("--server.headless", "true", "--browser.gatherUsageStats", "false")
TUNED = ("--runner.postScriptGC", "false", "--server.fileWatcherType", "none")
PYTHON = (sys.executable, "{file}", "{port}")
DASHBOARD = (sys.executable, "-m", "dashboard.cli", "serve", "--port", "{port}")
START_WITHIN = 120


@dataclass(frozen=True)
class Server:
    """A server: its name, the command that starts it, and a path that it answers when it is up."""

    name: str
    command: tuple[str, ...]
    file: str = ""
    up: str = "/"


@dataclass(frozen=True)
class Target:
    """A page that is compared: its name, its server, its path, and what is chosen in it how.

    `picks` says whether a choice is in a list that opens (`list`), or stands there (`button`).
    """

    name: str
    server: str
    path: str = "/"
    picks: str = "button"


HEALTH = "/_stcore/health"
SERVERS = (
    Server("trivial", (*STREAMLIT, *QUIET, *TUNED), "trivial_streamlit.py", HEALTH),
    Server("trivial as shipped", (*STREAMLIT, *QUIET), "trivial_streamlit.py", HEALTH),
    Server(
        "plain Streamlit",
        (*STREAMLIT, *QUIET, "--server.enableStaticServing", "true"),
        "plain_streamlit.py",
        HEALTH,
    ),
    Server("Dash", PYTHON, "dash_page.py"),
    Server("Shiny", PYTHON, "shiny_page.py"),
    Server("Panel", PYTHON, "panel_page.py"),
    Server("plain JavaScript", (), "plain.html"),
    Server("dashboard", DASHBOARD, up=HEALTH),
)
PATHS = ("", "coverage", "why", "found", "enforcement", "road", "areas", "data")
PAGES = {path: path.capitalize() or "Summary" for path in PATHS}
TARGETS = (
    Target("trivial", "trivial", picks="list"),
    Target("trivial as shipped", "trivial as shipped", picks="list"),
    Target("plain Streamlit", "plain Streamlit", picks="list"),
    *(Target(name, name) for name in ("Dash", "Shiny", "Panel")),
    Target("plain JavaScript", "plain JavaScript", "/plain.html"),
    *(Target(name, "dashboard", f"/{path}", "area") for path, name in PAGES.items()),
)


@dataclass
class Running:
    """A server that runs: where it answers, and its process (this one for plain files)."""

    address: str
    process: int
    started: float
    """Seconds from its start to its first answer."""
    name: str = ""


def free_port():
    """Find a port that nothing listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@contextmanager
def running(server, folder, more=()):
    """Run a server until the end of the block; `folder` holds what the peers show."""
    port = free_port()
    file = str(PEERS / server.file)
    command = [part.format(file=file, port=port) for part in server.command]
    path = os.pathsep.join(map(str, (INSTALLED, REPOSITORY)))
    named = environment() | {"PYTHONPATH": path, "BENCH_FOLDER": str(folder.resolve())}
    if server.name in ("dashboard", "trivial"):
        named["PYTHONPATH"] = str(REPOSITORY)  # as it is served: nothing of the peers beside it
    if not command:
        command = [sys.executable, "-m", "tests.benchmarks.compare.targets", str(port), str(folder)]
    began = time.monotonic()
    cwd = REPOSITORY if server.name in ("dashboard", "plain JavaScript") else folder
    with (folder / f"{server.name}.log").open("w") as log:
        process = subprocess.Popen(
            [*command, *more], cwd=cwd, env=named, stdout=log, stderr=subprocess.STDOUT
        )
    address = f"http://127.0.0.1:{port}"
    try:
        while not answers(address + server.up):
            late = time.monotonic() - began > START_WITHIN
            if process.poll() is not None or late:
                raise RuntimeError((folder / f"{server.name}.log").read_text(encoding="utf-8"))
            time.sleep(0.01)
        yield Running(address, process.pid, time.monotonic() - began, server.name)
    finally:
        process.terminate()
        try:
            process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def answers(address):
    """Ask whether there is an answer."""
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:
            return answer.status == 200
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


def cpu(process):
    """Give the CPU seconds of a process so far, in nanoseconds' steps (its clock has a number)."""
    return time.clock_gettime((~process << 3) | 2)


def mib(process):
    """Give the memory of a process that it holds now."""
    pages = int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


class Files(http.server.SimpleHTTPRequestHandler):
    """Serve files without saying so."""

    def log_message(self, *_):
        """Say nothing."""


if __name__ == "__main__":
    given_port, given_folder = sys.argv[1:]
    handler = partial(Files, directory=given_folder)
    http.server.ThreadingHTTPServer(("127.0.0.1", int(given_port)), handler).serve_forever()
