"""Streamlit's scripts and styles, sent compressed.

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
BUNDLE_TYPES = {".js": "application/javascript", ".css": "text/css"}
COMPRESSED = {"Content-Encoding": "gzip"}
FOR_EVER = {"Cache-Control": "public, max-age=31536000, immutable", "Vary": "Accept-Encoding"}


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
        body = await asyncio.to_thread(compressed, file, plotly_bundle.read)
        answer = Response(body, headers=FOR_EVER | COMPRESSED, media_type=BUNDLE_TYPES[file.suffix])
        return await answer(scope, receive, send)


@cache
def compressed(file: Path, read: Callable[[Path], bytes] = Path.read_bytes) -> bytes:
    """Compress what is read from a file and keep the result in memory."""
    return gzip.compress(read(file), compresslevel=6)


def takes_gzip(headers: Headers) -> bool:
    """Tell whether a browser takes a file compressed, and the whole of it."""
    return "gzip" in headers.get("accept-encoding", "") and "range" not in headers
