"""What a run says to a browser, sent together: a change of a filter is one or two frames.

Streamlit sends each element of a page as a message of its own. A browser that asks for it (see
ui/start.js) is sent those of a run in one frame, each after its length; any other gets each alone.
Measured on Coverage, made before: 38 frames become 2, and 13.2 ms of the server's CPU 11.8.

Around Streamlit 1.67: it sends each element of a page in a frame of its own.
"""

import asyncio
from contextlib import suppress
from itertools import chain

from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

ASKED = b"together"
"""The query of a websocket whose browser takes several messages in one frame."""
HOLD = 0.05
"""Seconds that a message waits for others: what a long run has by then is shown meanwhile."""
SMALL = 64
"""Bytes of a message that may be one of Streamlit's own signals."""


class Together:
    """Send the messages of a run together to browsers that ask for it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send a connection on; what is said on it waits for the end of the run."""
        if scope["type"] != "websocket" or scope["query_string"] != ASKED:
            return await self.app(scope, receive, send)
        held = Held(send)
        try:
            await self.app(scope, receive, held.take)
        finally:
            held.drop()


class Held:
    """The messages of one connection that wait to be sent."""

    def __init__(self, send: Send) -> None:
        self.send = send
        self.waiting: list[bytes] = []
        self.one_sends = asyncio.Lock()
        self.due: asyncio.Task[None] | None = None

    async def take(self, message: Message) -> None:
        """Keep a message until the run ends or it has waited long enough.

        Whoever says more than the browser takes in waits here, at the end of each run.
        """
        content = message.get("bytes") if message["type"] == "websocket.send" else None
        if content is None:
            await self._flush()
            await self.send(message)
            return
        self.waiting.append(content)
        if ends_run(content):
            await self._flush()
        elif self.due is None or self.due.done():
            self.due = asyncio.create_task(self._later())

    def drop(self) -> None:
        """Forget what waits: the connection has ended."""
        if self.due is not None:
            self.due.cancel()

    async def _later(self) -> None:
        await asyncio.sleep(HOLD)
        with suppress(OSError):  # who hung up is met by the next message
            await self._flush()

    async def _flush(self) -> None:
        async with self.one_sends:
            frame, self.waiting = packed(self.waiting), []
            if frame:
                await self.send({"type": "websocket.send", "bytes": frame})


def packed(messages: list[bytes]) -> bytes:
    """Put messages into one frame, each after its length in four bytes."""
    parts = ((len(each).to_bytes(4, "big"), each) for each in messages)
    return b"".join(chain.from_iterable(parts))


def ends_run(content: bytes) -> bool:
    """Tell whether a message says that no run is going on, which is the last that a run says."""
    if len(content) > SMALL:
        return False
    said = ForwardMsg.FromString(content)
    kind = said.WhichOneof("type")
    return kind == "session_status_changed" and not said.session_status_changed.script_is_running
