"""Many readers at once of one server, each with a change at a fixed time apart.

A reader is a websocket as a browser opens it (compressed; the dashboard's messages of a run come
together), or, for Dash, a connection that is kept. What they are sent is not drawn: the driver has
the same two cores. A reader whose answer is late makes the next change when it was due or at once.
"""

import asyncio
import random
from dataclasses import dataclass, field
from pathlib import Path

from tests.benchmarks.compare.reader import LIMIT, OfStreamlit
from tests.benchmarks.compare.targets import cpu, mib
from tests.benchmarks.load import percentiles

APART = 5.0
"""Seconds between two changes of a reader."""
WARM = 40
"""Changes that somebody makes before anything is measured."""


@dataclass
class Counted:
    """What some readers came to."""

    seconds: list[float] = field(default_factory=list)
    errors: int = 0
    reasons: set[str] = field(default_factory=set)


async def _use(kind, server, chosen, together, began, until, counted):
    """Be one reader: open the page, and from a time on make changes."""
    loop = asyncio.get_running_loop()
    try:
        async with kind(server.address, chosen, together) as reader:
            await began.wait()
            due = loop.time() + random.random() * APART
            while (now := max(due, loop.time())) < until[0]:
                await asyncio.sleep(now - loop.time())
                before = loop.time()
                await reader.step()
                counted.seconds.append(loop.time() - before)
                due += APART
    except Exception as fault:
        counted.errors += 1
        counted.reasons.add(f"{type(fault).__name__}: {fault}"[:120])


async def _together(kind, server, chosen, together, readers, seconds):
    counted, began, until = Counted(), asyncio.Event(), [0.0]
    loop = asyncio.get_running_loop()
    async with kind(server.address, chosen, together) as first:
        for _ in range(WARM):
            await first.step()
    empty = memory(server)
    using = []
    for _ in range(readers):
        given = (kind, server, chosen, together, began, until, counted)
        using.append(asyncio.create_task(_use(*given)))
        await asyncio.sleep(0.01)
    await asyncio.sleep(min(readers / 50, 8))
    before, until[0] = used(server), loop.time() + seconds
    began.set()
    await asyncio.sleep(seconds)
    after, held = used(server), memory(server)
    done = len(counted.seconds)
    await asyncio.wait(using, timeout=LIMIT)
    return {
        "readers": readers,
        "due_a_second": readers / APART,
        "answered_a_second": round(done / seconds, 1),
        "seconds_p50_p95_p99": percentiles(counted.seconds),
        "errors": counted.errors,
        "reasons": sorted(counted.reasons),
        "cpu_ms_each": round(1000 * (after - before) / max(done, 1), 1),
        "mib_a_reader": round((held - empty) / readers, 2),
    }


def together(kind, server, chosen, readers, seconds):
    """Let readers use a server at once; give what it came to."""
    packs = kind is OfStreamlit and server.name == "dashboard"
    return asyncio.run(_together(kind, server, chosen, packs, readers, seconds))


def processes(server):
    """List a server's process and those that it started."""
    listed = Path(f"/proc/{server.process}/task/{server.process}/children")
    return [server.process, *map(int, listed.read_text(encoding="ascii").split())]


def used(server):
    """Give the CPU seconds of a server."""
    return sum(cpu(process) for process in processes(server))


def memory(server):
    """Give the memory of a server in MiB."""
    return sum(mib(process) for process in processes(server))
