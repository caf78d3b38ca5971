"""Numbers of the server for whoever watches it, on a port of their own and never with the pages.

Around Streamlit 1.67: it counts nothing that it answers; its addresses are named here.
"""

import os
import resource
import threading
import time
from collections import Counter
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.render.leading import FILES, TEXT
from dashboard.web import readiness
from dashboard.web.prefix import base

KINDS = {
    f"/{FILES}/": "file",
    f"/{TEXT}/": "text",
    "/_stcore/stream": "stream",
    "/_stcore": "streamlit",
}
ANSWERS: Counter[tuple[str, str]] = Counter()
SECONDS: Counter[str] = Counter()
OPEN: Counter[str] = Counter()


class Counted:
    """Count answers by what was asked for and how it ended, and how long they took."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send a request on and count it."""
        if scope["type"] not in ("http", "websocket"):
            return await self.app(scope, receive, send)
        kind, began, ends = kind_of(scope["path"]), time.monotonic(), ["none"]

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                ends[0] = f"{message['status'] // 100}xx"
            elif message["type"] == "websocket.accept":
                ends[0] = "accepted"
            await send(message)

        OPEN[kind] += 1
        try:
            await self.app(scope, receive, sent)
        finally:
            OPEN[kind] -= 1
            ANSWERS[kind, ends[0]] += 1
            if scope["type"] == "http":
                SECONDS[kind] += int((time.monotonic() - began) * 1e6)


def kind_of(path: str) -> str:
    """Say what kind of address was asked for; no address itself is told."""
    asked = path.removeprefix(base())
    return next((kind for begin, kind in KINDS.items() if asked.startswith(begin)), "page")


def exposition() -> str:
    """Write the numbers in the text form that Prometheus reads."""
    state = readiness.state()
    used = resource.getrusage(resource.RUSAGE_SELF)
    single = {
        "visits_ready": int(bool(state["ready"])),
        "process_cpu_seconds_total": round(used.ru_utime + used.ru_stime, 3),
        "process_resident_memory_bytes": resident(),
        "process_open_fds": len([*Path("/proc/self/fd").iterdir()]),
        "process_threads": threading.active_count(),
        "visits_readers_connected": OPEN["stream"],
    }
    lines = [f"{name} {value}" for name, value in single.items()]
    lines += [
        f'visits_answers_total{{kind="{kind}",ended="{ended}"}} {count}'
        for (kind, ended), count in sorted(ANSWERS.items())
    ]
    lines += [
        f'visits_answer_seconds_total{{kind="{kind}"}} {micros / 1e6:.3f}'
        for kind, micros in sorted(SECONDS.items())
    ]
    return "\n".join([*lines, ""])


def resident() -> int:
    """Give the memory that the server holds now, in bytes."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


class _Asked(BaseHTTPRequestHandler):
    """Answers whoever watches, and nothing else."""

    server: "_Numbers"
    server_version, sys_version = "metrics", ""

    def do_GET(self) -> None:  # the name that the library calls
        """Give the numbers at /metrics."""
        found = self.path == "/metrics"
        content = self.server.told().encode() if found else b"Not found"
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Log nothing: somebody watches every few seconds."""


class _Numbers(ThreadingHTTPServer):
    """Answers with what is told at the time."""

    def __init__(self, address: str, port: int, told: Callable[[], str]) -> None:
        super().__init__((address, port), _Asked)
        self.told = told


def serve(address: str, port: int, told: Callable[[], str] = exposition) -> ThreadingHTTPServer:
    """Serve the numbers at an address of their own until the server ends."""
    server = _Numbers(address, port, told)
    threading.Thread(target=server.serve_forever, daemon=True, name="metrics").start()
    return server
