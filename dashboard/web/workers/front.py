"""The process in front: it sends each request to the process that answers its reader."""

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from functools import partial
from http import HTTPStatus

import httpcore2
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Router
from starlette.types import Receive, Scope, Send

from dashboard.settings import Settings
from dashboard.web import garbage, logs, metrics, watching
from dashboard.web.headers import SafeHeaders
from dashboard.web.lanes import GoneError, while_there
from dashboard.web.prefix import base
from dashboard.web.workers import numbers
from dashboard.web.workers.behind import FROM, spelt
from dashboard.web.workers.choosing import COOKIE, NobodyError, Worker, in_turn, named
from dashboard.web.workers.processes import Processes

NOT_NOW = "This cannot be given just now. Try again in a minute."
TOO_LARGE = "This is more than the dashboard takes."
NO_REQUEST = "This is no request that the dashboard can answer."
LARGEST_BODY = 64 << 10
"""Bytes that somebody may send with a request, which wait here: nothing that is sent comes near."""
HOP = {b"connection", b"keep-alive", b"te", b"trailer", b"transfer-encoding", b"upgrade"}
"""Headers that are for the next process only."""


class Front:
    """Sends requests on, and says which process answered in a cookie."""

    def __init__(self, workers: Sequence[Worker]) -> None:
        self.workers = workers
        self.pools = {
            worker.number: httpcore2.AsyncConnectionPool(
                uds=str(worker.socket), max_connections=None, max_keepalive_connections=0
            )
            for worker in workers
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send a request on; where no process can answer say so."""
        request = Request(scope, receive)
        content = await _body(request)
        if content is None:
            return await _say(TOO_LARGE, HTTPStatus.REQUEST_ENTITY_TOO_LARGE)(scope, receive, send)
        try:
            worker, answer = await while_there(request, self._asked(request, content))
        except GoneError:
            return None
        except httpcore2.LocalProtocolError:  # such as one that names no host
            return await _say(NO_REQUEST, HTTPStatus.BAD_REQUEST)(scope, receive, send)
        except (NobodyError, httpcore2.NetworkError, httpcore2.ProtocolError):
            return await _say(NOT_NOW, HTTPStatus.SERVICE_UNAVAILABLE)(scope, receive, send)
        try:
            headers = [(name, value) for name, value in answer.headers if name.lower() not in HOP]
            headers += _cookie(worker, request, headers)
            await send({"type": "http.response.start", "status": answer.status, "headers": headers})
            async for part in answer.aiter_stream():
                await send({"type": "http.response.body", "body": part, "more_body": True})
            await send({"type": "http.response.body", "body": b""})
        finally:
            await answer.aclose()
        return None

    async def _asked(self, request: Request, content: bytes) -> tuple[Worker, httpcore2.Response]:
        """Ask the reader's process, or another where that one does not take the request."""
        scope = request.scope
        target = scope["raw_path"] + (b"?" + scope["query_string"]) * bool(scope["query_string"])
        asked = httpcore2.Request(
            request.method,
            httpcore2.URL(scheme=b"http", host=b"worker", port=None, target=target),
            headers=[*_sent_on(scope, content), (FROM, spelt(scope, scope["scheme"]))],
            content=content,
        )
        cookies = _cookies(request)
        for worker in in_turn(self.workers, cookies):
            if named(cookies) != worker.number:
                worker.sent.append(time.monotonic())
            with suppress(httpcore2.ConnectError):  # it has just ended
                return worker, await self.pools[worker.number].handle_async_request(asked)
        raise NobodyError


def _cookies(request: Request) -> bytes:
    return b"; ".join(value for name, value in request.scope["headers"] if name == b"cookie")


def _sent_on(scope: Scope, content: bytes) -> list[tuple[bytes, bytes]]:
    """Give the headers that go on: not those of this hop, nor one that only we may write.

    However long the reader said that the content is, it goes on as long as it came.
    """
    sent = scope["headers"]
    listed = b",".join(value for name, value in sent if name == b"connection")
    named_there = {one.strip().lower() for one in listed.split(b",")} - {b"host"}
    left_out = HOP | named_there | {FROM, b"content-length"}
    framed = any(name in (b"content-length", b"transfer-encoding") for name, _ in sent)
    length = [(b"content-length", b"%d" % len(content))] * framed
    return [(name, value) for name, value in sent if name not in left_out] + length


def _cookie(
    worker: Worker, request: Request, headers: Sequence[tuple[bytes, bytes]]
) -> list[tuple[bytes, bytes]]:
    """Name the process to a reader who was elsewhere, but not on what others are given again."""
    shared = any(n.lower() == b"cache-control" and v.startswith(b"public") for n, v in headers)
    if shared or named(_cookies(request)) == worker.number:
        return []
    secure = "; Secure" if request.scope["scheme"] == "https" else ""
    said = f"{COOKIE}={worker.number}; Path={base() or '/'}; HttpOnly; SameSite=Lax{secure}"
    return [(b"set-cookie", said.encode())]


async def _body(request: Request) -> bytes | None:
    """Read what comes with a request; None where it is too much."""
    content = bytearray()
    async for part in request.stream():
        content += part
        if len(content) > LARGEST_BODY:
            return None
    return bytes(content)


def _say(said: str, status: int) -> SafeHeaders:
    return SafeHeaders(PlainTextResponse(said, status, {"Cache-Control": "no-store"}))


def around(processes: Processes) -> Router:
    """Give what stands at the address: it starts the processes, and does what one does for all."""

    @asynccontextmanager
    async def lifespan(_: Router) -> AsyncIterator[None]:
        settings, given = Settings(), watching.asked()
        if settings.log_lines:
            logs.install()
        garbage.begin_to_look()
        await processes.start()
        if settings.metrics_port:
            told = partial(numbers.together, processes.workers)
            metrics.serve(settings.metrics_address, settings.metrics_port, told)
        watcher = asyncio.create_task(watching.keep_watching(given)) if given else None
        try:
            yield
        finally:
            if watcher is not None:
                watcher.cancel()
                await asyncio.gather(watcher, return_exceptions=True)
            await processes.end()

    return Router(default=Front(processes.workers), lifespan=lifespan)
