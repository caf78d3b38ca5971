"""Ask an ASGI application without a network."""

import asyncio
from dataclasses import dataclass
from urllib.parse import urlencode


@dataclass(frozen=True)
class Answer:
    """What an application sent back."""

    status: int
    headers: dict
    content: bytes

    @property
    def text(self):
        """Read the content as text."""
        return self.content.decode()


def ask(app, path, method="GET", kind="http", **query):
    """Send one request and give the answer."""
    sent, heard = [{"type": "http.request", "body": b"", "more_body": False}], []
    if kind == "websocket":
        sent = [{"type": "websocket.connect"}]

    async def receive():
        return sent.pop(0) if sent else await asyncio.Event().wait()

    async def send(message):
        heard.append(message)

    scope = {
        "type": kind,
        "method": method,
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "scheme": "http",
        "query_string": urlencode(query, doseq=True).encode(),
        "headers": [(b"host", b"127.0.0.1")],
        "server": ("127.0.0.1", 80),
        "client": ("127.0.0.1", 1),
        "subprotocols": [],
    }
    asyncio.run(app(scope, receive, send))
    first = heard[0]
    headers = {name.decode(): value.decode() for name, value in first.get("headers", [])}
    body = b"".join(message.get("body", b"") for message in heard)
    return Answer(first.get("status", first.get("code", 0)), headers, body)
