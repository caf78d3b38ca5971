"""Many readers at once of one server, each with a change at a fixed time apart.

A reader is a websocket as a browser opens it (compressed; the dashboard's messages of a run come
together), or, for Dash, a connection that is kept. What they are sent is not drawn: the driver has
the same two cores. A reader whose answer is late makes the next change when it was due or at once.
"""

import asyncio
import json
import random
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path

import httpx2
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect

from dashboard.measures.opening import open_store
from dashboard.measures.selection import Selection
from dashboard.ui import address as addresses
from tests.benchmarks.compare.targets import cpu, mib
from tests.benchmarks.load import percentiles

APART, SMALL, LIMIT = 5.0, 64, 60
"""Seconds between two changes of a reader; bytes of a message that may end a run; seconds."""
WARM = 40
"""Changes that somebody makes before anything is measured."""
SECTORS = ("", "Private", "Voluntary", "Local authority")


@dataclass
class Counted:
    """What some readers came to."""

    seconds: list[float] = field(default_factory=list)
    errors: int = 0
    reasons: set[str] = field(default_factory=set)


def choices(chance):
    """List as addresses what may be chosen of areas, types and sectors, in any order."""
    store = open_store(None)
    areas = [*store.authorities["la_code"].cast(str)]
    types = ["", *store.cube.tables["open"]["setting_type"].cast(str).unique()]
    found = []
    for area, kind, sector in product(areas, types, SECTORS):
        said = addresses.write(Selection(area=area, setting_type=kind, sector=sector))
        found.append("&".join(f"{name}={value}" for name, value in said.items()))
    chance.shuffle(found)
    return found


class OfStreamlit:
    """A reader of a page of Streamlit's: what is chosen is in the address, or is one widget."""

    def __init__(self, address, chosen, together):
        there = address.replace("http", "ws", 1) + "/_stcore/stream" + "?together" * together
        self.there, self.chosen, self.together = there, chosen, together
        self.cookies = httpx2.get(f"{address}/_stcore/health", trust_env=False).cookies
        self.widget = ""

    async def __aenter__(self):
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        self.socket = await connect(
            self.there,
            subprotocols=["streamlit", "PLACEHOLDER"],
            additional_headers={"Cookie": cookie} if cookie else {},
            max_size=None,
            proxy=None,
            open_timeout=LIMIT,
            ping_interval=None,
        )
        await self.change("")
        return self

    async def __aexit__(self, *_):
        await self.socket.close()

    async def step(self):
        """Make the next change and wait for the end of its run."""
        await self.change(self.chosen.pop())

    async def change(self, chosen):
        """Choose something and wait for the end of the run."""
        asked = BackMsg()
        asked.rerun_script.query_string = "" if self.widget else chosen
        if self.widget and chosen:
            state = asked.rerun_script.widget_states.widgets.add()
            state.id, state.string_value = self.widget, chosen
        await self.socket.send(asked.SerializeToString())
        async with asyncio.timeout(LIMIT):
            while not self._ends(await self.socket.recv()):
                pass

    def _ends(self, frame):
        for content in parted(frame) if self.together else [frame]:
            if not self.widget and not self.together:
                self._find(content)
            if len(content) <= SMALL:
                said = ForwardMsg.FromString(content)
                if said.WhichOneof("type") == "script_finished":
                    return said.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY
        return False

    def _find(self, content):
        element = ForwardMsg.FromString(content).delta.new_element
        if element.WhichOneof("type") == "selectbox":
            self.widget = element.selectbox.id


class OfDash:
    """A reader of the page of Dash: each change is a request on a connection that is kept."""

    def __init__(self, address, chosen, _):
        self.there, self.chosen = f"{address}/_dash-update-component", chosen

    async def __aenter__(self):
        self.client = httpx2.AsyncClient(trust_env=False, timeout=LIMIT)
        await self.step()
        return self

    async def __aexit__(self, *_):
        await self.client.aclose()

    async def step(self):
        """Ask for what a choice changes."""
        outputs = [("said", "children"), ("bars", "figure"), ("map", "figure")]
        asked = {
            "output": f"..{'...'.join(f'{one}.{what}' for one, what in outputs)}..",
            "outputs": [{"id": one, "property": what} for one, what in outputs],
            "inputs": [{"id": "type", "property": "value", "value": self.chosen.pop()}],
            "changedPropIds": ["type.value"],
        }
        answer = await self.client.post(self.there, content=json.dumps(asked), headers=JSON)
        answer.raise_for_status()


JSON = {"Content-Type": "application/json"}


def parted(frame):
    """Give the messages of a frame, each after its length."""
    place = 0
    while place < len(frame):
        size = int.from_bytes(frame[place : place + 4], "big")
        yield frame[place + 4 : place + 4 + size]
        place += 4 + size


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
