"""What stands before the pages in each process: it tells them who asked the process in front.

Only the process in front can open the socket, so what it says of a reader's address is believed.
"""

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard.web import metrics

FROM = b"visits-from"
"""The header in which the process in front says who asked: address, port and scheme."""
NUMBERS = "/metrics"
"""What the process in front asks for itself; nobody else can."""


def spelt(scope: Scope, scheme: str) -> bytes:
    """Write who asked as the value of the header."""
    host, port = scope.get("client") or ("", 0)
    return f"{host} {port} {scheme}".encode()


class Behind:
    """Put into each request the address that it came from, and answer the process in front."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send a request on as if it had come here at once."""
        if scope["type"] not in ("http", "websocket"):
            return await self.app(scope, receive, send)
        said = next((value for name, value in scope["headers"] if name == FROM), None)
        if said is None:
            found = scope["type"] == "http" and scope["path"] == NUMBERS
            answer = PlainTextResponse(metrics.exposition() if found else "", 200 if found else 404)
            return await answer(scope, receive, send)
        host, port, scheme = said.decode("latin-1").rsplit(" ", 2)
        seen = {
            "headers": [(name, value) for name, value in scope["headers"] if name != FROM],
            "client": (host, int(port)) if host else None,
            "scheme": scheme,
        }
        return await self.app({**scope, **seen}, receive, send)
