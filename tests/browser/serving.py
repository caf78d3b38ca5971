"""The dashboard served as in service, and a page of a real Chromium that reports its faults."""

import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

from tests import chromium

REPOSITORY = Path(__file__).parents[2]
COMMAND = (sys.executable, "-m", "dashboard.cli")
SHOWN = "footer.foot"
# Until the code of a control has come, Streamlit shows a skeleton in its place.
SKELETON = "[data-testid=stSkeleton]"
STYLED = "getComputedStyle(document.querySelector('.service')).fontWeight === '700'"
QUIET = ".stApp[data-test-script-state=notRunning]"

# The network is cut in the browser itself: a route of Playwright's would turn its cache off too.
CUT_OFF = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
ELSEWHERE = re.compile(r"^(?!(https?|wss?)://127\.0\.0\.1[:/]|blob:|data:)")


@dataclass(frozen=True)
class Served:
    """A running server: where it answers, its process and its records."""

    address: str
    process: subprocess.Popen
    snapshots: Path | None = None


def environment():
    """Give a server or a command what it needs, and no proxy to ask elsewhere."""
    return {"PYTHONPATH": str(REPOSITORY), "PATH": ""}


def is_well(address):
    """Ask a server whether it is well."""
    try:
        with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2) as answer:
            return answer.status == 200
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


@contextmanager
def served(log, snapshots=None, more=(), port=None, **variables):
    """Serve the dashboard on a free port, or the one named, until the end of the block.

    `more` are options of the command, `variables` what the environment has besides.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", port or 0))
        port = free.getsockname()[1]
    options = [*(["--snapshots", str(snapshots)] if snapshots else []), *more]
    with log.open("w") as output:
        process = subprocess.Popen(
            [*COMMAND, "serve", "--port", str(port), *options],
            cwd=REPOSITORY,
            env=environment() | variables,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    address = f"http://127.0.0.1:{port}"
    try:
        until = time.monotonic() + 180
        while not is_well(address):
            assert process.poll() is None, log.read_text()
            assert time.monotonic() < until, log.read_text()
            time.sleep(0.2)
        yield Served(address, process, snapshots)
    finally:
        process.terminate()
        process.wait(timeout=20)


@contextmanager
def opened_browser():
    """Open a real Chromium; without one a test is skipped, but fails where tests must run."""
    path = chromium.find()
    if path is None:
        reason = "no Chromium: set VISITS_CHROMIUM to the path of one"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)
    with sync_playwright() as playwright:
        arguments = [*chromium.FLAGS, CUT_OFF]
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        yield browser
        browser.close()


class Reader:
    """One reader with a page of their own. `faults` is what went wrong for them."""

    def __init__(self, context, server, width=1366, height=900):
        self.server = server
        self.faults = []
        self.requested = []
        self.received = 0
        self.frames = []
        self.page = context.new_page()
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.on("request", self._asked)
        self.page.on("pageerror", lambda error: self.faults.append(f"page error: {error}"))
        self.page.on("console", self._heard)
        self.page.on("websocket", self._joined)

    def _asked(self, request):
        self.requested.append(request.url)
        if ELSEWHERE.match(request.url):
            self.faults.append(f"asked elsewhere: {request.url}")

    def _heard(self, said):
        if said.type == "error":
            self.faults.append(f"console: {said.text} {said.location['url']}")

    def _joined(self, socket_):
        if ELSEWHERE.match(socket_.url):
            self.faults.append(f"asked elsewhere: {socket_.url}")
        socket_.on("framereceived", self._took)

    def _took(self, payload):
        self.received += len(payload)
        self.frames.append(payload)

    def open(self, path="/"):
        """Open a page by its address and wait until it is drawn."""
        self.page.goto(self.server.address + path)
        return self.settled()

    def settled(self):
        """Wait until the page is drawn and its run is over."""
        self.page.locator(SHOWN).wait_for()
        self.page.locator(QUIET).wait_for(state="attached")
        expect(self.page.locator(SKELETON)).to_have_count(0, timeout=30_000)
        self.page.wait_for_function(f"() => {STYLED}")
        return self.page

    def saying(self, text):
        """Wait until the page says in words that it shows something."""
        self.page.locator(".showing", has_text=text).wait_for()
        return self.settled()

    def choose(self, label, option):
        """Choose an option of a list by typing it, as a reader does."""
        box = self.page.get_by_role("combobox", name=label, exact=True)
        box.click()
        box.fill(option)
        self.page.get_by_role("option", name=option, exact=True).click()

    def pick(self, option):
        """Choose one of a few options that stand side by side."""
        self.page.locator("[data-testid=stRadioOption]", has_text=option).click()

    def part(self, name):
        """Open a part of the page by its link."""
        links = self.page.get_by_role("navigation", name="On this page")
        links.get_by_text(name, exact=True).click()
        return self.settled()

    def go(self, name):
        """Follow the navigation to a page."""
        self.page.locator(".st-key-navigation a", has_text=name).click()
        self.page.locator("h1", has_text=name).wait_for()
        return self.settled()

    def download(self, table, form="csv"):
        """Download a table of the page that is open and give the file."""
        link = self.page.locator(f'.files a[href*="/{table}.{form}"]').first
        link.evaluate(
            "link => { const menu = link.closest('details'); if (menu) menu.open = true }"
        )
        with self.page.expect_download() as waiting:
            link.click()
        return Path(waiting.value.path()).read_bytes()


@contextmanager
def readers(browser, server, shared=None):
    """Give a function that makes readers, and check at the end that nothing went wrong for them.

    A reader with options, or `alone`, has a context of their own: another person's browser.
    """
    made, own = [], []

    def make(of=server, width=1366, height=900, alone=False, **options):
        context = shared
        if alone or options or shared is None:
            context = browser.new_context(**options)
            own.append(context)
        made.append(Reader(context, of, width, height))
        return made[-1]

    yield make
    for one in made:
        one.page.close()
    for context in own:
        context.close()
    assert [fault for one in made for fault in one.faults] == []


def measure(server, name, *options):
    """Ask the command line for a measure, as JSON."""
    snapshots = ["--snapshots", str(server.snapshots)] if server.snapshots else []
    command = [*COMMAND, "measure", name, *options, *snapshots, "--format", "json"]
    run = subprocess.run(
        command, cwd=REPOSITORY, env=environment(), capture_output=True, text=True, check=True
    )
    return json.loads(run.stdout)
