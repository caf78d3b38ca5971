"""The addresses of pages: each is answered with Streamlit's own first page, in our name.

An address that is no page, no file and nothing of Streamlit's is a 404 in words.

Around Streamlit 1.67: it answers every address, known or not, with one page of its own.
"""

import asyncio
from collections.abc import Sequence

from starlette.requests import HTTPConnection
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Match, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard.access.reader import NoAccessError
from dashboard.delivery import has_exhibit
from dashboard.exhibits.pages import PAGES
from dashboard.render.alone import sentence_page
from dashboard.render.leading import FEED
from dashboard.settings import PACKAGE, Settings
from dashboard.ui import assets
from dashboard.ui.address import ONLY
from dashboard.ui.header import SERVICE
from dashboard.web import readiness
from dashboard.web.bundle import BUNDLE
from dashboard.web.identity import reader_of

START = PACKAGE / "ui" / "start.js"
FRAME = PACKAGE / "ui" / "frame" / "frame.js"
STYLES = (
    PACKAGE / "ui" / "page.css",
    PACKAGE / "ui" / "frame" / "frame.css",
    PACKAGE / "ui" / "frame" / "bar.css",
    PACKAGE / "ui" / "frame" / "rail.css",
    PACKAGE / "ui" / "frame" / "tools.css",
    PACKAGE / "ui" / "frame" / "marks.css",
)
HOME = f"/{PAGES[0].path}"
PATHS = {"/", *(f"/{page.path}" for page in PAGES[1:])}
MOVED = {HOME: "./", f"{HOME}/": "../"} | {f"{path}/": f"..{path}" for path in PATHS - {"/"}}
"""Other addresses of pages, and where from them the page is: no path above it is named."""
HEALTH = "/_stcore/health"
OF_STREAMLIT = {HEALTH, "/_stcore/host-config", "/_stcore/stream", "/oauth2callback"}
BELOW = ("/_stcore/bidi-components/", "/_stcore/upload_file/", "/media/", "/component/", "/auth/")
"""What Streamlit answers for besides the files of its bundle; it says itself what is not there."""
FRESH = {"Cache-Control": "no-cache"}
NO_PAGE = "There is no such page."
NO_RECORDS = (
    "The records cannot be read, so there is nothing to show. Tell whoever looks after this "
    "dashboard; it is here again as soon as they can be read."
)


def index() -> str:
    """Give the page that Streamlit starts from, in our name, with our script and style first.

    The style stands in the head, so that nothing is drawn without it, and again in the body: what
    Streamlit puts into the head while it runs would come after it.
    """
    page = (BUNDLE / "index.html").read_text(encoding="utf-8")
    style = "".join(f'<link rel="stylesheet" href="{assets.address(file)}">' for file in STYLES)
    own = (
        f'<script src="{assets.address(START)}"></script>'
        f'<script type="module" src="{assets.address(FRAME)}"></script>{style}'
        f'<link rel="alternate" type="application/atom+xml" href="{FEED}" title="{SERVICE}">'
    )
    named = page.replace("<title>Streamlit</title>", f"<title>{SERVICE}</title>{own}")
    styled = named.replace("<body>", f"<body>{style}")
    if named == page or styled == named:
        raise RuntimeError("Streamlit's own page has changed: it has no place for what is ours.")
    return styled


def in_words(said: str, status: int, path: str = "/") -> Response:
    """Answer with a sentence on a page of its own, with the way to the first page."""
    home = "../" * (path.count("/") - 1) or "./"
    return HTMLResponse(
        sentence_page(SERVICE, said, home, "Go to the first page"),
        status,
        {"Cache-Control": "no-store"},
    )


class OwnPage:
    """Answer for every page with `index`; the first has the root for its address.

    Without records there is no page, and nobody is told that all is well. Where an address asks for
    one exhibit alone that there is not, its page says so, and its status is 404.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.page = index()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer for a page; send every other request on."""
        path = scope.get("path", "")
        asked = scope["type"] == "http" and scope["method"] in ("GET", "HEAD")
        if not asked or path not in {*PATHS, *MOVED, HEALTH}:
            return await self.app(scope, receive, send)
        if path in MOVED:
            query = scope["query_string"].decode("latin-1")
            there = f"{MOVED[path]}?{query}" if query else MOVED[path]
            return await RedirectResponse(there)(scope, receive, send)
        if not await asyncio.to_thread(readiness.has_records, Settings().snapshots):
            return await in_words(NO_RECORDS, 503)(scope, receive, send)
        if path == HEALTH:
            return await self.app(scope, receive, send)
        status = 200 if await asyncio.to_thread(_is_there, HTTPConnection(scope)) else 404
        return await HTMLResponse(self.page, status, FRESH)(scope, receive, send)


def _is_there(request: HTTPConnection) -> bool:
    """Say whether a page has what its address shows alone; it says itself who is not let in."""
    key, path = request.query_params.get(ONLY), request.scope["path"].strip("/")
    if key is None:
        return True
    try:
        limit = reader_of(request).scope
    except NoAccessError:
        return True
    return has_exhibit(path or PAGES[0].path, key, request.query_params, limit)


class NoSuchPage:
    """Answer for an address that leads nowhere, where Streamlit would show its first page.

    `ours` are the addresses that are ours.
    """

    def __init__(self, app: ASGIApp, ours: Sequence[Route]) -> None:
        self.app = app
        self.ours = ours
        files = (file.relative_to(BUNDLE) for file in BUNDLE.rglob("*") if file.is_file())
        bundle = {f"/{file.as_posix()}" for file in files} - {"/index.html"}
        self.known = PATHS | OF_STREAMLIT | bundle

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send on what somebody answers for."""
        path = scope.get("path", "")
        known = scope["type"] != "http" or path in self.known or path.startswith(BELOW)
        if known or any(route.matches(scope)[0] is not Match.NONE for route in self.ours):
            return await self.app(scope, receive, send)
        return await in_words(NO_PAGE, 404, path)(scope, receive, send)
