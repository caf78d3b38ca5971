"""A websocket sent on as it is to the process that answers its reader: no frame is opened here."""

import asyncio
import re
from collections.abc import Sequence
from typing import Any

from dashboard.web.connections import plain
from dashboard.web.workers.behind import FROM
from dashboard.web.workers.choosing import NobodyError, Worker, in_turn

COOKIES = re.compile(rb"\r\ncookie:([^\r]*)", re.IGNORECASE)
OURS = re.compile(rb"\r\n" + FROM + rb":[^\r]*", re.IGNORECASE)
NOT_NOW = b"This cannot be given just now. Try again in a minute.\n"


class Side(asyncio.Protocol):
    """One side of a websocket: what comes here is written to the other."""

    transport: asyncio.Transport
    other: "Side | None" = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Take the connection."""
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        """Write what came to the other side."""
        if self.other is not None:
            self.other.transport.write(data)

    def pause_writing(self) -> None:
        """Let the other side wait while this one takes in nothing."""
        if self.other is not None:
            self.other.transport.pause_reading()

    def resume_writing(self) -> None:
        """Let the other side go on."""
        if self.other is not None:
            self.other.transport.resume_reading()

    def connection_lost(self, exc: Exception | None) -> None:
        """End the other side too."""
        del exc
        if self.other is not None:
            self.other.transport.close()


class Passed(Side):
    """The reader's side, in the form in which uvicorn asks for one."""

    def __init__(self, config: Any, server_state: Any, workers: Sequence[Worker], **_: Any) -> None:
        del config
        self.connections, self.workers = server_state.connections, workers
        self.joining: asyncio.Task[None] | None = None
        self.worker: Worker | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Take the connection over from who read its request."""
        super().connection_made(transport)
        self.connections.add(self)

    def data_received(self, data: bytes) -> None:
        """Find the reader's process with the request, which comes first; then write to it."""
        if self.joining is None:
            self.transport.pause_reading()
            self.joining = asyncio.get_running_loop().create_task(self._join(data))
        else:
            super().data_received(data)

    def connection_lost(self, exc: Exception | None) -> None:
        """Give up the place at the process."""
        self.connections.discard(self)
        if self.joining is not None:
            self.joining.cancel()
        if self.worker is not None:
            self.worker.readers -= 1
        super().connection_lost(exc)

    def shutdown(self) -> None:
        """End with the server."""
        self.transport.close()

    async def _join(self, request: bytes) -> None:
        """Pass the request to the reader's process, and let both sides speak."""
        try:
            self.worker = await self._found(b";".join(COOKIES.findall(request)))
        except NobodyError:
            self.transport.write(plain("503 Service Unavailable", NOT_NOW))
            return self.transport.close()
        self.worker.readers += 1
        host, port, *_ = self.transport.get_extra_info("peername") or ("", 0)
        scheme = "ws" if self.transport.get_extra_info("sslcontext") is None else "wss"
        who = b"\r\n%s: %s\r\n\r\n" % (FROM, f"{host} {port} {scheme}".encode())
        head = OURS.sub(b"", request).removesuffix(b"\r\n\r\n")
        super().data_received(head + who)
        return self.transport.resume_reading()

    async def _found(self, cookies: bytes) -> Worker:
        """Connect to the reader's process, or to another where that one does not take it."""
        loop = asyncio.get_running_loop()
        for worker in in_turn(self.workers, cookies):
            try:
                _, back = await loop.create_unix_connection(Side, str(worker.socket))
            except OSError:  # it has just ended
                continue
            if back.transport.is_closing():
                continue
            self.other, back.other = back, self
            return worker
        raise NobodyError
