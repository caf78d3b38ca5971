"""What stands before every answer: safe headers, our own first page, and a small bundle."""

import asyncio
import base64
import gzip
import hashlib
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

from starlette.datastructures import URL, Headers, MutableHeaders
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.file_util import get_static_dir

from dashboard.settings import PACKAGE
from dashboard.ui import assets
from dashboard.ui.header import SERVICE
from dashboard.views import PAGES

BUNDLE = Path(get_static_dir())
BUNDLE_TYPES = {".js": "application/javascript", ".css": "text/css"}
COMPRESSED = {"Content-Encoding": "gzip"}
FOR_EVER = {"Cache-Control": "public, max-age=31536000, immutable", "Vary": "Accept-Encoding"}

# Streamlit runs a component's code from a blob, which only a script that runs already can make.
POLICY = (
    "default-src 'self'; script-src 'self' blob: {scripts}; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; "
    "worker-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self'; "
    "frame-ancestors 'none'"
)


START = PACKAGE / "ui" / "start.js"
HOME = f"/{PAGES[0][1]}"
PATHS = {"/", *(f"/{path}" for _, path, _ in PAGES[1:])}


def index() -> str:
    """Give the page that Streamlit starts from, in our name and with our script before its own."""
    page = (BUNDLE / "index.html").read_text(encoding="utf-8")
    own = f'<script src="{assets.address(START)}"></script>'
    named = page.replace("<title>Streamlit</title>", f"<title>{SERVICE}</title>{own}")
    if named == page:
        raise RuntimeError("Streamlit's own page has changed: it has no title to put ours in.")
    return named


def content_security_policy(page: str) -> str:
    """Allow this server only, and of inline scripts only those that Streamlit's own page holds."""
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    digests = [base64.b64encode(hashlib.sha256(text.encode()).digest()) for text in scripts]
    return POLICY.format(scripts=" ".join(f"'sha256-{digest.decode()}'" for digest in digests))


class SafeHeaders:
    """Put the security headers on every answer, and keep the server's own metrics private."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.headers = {
            "Content-Security-Policy": content_security_policy(index()),
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
            "Referrer-Policy": "no-referrer",
            "X-Content-Type-Options": "nosniff",
            "X-Frame-Options": "DENY",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send a request on and add the headers to what comes back."""
        if scope["type"] != "http":
            return await self.app(scope, receive, send)

        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(self.headers)
                if scope["path"].startswith("/media/"):
                    headers["Cache-Control"] = "no-store"
            await send(message)

        private = scope["path"].rstrip("/").endswith("/_stcore/metrics")
        app = PlainTextResponse("Not found", status_code=404) if private else self.app
        return await app(scope, receive, send_safely)


class OwnPage:
    """Answer for every page with `index`; the first has the root for its address."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.page = index()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer for a page; send every other request on."""
        asked = scope["type"] == "http" and scope["method"] in ("GET", "HEAD")
        if not asked or scope["path"] not in {*PATHS, HOME}:
            return await self.app(scope, receive, send)
        if scope["path"] == HOME:
            there = URL(scope=scope).replace(path="/", scheme="", netloc="")
            return await RedirectResponse(str(there))(scope, receive, send)
        answer = HTMLResponse(self.page, headers={"Cache-Control": "no-cache"})
        return await answer(scope, receive, send)


class SmallBundle:
    """Send Streamlit's scripts and styles compressed, each compressed once when first asked for."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        files = (file for file in BUNDLE.rglob("*") if file.suffix in BUNDLE_TYPES)
        self.files = {f"/{file.relative_to(BUNDLE).as_posix()}": file for file in files}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer for a file of the bundle; send every other request on."""
        file = self.files.get(scope["path"]) if scope["type"] == "http" else None
        asked = file and scope["method"] in ("GET", "HEAD") and takes_gzip(Headers(scope=scope))
        if file is None or not asked:
            return await self.app(scope, receive, send)
        body = await asyncio.to_thread(compressed, file)
        answer = Response(body, headers=FOR_EVER | COMPRESSED, media_type=BUNDLE_TYPES[file.suffix])
        return await answer(scope, receive, send)


@cache
def compressed(file: Path, read: Callable[[Path], bytes] = Path.read_bytes) -> bytes:
    """Compress what is read from a file and keep the result in memory."""
    return gzip.compress(read(file), compresslevel=6)


def takes_gzip(headers: Headers) -> bool:
    """Tell whether a browser takes a file compressed, and the whole of it."""
    return "gzip" in headers.get("accept-encoding", "") and "range" not in headers
