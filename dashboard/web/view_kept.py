"""The view that somebody asked for before signing in, which signing in leads back to.

Around Streamlit 1.67: signing in leads to its first page, whatever was asked for.
"""

import re
from collections.abc import Callable
from urllib.parse import quote, unquote

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from dashboard.settings import SIGN_IN, access_asked
from dashboard.web.pages import HOME, PATHS
from dashboard.web.prefix import base

COOKIE = "visits_view"
CALLBACK = "/oauth2callback"
SECONDS = 900
VIEW = re.compile(r"(/[a-z-]*)(\?[\w.~%&=+-]{0,1500})?")
"""A page of ours and its filters: nothing else is led to."""


class ViewKept:
    """Keep the address that is asked for without a sign-in, and lead there after signing in."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send a request on, and add to its answer where a view is kept or led to."""
        if scope["type"] != "http" or access_asked() != SIGN_IN:
            return await self.app(scope, receive, send)
        change = _change(scope)

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start" and change is not None:
                change(message)
            await send(message)

        return await self.app(scope, receive, sent)


Change = Callable[[Message], None]
"""Adds to the beginning of an answer."""


def _change(scope: Scope) -> Change | None:
    cookies, path = HTTPConnection(scope).cookies, scope["path"]
    if path == CALLBACK:
        return _lead(unquote(cookies.get(COOKIE, "")))
    query = scope["query_string"].decode("latin-1")
    if path in {*PATHS, HOME} and USER_COOKIE_NAME not in cookies:
        return _keep(f"{path}?{query}" if query else path)
    return None


def _keep(view: str) -> Change | None:
    if not VIEW.fullmatch(view):
        return None
    return lambda message: _set_cookie(message, quote(view), SECONDS)


def _lead(view: str) -> Change | None:
    """Lead to a view where signing in went well; what is no page of ours is not followed."""
    found = VIEW.fullmatch(view)
    if found is None or found[1] not in {*PATHS, HOME}:
        return None

    def change(message: Message) -> None:
        headers = MutableHeaders(scope=message)
        signed_in = f"{USER_COOKIE_NAME}=" in " ".join(headers.getlist("set-cookie"))
        if message["status"] == 302 and signed_in:
            headers["location"] = f"{base()}{view}"
        _set_cookie(message, "", 0)

    return change


def _set_cookie(message: Message, value: str, seconds: int) -> None:
    said = f"{COOKIE}={value}; Path={base() or '/'}; Max-Age={seconds}; HttpOnly; SameSite=Lax"
    MutableHeaders(scope=message).append("set-cookie", said)
