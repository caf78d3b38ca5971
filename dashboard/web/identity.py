"""Who asks for a file, a text or anything else: the same reader as on the pages, or nobody.

Around Streamlit 1.67: only pages are told who signed in: files read its cookie here.
"""

import asyncio
import json
import logging
from collections.abc import Callable, Mapping
from ipaddress import ip_address, ip_network
from typing import Any

from starlette.requests import HTTPConnection, Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.auth_util import get_cookie_with_chunks, get_origin_from_redirect_uri
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from dashboard.access import entry, log
from dashboard.access.clock import now
from dashboard.access.policy import read
from dashboard.access.reader import ANYBODY, NoAccessError, Reader
from dashboard.settings import OPEN, PROXY, SIGN_IN, SettingError, Settings, access_asked
from dashboard.web.released import READER, outside

told = logging.getLogger(__name__)
NO_FILES = "Files are not part of your access."
MEDIA = "/media/"


def reader_of(request: HTTPConnection) -> Reader:
    """Give the reader who asks, as the policy is now; raises NoAccessError."""
    settings = Settings()
    if settings.access == OPEN:
        return ANYBODY
    if settings.access == PROXY:
        return entry.by_proxy(request.headers, settings, now())
    return entry.by_claims(claims_of(request.cookies), settings, now())


def taker_of(request: HTTPConnection) -> Reader:
    """Give the reader who asks, if that reader may take files; raises NoAccessError."""
    reader = reader_of(request)
    if not reader.export:
        raise NoAccessError(NO_FILES)
    return reader


def claims_of(cookies: Mapping[str, str]) -> dict[str, Any]:
    """Read the claims that Streamlit signed when somebody signed in; none where it did not."""

    def signed(name: str) -> bytes | None:
        value = cookies.get(name, "").encode("latin-1", "replace")
        return decode_signed_value(get_cookie_secret(), name, value)

    try:
        claims = json.loads(get_cookie_with_chunks(signed, USER_COOKIE_NAME) or b"{}")
    except ValueError:
        return {}
    here = get_origin_from_redirect_uri()
    return claims if isinstance(claims, dict) and here and claims.get("origin") == here else {}


async def no_access(_: Request, why: Exception) -> Response:
    """Say why who asks is not let in."""
    status = 401 if isinstance(why, NoAccessError) and why.again else 403
    return PlainTextResponse(str(why), status_code=status, headers={"Cache-Control": "no-store"})


async def not_logged(_: Request, why: Exception) -> Response:
    """Say that nothing is given that cannot be logged."""
    told.error("The log of access: %s", why)
    return PlainTextResponse(log.NOT_LOGGED, status_code=503, headers={"Cache-Control": "no-store"})


class KnownReaders:
    """Believe a proxy's headers from the proxy only, guard what is kept for pages, and cookies.

    Pages are left to say themselves, in words, why somebody is not let in.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send a request on as what it can be believed to be."""
        if scope["type"] not in ("http", "websocket"):
            return await self.app(scope, receive, send)
        if access_asked() == PROXY:
            scope = await asyncio.to_thread(_believed, scope)
        known = _who_may(scope) if scope["type"] == "http" else None
        if known is not None:
            try:
                scope = {**scope, READER: await asyncio.to_thread(known, HTTPConnection(scope))}
            except NoAccessError as why:
                return await (await no_access(Request(scope), why))(scope, receive, send)
        return await self.app(scope, receive, _securely(send))


def _who_may(scope: Scope) -> Callable[[HTTPConnection], Reader] | None:
    """Say who must ask for what is given before any page or route of ours; None: they see to it."""
    if scope["path"].startswith(MEDIA):
        return taker_of
    return reader_of if outside(scope) else None


def _believed(scope: Scope) -> Scope:
    """Leave out the headers that say who a reader is, unless the proxy of the policy asks."""
    settings = Settings()
    if settings.policy is None:
        return scope
    try:
        proxy = read(settings.policy).proxy
    except SettingError:
        proxy = None
    if proxy is None or _from(scope, proxy.addresses):
        return scope
    named = {proxy.user.lower().encode(), proxy.groups.lower().encode()}
    return {**scope, "headers": [(n, v) for n, v in scope["headers"] if n.lower() not in named]}


def _from(scope: Scope, addresses: tuple[str, ...]) -> bool:
    try:
        peer = ip_address(scope["client"][0])
        return any(peer in ip_network(address, strict=False) for address in addresses)
    except (TypeError, ValueError):
        return False


def _securely(send: Send) -> Send:
    """Let a browser send back a sign-in over HTTPS only, where readers sign in over it."""
    if access_asked() != SIGN_IN or not (get_origin_from_redirect_uri() or "").startswith("https:"):
        return send

    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [
                (name, value + b"; Secure" if _ours(name, value) else value)
                for name, value in message["headers"]
            ]
        await send(message)

    return sent


def _ours(name: bytes, value: bytes) -> bool:
    return name.lower() == b"set-cookie" and b"secure" not in value.lower().split(b";", 1)[-1]
