"""Load on one server: many readers at once, a storm, and a long time; run by `make load`.

    python -m tests.benchmarks.load steady burst soak [--part 0.1]

Gates are on errors, on the server's CPU for each step and on its memory. Times are told, never
judged: other work on the machine makes them longer. `--part` shortens every run.
"""

import argparse
import json
import os
import random
import sys
import tempfile
import threading
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import quantiles

from tests.browser.serving import served
from tests.driving import Driven

PAGES = ("", "coverage", "why", "found", "enforcement", "road", "areas")
AREAS = ("", "north-west", "london", "E10000016", "E06000053", "south-east")
TYPES = ("", "childrens-home", "independent-fostering-agency", "boarding-school", "local-authority")
TICK = os.sysconf("SC_CLK_TCK")
TTL = 60
"""Seconds after which the server forgets who has gone; see .streamlit/config.toml."""


@dataclass(frozen=True)
class Plan:
    """How many readers think how long, for how long, and what is let pass."""

    readers: int
    think: float
    seconds: float
    cpu_ms: float
    mib_each: float


PLANS = {
    "steady": Plan(200, 30, 600, cpu_ms=150, mib_each=2.5),
    "burst": Plan(300, 5, 30, cpu_ms=250, mib_each=2.5),
}
SOAK_SECONDS, SOAK_READERS, MIB_A_MINUTE = 1800, 8, 1.0


@dataclass
class Told:
    """What a run came to."""

    steps: int = 0
    errors: int = 0
    reasons: dict[str, int] = field(default_factory=dict)
    seconds: list[float] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, seconds, error=""):
        """Count one step."""
        with self.lock:
            self.steps += 1
            self.seconds.append(seconds)
            if error:
                self.errors += 1
                self.reasons[error] = self.reasons.get(error, 0) + 1


@dataclass(frozen=True)
class Used:
    """What a process has used: CPU seconds, memory now in MiB, descriptors and threads."""

    cpu: float
    mib: float
    descriptors: int
    threads: int


def used(process):
    """Read what a process has used so far."""
    place = Path("/proc") / str(process)
    words = (place / "stat").read_text().rsplit(")", 1)[1].split()
    pages = int((place / "statm").read_text().split()[1])
    mib = pages * os.sysconf("SC_PAGE_SIZE") / 2**20
    descriptors = len([*(place / "fd").iterdir()])
    return Used((int(words[11]) + int(words[12])) / TICK, mib, descriptors, int(words[17]))


def asked(chance):
    """Draw a page and what is chosen on it."""
    chosen = {"area": chance.choice(AREAS), "type": chance.choice(TYPES)}
    return chance.choice(PAGES), "&".join(f"{n}={v}" for n, v in chosen.items() if v)


def step(reader, told, chance):
    """Let a reader open a page with some choice, and count it."""
    began, before, why = time.monotonic(), reader.exceptions, ""
    try:
        reader.open(*asked(chance))
        why = "exception on the page" if reader.exceptions > before else ""
    except Exception as fault:
        why = type(fault).__name__
        reader.close()
    told.add(time.monotonic() - began, why)
    reader.received.clear()


def use(address, number, plan, told, until):
    """Be one reader until a time: open pages, think between."""
    chance = random.Random(number)
    reader = Driven(address)
    time.sleep(chance.random() * min(plan.think, plan.seconds / 3))
    while time.monotonic() < until:
        step(reader, told, chance)
        time.sleep(min(chance.uniform(0.5, 1.5) * plan.think, max(until - time.monotonic(), 0)))
    reader.close()


def together(address, process, plan):
    """Let all readers of a plan use a server at once, and give what it came to."""
    warm = Told()
    first = Driven(address)
    for number in range(10):
        step(first, warm, random.Random(number))
    before, told = used(process), Told()
    until = time.monotonic() + plan.seconds
    readers = [
        threading.Thread(target=use, args=(address, number, plan, told, until), daemon=True)
        for number in range(plan.readers)
    ]
    for reader in readers:
        reader.start()
    time.sleep(max(until - time.monotonic() - 0.5, 0))
    after = used(process)
    for reader in readers:
        reader.join(timeout=120)
    first.close()
    return report(told, before, used(process), after.mib, plan)


def report(told, before, after, most, plan):
    """Say what a run came to, and what in it goes past its gates."""
    cpu = (after.cpu - before.cpu) * 1000 / max(told.steps, 1)
    each = (most - before.mib) / plan.readers
    said = {
        "readers": plan.readers,
        "steps": told.steps,
        "errors": told.errors,
        "reasons": told.reasons,
        "cpu_ms_a_step": round(cpu, 1),
        "mib_a_reader": round(each, 2),
        "seconds_p50_p95_p99": percentiles(told.seconds),
    }
    past = {
        "errors": told.errors > 0,
        "no step": told.steps == 0,
        "cpu_ms_a_step": cpu > plan.cpu_ms,
        "mib_a_reader": each > plan.mib_each,
    }
    return said | {"past_its_gate": [name for name, is_past in past.items() if is_past]}


def percentiles(seconds):
    """Give the 50th, 95th and 99th percentile."""
    if len(seconds) < 2:
        return seconds
    cuts = quantiles(seconds, n=100, method="inclusive")
    return [round(cuts[n - 1], 3) for n in (50, 95, 99)]


def soak(address, process, seconds, base=None):
    """Let readers come and go for a long time, and give what the server held meanwhile."""
    told, until = Told(), time.monotonic() + seconds
    warm = Driven(address).open("coverage")
    warm.close()
    base = base or used(process)

    def come_and_go(number):
        chance = random.Random(number)
        while time.monotonic() < until:
            reader = Driven(address)
            for _ in range(3):
                step(reader, told, chance)
            reader.close()
            time.sleep(chance.random() * 2)

    for number in range(SOAK_READERS):
        threading.Thread(target=come_and_go, args=(number,), daemon=True).start()
    samples, began = [], time.monotonic()
    while time.monotonic() < until:
        time.sleep(min(10, seconds / 30))
        samples.append(((time.monotonic() - began) / 60, used(process)))
    time.sleep(TTL + 15)
    Driven(address).open("coverage").close()
    time.sleep(2)
    return soaked(told, samples, base, used(process))


def soaked(told, samples, base, after):
    """Say how a long run went: the slope is that of the last two thirds."""
    late = [(minute, now.mib) for minute, now in samples[len(samples) // 3 :]]
    rise = slope(late)
    said = {
        "steps": told.steps,
        "errors": told.errors,
        "reasons": told.reasons,
        "mib_first_last": [round(samples[0][1].mib), round(samples[-1][1].mib)],
        "mib_a_minute": round(rise, 2),
        "descriptors_before_most_after": [
            base.descriptors,
            max(now.descriptors for _, now in samples),
            after.descriptors,
        ],
        "threads_before_most_after": [
            base.threads,
            max(now.threads for _, now in samples),
            after.threads,
        ],
        "seconds_p50_p95_p99": percentiles(told.seconds),
    }
    past = {
        "errors": told.errors > 0,
        "mib_a_minute": rise >= MIB_A_MINUTE,
        "descriptors": after.descriptors > base.descriptors + 10,
        "threads": after.threads > base.threads + 10,
    }
    return said | {"past_its_gate": [name for name, is_past in past.items() if is_past]}


def slope(points):
    """Give how steeply a line through some points rises."""
    count = len(points)
    x, y = (sum(point[side] for point in points) / count for side in (0, 1))
    across = sum((point[0] - x) ** 2 for point in points)
    return sum((p[0] - x) * (p[1] - y) for p in points) / across if across else 0.0


def shortened(plan, part):
    """Give a part of a plan, to try the driver."""
    less = {"readers": max(round(plan.readers * part), 2), "seconds": max(plan.seconds * part, 5)}
    return Plan(**asdict(plan) | less | {"think": min(plan.think, plan.seconds * part / 3)})


def main(arguments=None):
    """Run what was asked for against a server of its own; exit code 1 past a gate."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("runs", nargs="+", choices=[*PLANS, "soak"])
    parser.add_argument("--part", type=float, default=1.0, help="share of the full run")
    chosen = parser.parse_args(arguments)
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        for name in chosen.runs:
            with served(Path(folder) / f"{name}.log") as server:
                process = server.process.pid
                if name == "soak":
                    told = soak(server.address, process, SOAK_SECONDS * chosen.part)
                else:
                    plan = shortened(PLANS[name], chosen.part) if chosen.part < 1 else PLANS[name]
                    told = together(server.address, process, plan)
            found[name] = told
            print(json.dumps({name: told}), flush=True)
    sys.exit(any(told["past_its_gate"] for told in found.values()))


if __name__ == "__main__":
    main()
