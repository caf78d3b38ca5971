"""Streamlit's scripts, styles and fonts: sent compressed where they are not, and kept for ever.

Around Streamlit 1.67: it sends its scripts and styles uncompressed.
"""

import asyncio
import gzip
from collections.abc import Callable
from functools import cache
from pathlib import Path

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit.file_util import get_static_dir

from dashboard.web import plotly_bundle

BUNDLE = Path(get_static_dir())
BUNDLE_TYPES = {".js": "application/javascript", ".css": "text/css", ".woff2": "font/woff2"}
SMALL = (".woff2",)
"""What is compressed as it lies there."""
COMPRESSED = {"Content-Encoding": "gzip"}
FOR_EVER = {"Cache-Control": "public, max-age=31536000, immutable", "Vary": "Accept-Encoding"}
FONTS = tuple(f"/{each.relative_to(BUNDLE).as_posix()}" for each in BUNDLE.rglob("*.woff2"))
"""The paths of fonts: 0.5 MB of each page, though they lie in a folder called media."""


class SmallBundle:
    """Send Streamlit's scripts, styles and fonts, each read and compressed once when asked for."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        files = (file for file in BUNDLE.rglob("*") if file.suffix in BUNDLE_TYPES)
        self.bodies: dict[Path, bytes] = {}
        self.files = {f"/{file.relative_to(BUNDLE).as_posix()}": file for file in files}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer for a file of the bundle; send every other request on."""
        file = self.files.get(scope["path"]) if scope["type"] == "http" else None
        asked = file and scope["method"] in ("GET", "HEAD") and takes_gzip(Headers(scope=scope))
        if file is None or not asked:
            return await self.app(scope, receive, send)
        if file not in self.bodies:
            self.bodies[file] = await asyncio.to_thread(_body, file)
        body = self.bodies[file]
        headers = FOR_EVER if file.suffix in SMALL else FOR_EVER | COMPRESSED
        answer = Response(body, headers=headers, media_type=BUNDLE_TYPES[file.suffix])
        return await answer(scope, receive, send)


def _body(file: Path) -> bytes:
    if file.suffix in SMALL:
        return file.read_bytes()
    return compressed(file, plotly_bundle.read)


@cache
def compressed(file: Path, reads: Callable[[Path], bytes] = Path.read_bytes) -> bytes:
    """Compress what is read from a file and keep the result in memory."""
    return gzip.compress(reads(file), compresslevel=6)


def takes_gzip(headers: Headers) -> bool:
    """Tell whether a browser takes a file compressed, and the whole of it."""
    return "gzip" in headers.get("accept-encoding", "") and "range" not in headers
