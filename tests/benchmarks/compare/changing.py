"""A filter is pressed in a real Chromium, and the page watched until it is still."""

import time
from collections import defaultdict
from pathlib import Path

from tests.benchmarks.compare.targets import cpu

INSTRUMENT = (Path(__file__).parent / "instrument.js").read_text(encoding="utf-8")
STILL, LIMIT = 150, 15_000
"""Milliseconds for which a page must be still to count as drawn, and after which it is given up."""
ENGLAND = "England"


class Opened:
    """A page of its own browser context, with all that came to it counted."""

    def __init__(self, browser, target, server, width=1366):
        self.target, self.server, self.received = target, server, 0
        size = {"width": width, "height": 900}
        self.context = browser.new_context(viewport=size)
        self.page = self.context.new_page()
        self.page.add_init_script(INSTRUMENT)
        self.page.set_default_timeout(LIMIT)
        self.network = self.context.new_cdp_session(self.page)
        self.network.on("Network.loadingFinished", self._file)
        self.network.on("Network.webSocketFrameReceived", self._frame)
        self.network.send("Network.enable")

    def _file(self, said):
        self.received += int(said["encodedDataLength"])

    def _frame(self, said):
        frame = said["response"]
        size = len(frame["payloadData"])
        self.received += size if frame["opcode"] == 1 else size * 3 // 4

    def load(self, words):
        """Open the page; give the milliseconds until it was whole and what it did meanwhile."""
        self.page.goto(self.server.address + self.target.path, wait_until="commit")
        self.page.wait_for_function("() => document.body")
        whole = self._settled(words, 500)
        seen = self.page.evaluate(
            "() => ({ shift: __bench.shift, largest: __bench.largest, "
            "first: __bench.first, blocked: __bench.blocked })"
        )
        return seen | {"whole": whole, "received": self.received}

    def change(self, choice, words):
        """Press a choice; give the milliseconds to the last paint, the server's CPU, the bytes."""
        there = self._aim(choice)
        if self.page.evaluate("words => __bench.says(words)", words):
            raise RuntimeError(f"{self.target.name} says already: {words}")
        self.page.evaluate("() => __bench.arm()")
        before, received = cpu(self.server.process), self.received
        there.click()
        paint = self._settled(words, STILL)
        used = cpu(self.server.process) - before
        return {"paint": paint, "cpu": 1000 * used, "received": self.received - received}

    def _aim(self, choice):
        """Find what is to be pressed, and open the list that it is in."""
        page = self.page
        if self.target.picks == "button":
            return page.get_by_text(choice, exact=True).first
        label = "Area" if self.target.picks == "area" else "Setting type"
        box = page.get_by_role("combobox", name=label).first
        box.click()
        box.fill(choice)
        found = page.get_by_role("option", name=choice, exact=True).first
        found.wait_for()
        time.sleep(0.1)
        return found

    def _settled(self, words, still):
        waiting = "([words, still, limit]) => __bench.settled(words, still, limit)"
        return self.page.evaluate(waiting, [words, still, LIMIT])

    def close(self):
        """Close it."""
        self.context.close()


class Choices:
    """What is chosen next on each page: new ones once only, and each with the words to expect."""

    def __init__(self, types, areas, chance):
        self.types, self.turn = types[1:], defaultdict(int)
        self.areas = sorted(areas)
        chance.shuffle(self.areas)

    def first(self, target):
        """Give the words that a page says as it opens."""
        return f"{ENGLAND}, " if target.picks == "area" else "Showing all types: "

    def new(self, target):
        """Give a choice that nobody made on this server (of peers: the next of the types)."""
        if target.picks == "area":
            area = self.areas.pop()
            return area, f"Showing: {area}, "
        self.turn[target.name] += 1
        kind = self.types[self.turn[target.name] % len(self.types)]
        return kind, f"Showing {kind}: "

    def made_before(self, target):
        """Give the choice that a page of ours opened with; None for peers: they keep nothing."""
        return (ENGLAND, f"Showing: {ENGLAND}, ") if target.picks == "area" else None
