"""The dashboard below a path, such as /visits, behind a proxy that strips the path or passes it on.

Our own links are relative, so that none of them needs to know the path. Streamlit's option
`server.baseUrlPath` names it, for a proxy that passes it on and for signing in; what a request says
of itself (X-Forwarded-Prefix) is not read.

Around Streamlit 1.67: its routes lie below baseUrlPath, which a proxy may have taken off.
"""

from collections.abc import Sequence

from starlette.responses import RedirectResponse
from starlette.routing import Match, Route
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import config


def base() -> str:
    """Give the path below which the dashboard lies: blank, or such as /visits."""
    named = str(config.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{named}" if named else ""


class BelowPath:
    """Take the path off an address that has it: from here on all is as if it lay at the root."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.base = base()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send a request on; the bare path without a slash is sent to the one with it."""
        path = scope.get("path", "")
        if not self.base or not (path == self.base or path.startswith(f"{self.base}/")):
            return await self.app(scope, receive, send)
        if path == self.base and scope["type"] == "http":
            query = scope["query_string"].decode("latin-1")
            there = f"{self.base.rpartition('/')[2]}/{f'?{query}' if query else ''}"
            return await RedirectResponse(there)(scope, receive, send)
        return await self.app({**scope, "path": path[len(self.base) :]}, receive, send)


class BackBelowPath:
    """Put the path on again for what Streamlit answers for: its routes are below the path."""

    def __init__(self, app: ASGIApp, ours: Sequence[Route]) -> None:
        self.app = app
        self.ours = ours
        self.base = base()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send a request on under the address that its route has."""
        if not self.base or "path" not in scope:
            return await self.app(scope, receive, send)
        if any(route.matches(scope)[0] is not Match.NONE for route in self.ours):
            return await self.app(scope, receive, send)
        return await self.app({**scope, "path": self.base + scope["path"]}, receive, send)
