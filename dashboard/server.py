"""Serve the dashboard: Streamlit with its own files, safe headers and steady memory."""

import asyncio
import base64
import gc
import gzip
import hashlib
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from threading import Thread
from typing import Any

import streamlit as st
from starlette.datastructures import URL, Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.file_util import get_static_dir

from dashboard.delivery import NoSuchFileError, deliver, text
from dashboard.modes import in_mode
from dashboard.settings import PACKAGE, Settings
from dashboard.store import open_store
from dashboard.ui import assets
from dashboard.ui.header import SERVICE
from dashboard.ui.run import FILES, TEXT
from dashboard.views import PAGES

BUNDLE = Path(get_static_dir())
BUNDLE_TYPES = {".js": "application/javascript", ".css": "text/css"}
COLLECT_EVERY = 60.0
COMPRESSED = {"Content-Encoding": "gzip"}
NOT_KEPT = {"Cache-Control": "no-store"}
WRITING = asyncio.Semaphore(2)
"""So many files are written at a time: the rest wait, and pages stay quick."""
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


@cache
def own_files() -> dict[str, Path]:
    """Give the dashboard's own files by the name they are served under."""
    return {assets.named(file): file for file in assets.files()}


async def asset(request: Request) -> Response:
    """Send one of our files, which a browser keeps because its name changes when it does."""
    name = request.path_params["name"]
    file = own_files().get(name)
    if file is None:
        return PlainTextResponse("Not found", status_code=404)
    headers = FOR_EVER | {"ETag": f'"{name}"'}
    if request.headers.get("if-none-match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    kind = assets.TYPES[file.suffix]
    if takes_gzip(request.headers):
        body = compressed(file, assets.content)
        return Response(body, headers=headers | COMPRESSED, media_type=kind)
    return Response(assets.content(file), headers=headers, media_type=kind)


async def file(request: Request) -> Response:
    """Write a file of a page for what its address asks, without holding up anybody else."""
    path, name = request.path_params["page"], request.path_params["name"]
    try:
        async with WRITING:
            made = await asyncio.to_thread(deliver, path, name, dict(request.query_params))
    except NoSuchFileError as why:
        return PlainTextResponse(str(why), status_code=404)
    headers = {"Content-Disposition": f'attachment; filename="{made.name}"', **NOT_KEPT}
    return Response(made.content, headers=headers, media_type=made.kind)


async def page_as_text(request: Request) -> Response:
    """Write a page as text, for who cannot use or does not want the other one."""
    try:
        async with WRITING:
            path, asked = request.path_params["page"], dict(request.query_params)
            return HTMLResponse(await asyncio.to_thread(text, path, asked), headers=NOT_KEPT)
    except NoSuchFileError as why:
        return PlainTextResponse(str(why), status_code=404)


def preload() -> None:
    """Do before the first reader comes what that reader would otherwise wait for."""
    for file in own_files().values():
        compressed(file, assets.content)
    seen = in_mode(open_store(Settings().snapshots), Settings().mode)
    if seen.guard is not None:
        Thread(target=lambda: seen.guard and seen.guard.hidden, daemon=True).start()


def around(prepare: Callable[[], None]) -> dict[str, Any]:
    """Give what the server puts around a script: routes, middleware, and work at start and end."""

    @asynccontextmanager
    async def lifespan(_: st.App) -> AsyncIterator[None]:
        prepare()
        gc.collect()
        gc.freeze()
        collecting = asyncio.create_task(collect_garbage())
        yield
        collecting.cancel()

    return {
        "routes": [
            Route(f"{assets.ROUTE}/{{name}}", asset),
            Route(f"{FILES}/{{page}}/{{name}}", file),
            Route(f"{TEXT}/{{page}}", page_as_text),
        ],
        "middleware": [Middleware(SafeHeaders), Middleware(OwnPage), Middleware(SmallBundle)],
        "lifespan": lifespan,
    }


async def collect_garbage() -> None:
    """Collect garbage now and then: the settings stop Streamlit from doing so after every run."""
    while True:
        await asyncio.sleep(COLLECT_EVERY)
        await asyncio.to_thread(gc.collect)


def build(script: Path, prepare: Callable[[], None] = preload) -> st.App:
    """Build the server around a script; `prepare` runs before the first reader comes."""
    return st.App(script, **around(prepare))


# `streamlit run` finds the server by this very form.
app = st.App(PACKAGE / "app.py", **around(preload))
