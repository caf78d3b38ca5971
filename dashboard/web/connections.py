"""Connections that nobody can hold or swell: half a request, a flood of them, compressed frames."""

import asyncio
import resource
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.extensions.permessage_deflate import ServerPerMessageDeflateFactory

WHOLE_WITHIN = 15.0
"""Seconds within which a request must have come whole."""
AT_ONCE = 64
"""Connections that are taken in one round of the loop."""
SPARE = 4 * AT_ONCE + 32
"""Descriptors kept free: a connection is looked at two rounds after it was taken and closed in the
next, while others are taken; and the pages of readers who are there open files too."""
LARGEST_MESSAGE = 256 * 1024
"""Bytes of a message from a browser, unpacked: one says what was chosen, and is far smaller."""
SLICE = 4096
"""Bytes that are unpacked at a time: so little can become a thousand times as much."""
PACKING = {"level": 3, "memLevel": 5}
"""How what is sent is packed: over all of the last 32 kB, which hold the run before.

Uvicorn looks back over 4 kB, with more effort, and so finds nothing of it again.
"""
PACKED = ServerPerMessageDeflateFactory(client_max_window_bits=12, compress_settings=PACKING)
FULL = (
    b"The dashboard is full: it has no room for another reader just now. Try again in a minute.\n"
)
LATE = b"The request did not come whole in time.\n"
NO_WEBSOCKET = b"No websocket is opened by such a request.\n"


def plain(status: str, said: bytes) -> bytes:
    """Write a whole answer in words, with the headers of every answer."""
    head = (
        f"HTTP/1.1 {status}\r\nContent-Type: text/plain; charset=utf-8\r\n"
        f"Content-Length: {len(said)}\r\nCache-Control: no-store\r\nConnection: close\r\n"
        "X-Content-Type-Options: nosniff\r\nX-Frame-Options: DENY\r\n"
        "Referrer-Policy: no-referrer\r\nContent-Security-Policy: default-src 'none'\r\n\r\n"
    )
    return head.encode() + said


def room() -> int:
    """Give the number of descriptors that this process may have open, after asking for the most."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < hard:
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    return hard


class Patient(H11Protocol):
    """Answer requests that come whole in time, and only while there is room for another reader."""

    most = 1 << 30
    """The descriptors that may be open."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Take a connection, or refuse it in words where descriptors run out.

        A new one has the lowest number that is free, so its number says how many are taken.
        """
        super().connection_made(transport)
        self.late: asyncio.TimerHandle | None = None
        socket = transport.get_extra_info("socket")
        if socket is not None and socket.fileno() >= self.most - SPARE:
            transport.write(plain("503 Service Unavailable", FULL))
            transport.close()
            return
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Take in what came, and wait for the rest, if there is any, no longer than is allowed."""
        if self.transport.is_closing():
            return
        super().data_received(data)
        whole = self.cycle is not None and not self.cycle.more_body
        if whole or self.transport.get_protocol() is not self:
            self._came()
        elif self.late is None:
            self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget a connection that has ended."""
        self._came()
        super().connection_lost(exc)

    def send_400_response(self, msg: str) -> None:
        """Say, with the headers of every answer, that this is no request."""
        self.transport.write(plain("400 Bad Request", msg.encode("ascii") + b"\n"))
        self.transport.close()

    def _wait(self) -> None:
        self.late = self.loop.call_later(WHOLE_WITHIN, self._too_late)

    def _came(self) -> None:
        if self.late is not None:
            self.late.cancel()
            self.late = None

    def _too_late(self) -> None:
        if not self.transport.is_closing():
            if self.cycle is None or not self.cycle.response_started:
                self.transport.write(plain("408 Request Timeout", LATE))
            self.transport.close()


class Measured(WebSocketsSansIOProtocol):
    """A websocket that unpacks little at a time, and no more before that was taken."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        if self.conn.available_extensions:
            self.conn.available_extensions = [PACKED]
        self.unread = bytearray()

    def data_received(self, data: bytes) -> None:
        """Take in what came, as far as there is no message that waits to be taken."""
        self.unread += data
        self._take_in()

    async def receive(self) -> Any:
        """Give the next message, and take in more."""
        if self.queue.empty():
            self.read_paused = False
            self._take_in()
        return await super().receive()

    def _take_in(self) -> None:
        while self.unread and not self.read_paused and not self.transport.is_closing():
            part = bytes(self.unread[:SLICE])
            del self.unread[:SLICE]
            super().data_received(part)
            if self.conn.handshake_exc is not None and not self.transport.is_closing():
                self.transport.write(plain("400 Bad Request", NO_WEBSOCKET))
                self.transport.close()  # it would be held without an answer
        if not self.read_paused and not self.transport.is_closing():
            self.transport.resume_reading()
