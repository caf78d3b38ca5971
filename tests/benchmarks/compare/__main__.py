"""The dashboard beside small equivalent pages of its peers, in one interleaved run.

    python -m tests.benchmarks.compare [--rounds 17] [--minutes 12] [--only changes loads]

Each round goes over all pages in another order. Only ratios of the same round and CPU mean
anything: other work on the machine makes times longer. Nothing is asserted. It writes
build/bench/bench.json and build/bench/bench.md.
"""

import argparse
import json
import os
import random
import signal
import sys
import time
from contextlib import ExitStack
from datetime import date

from playwright.sync_api import Error

from dashboard.measures.opening import open_store
from dashboard.settings import PACKAGE
from tests.benchmarks.compare import report, written
from tests.benchmarks.compare.changing import Choices, Opened
from tests.benchmarks.compare.many import together
from tests.benchmarks.compare.reader import OfDash, OfStreamlit, choices
from tests.benchmarks.compare.targets import SERVERS, TARGETS, cpu, mib, running
from tests.browser.serving import REPOSITORY, opened_browser

FOLDER = REPOSITORY / "build" / "bench"
PHASES = ("changes", "loads", "starts", "readers")
SHARE = {"changes": 0.55, "loads": 0.7, "starts": 0.74, "readers": 0.92}
"""The share of the minutes after which each phase begins nothing more, whatever it has done."""
EACH_ROUND, OTHERS = ("trivial", "Summary"), 2
"""Pages that are loaded in each round, and how many of the others are besides."""
READERS = ((10, 10), (50, 10), (300, 20))
"""How many readers, for how many seconds."""


class Bench:
    """One run: how many rounds, when it must have ended, and what it has found."""

    def __init__(self, rounds, minutes, seed):
        self.rounds, self.seconds, self.began = rounds, 60 * minutes, time.monotonic()
        self.chance = random.Random(seed)
        self.types = written.write(FOLDER)
        areas = [str(name) for name in open_store(None).authorities["la_name"]]
        self.choices = Choices(self.types, areas, self.chance)
        self.found = {"changes": [], "loads": [], "starts": [], "readers": [], "faults": []}

    def is_over(self, phase):
        """Say whether the time of a phase is up."""
        return time.monotonic() - self.began > SHARE[phase] * self.seconds

    def tried(self, what, work):
        """Do something with a page; a fault is kept and told, and ends nothing."""
        try:
            return work()
        except (Error, RuntimeError) as fault:
            self.found["faults"].append(f"{what}: {str(fault).splitlines()[0]}")
            return None

    def changes(self, browser, servers):
        """Press filters on pages that stay open."""
        pages = {}
        for target in TARGETS:
            page = Opened(browser, target, servers[target.server])
            words = self.choices.first(target)
            if self.tried(f"{target.name} opens", lambda p=page, w=words: p.load(w)):
                self.tried(target.name, lambda p=page: p.change(*self.choices.new(p.target)))
                back = self.choices.made_before(target)
                if back:
                    self.tried(target.name, lambda p=page, b=back: p.change(*b))
                pages[target.name] = page
        for _ in range(self.rounds):
            if self.is_over("changes"):
                break
            self.found["changes"].append(self._round(pages))
        self.found["memory"] = {name: mib(server.process) for name, server in servers.items()}
        for page in pages.values():
            page.close()

    def _round(self, pages):
        found = {}
        for name in self.chance.sample(sorted(pages), len(pages)):
            page = pages[name]
            new, back = self.choices.new(page.target), self.choices.made_before(page.target)
            for kind, choice in (("new", new), ("before", back)):
                if choice:
                    told = self.tried(f"{name} {choice[0]}", lambda p=page, c=choice: p.change(*c))
                    found |= {(name, kind): told} if told else {}
        return found

    def loads(self, browser, servers):
        """Open pages with nothing kept; those that are not opened in each round take turns."""
        rest = [target for target in TARGETS if target.name not in EACH_ROUND]
        self.chance.shuffle(rest)
        for number in range(self.rounds):
            if self.is_over("loads"):
                break
            turn = [rest[(number * OTHERS + place) % len(rest)] for place in range(OTHERS)]
            both = [target for target in TARGETS if target.name in EACH_ROUND]
            found = {}
            for target in self.chance.sample([*both, *turn], len(both) + OTHERS):
                told = self._loaded(browser, target, servers, 1366)
                found |= {(target.name, "new"): told} if told else {}
            self.found["loads"].append(found)
        own = [target for target in TARGETS if target.server == "dashboard"]
        narrow = {target.name: self._loaded(browser, target, servers, 390) for target in own}
        self.found["narrow"] = {name: told["shift"] for name, told in narrow.items() if told}

    def _loaded(self, browser, target, servers, width):
        page = Opened(browser, target, servers[target.server], width)
        words = self.choices.first(target)
        try:
            return self.tried(f"{target.name} at {width}", lambda: page.load(words))
        finally:
            page.close()

    def starts(self):
        """Start the dashboard and the trivial page, cold, in turns."""
        both = [server for server in SERVERS if server.name in ("trivial", "dashboard")]
        for _ in range(max(self.rounds // 3, 1)):
            if self.is_over("starts"):
                break
            found = {}
            for server in self.chance.sample(both, 2):
                with running(server, FOLDER) as one:
                    found[server.name, "new"] = {"whole": one.started, "cpu": cpu(one.process)}
            self.found["starts"].append(found)

    def readers(self):
        """Let many readers use the dashboard, by one process and by two, and two of the peers."""
        named = {server.name: server for server in SERVERS}
        part = min(self.rounds / 17, 1)
        kinds = [self.types[1 + n % (len(self.types) - 1)] for n in range(20_000)]
        own = choices(self.chance)
        plans = [("dashboard", (), OfStreamlit, own, readers) for readers in READERS]
        plans += [("dashboard", ("--workers", "2"), OfStreamlit, own, (600, 20))]
        plans += [("trivial", (), OfStreamlit, kinds, (300, 10))]
        plans += [("Dash", (), OfDash, kinds, (300, 10))]
        for name, more, kind, chosen, (count, seconds) in plans:
            if self.is_over("readers"):
                break
            with running(named[name], FOLDER, more) as server:
                count, seconds = max(round(count * part), 5), max(seconds * part, 6)
                told = together(kind, server, chosen, count, seconds)
            self.found["readers"].append({"page": " ".join((name, *more)), **told})


def main(arguments=None):
    """Run the phases that are asked for, and write what they came to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=17)
    parser.add_argument("--minutes", type=float, default=12.0, help="after which it has ended")
    parser.add_argument("--only", nargs="+", choices=PHASES, default=PHASES)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--guide", action="store_true", help="put the tables into the guide")
    chosen = parser.parse_args(arguments)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that every server is ended
    bench = Bench(chosen.rounds, chosen.minutes, chosen.seed)
    if {"changes", "loads"} & {*chosen.only}:
        with ExitStack() as stack:
            servers = {s.name: stack.enter_context(running(s, FOLDER)) for s in SERVERS}
            browser = stack.enter_context(opened_browser())
            for phase in ("changes", "loads"):
                if phase in chosen.only:
                    getattr(bench, phase)(browser, servers)
    for phase in ("starts", "readers"):
        if phase in chosen.only:
            getattr(bench, phase)()
    machine = {"cores": os.cpu_count(), "day": str(date.today()), "seed": chosen.seed}
    report.write(FOLDER, machine, bench.found)
    if chosen.guide:
        report.put_into(PACKAGE / "docs" / "performance.md", FOLDER)
    print((FOLDER / "bench.md").read_text(encoding="utf-8"))
    print(f"{time.monotonic() - bench.began:.0f} s; {json.dumps(bench.found['faults'])}")


if __name__ == "__main__":
    main()
