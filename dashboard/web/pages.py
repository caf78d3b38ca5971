"""The addresses of pages: each is answered with Streamlit's own first page, in our name."""

from starlette.datastructures import URL
from starlette.responses import HTMLResponse, RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard.settings import PACKAGE
from dashboard.ui import assets
from dashboard.ui.header import SERVICE
from dashboard.views import PAGES
from dashboard.web.bundle import BUNDLE

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
