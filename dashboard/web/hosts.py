"""The names under which the dashboard may be asked for: any other may be another's page.

Without this, a page elsewhere whose name is made to lead to this machine could read all of it.
"""

import os
import re
from collections.abc import Collection
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard.settings import SettingError

LOOPBACK = ("localhost", "127.0.0.1", "::1")
"""The names by which a machine asks itself."""
VARIABLE = "VISITS_HOSTS"
HOST = re.compile(r"(\*\.)?[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?|[0-9a-f]*:[0-9a-f:.]+")
REFUSED = (
    "This dashboard is not served under this name. Use its usual address; whoever runs it names "
    "the addresses in VISITS_HOSTS."
)


def named() -> tuple[str, ...]:
    """Read the names that others may use, parted by commas or blanks, refusing what is none."""
    said = os.environ.get(VARIABLE, "").lower().replace(",", " ").split()
    for host in said:
        if not HOST.fullmatch(host):
            raise SettingError(
                f'{VARIABLE} has "{host}". Give names such as visits.example.gov.uk, or '
                "*.example.gov.uk for all below it, without a port."
            )
    return tuple(said)


def is_allowed(host: str, allowed: Collection[str]) -> bool:
    """Say whether a Host header names one of the hosts; *.example.org stands for all below it."""
    try:
        parts = urlsplit(f"//{host}")
        name, _ = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return False
    if not name or parts.netloc != host or "@" in host:
        return False
    return name in allowed or any(
        one.startswith("*.") and name.endswith(one[1:]) and name != one[1:] for one in allowed
    )


class AllowedHosts:
    """Refuse what was not sent to a name of this dashboard: every address, and the websocket."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.allowed = {*LOOPBACK, *named()}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send a request on if its Host header, of which there is one, is allowed."""
        if scope["type"] not in ("http", "websocket"):
            return await self.app(scope, receive, send)
        said = Headers(scope=scope).getlist("host")
        if len(said) == 1 and is_allowed(said[0], self.allowed):
            return await self.app(scope, receive, send)
        if scope["type"] == "websocket":
            return await send({"type": "websocket.close", "code": 1008})
        return await PlainTextResponse(REFUSED, status_code=400)(scope, receive, send)
