"""Readers without a browser, one kind for each kind of server, and what they may choose."""

import asyncio
import json
from itertools import product

import httpx2
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect

from dashboard.measures.opening import open_store
from dashboard.measures.selection import Selection
from dashboard.ui import address as addresses
from tests.driving import RUNS_KEPT

LIMIT = 60
"""Seconds in which an answer must come."""
SECTORS = ("", "Private", "Voluntary", "Local authority")


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
    """A reader of a page of Streamlit's: what is chosen is in the address, or is one widget.

    As a browser does, it says which messages it has, and is told of these by their hash alone.
    """

    def __init__(self, address, chosen, together):
        there = address.replace("http", "ws", 1) + "/_stcore/stream" + "?together" * together
        self.there, self.chosen, self.together = there, chosen, together
        self.cookies = httpx2.get(f"{address}/_stcore/health", trust_env=False).cookies
        self.widget, self.runs, self.told = "", 0, {}

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
        self.runs += 1
        self.told = {one: run for one, run in self.told.items() if self.runs - run <= RUNS_KEPT}
        asked.rerun_script.cached_message_hashes.extend(self.told)
        if self.widget and chosen:
            state = asked.rerun_script.widget_states.widgets.add()
            state.id, state.string_value = self.widget, chosen
        await self.socket.send(asked.SerializeToString())
        async with asyncio.timeout(LIMIT):
            while not self._ends(await self.socket.recv()):
                pass

    def _ends(self, frame):
        for content in parted(frame) if self.together else [frame]:
            said = ForwardMsg.FromString(content)
            if said.ref_hash or said.metadata.cacheable:
                self.told[said.ref_hash or said.hash] = self.runs
            element = said.delta.new_element
            if not self.together and element.WhichOneof("type") == "selectbox":
                self.widget = element.selectbox.id
            if said.WhichOneof("type") == "script_finished":
                return said.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY
        return False


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
