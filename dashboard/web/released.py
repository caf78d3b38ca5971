"""What those outside are given: the files of an approved release, byte for byte, or a 404.

It stands before everything else. On a server for outside nothing behind it is reached; on one for
inside it answers for `/release/` and for every address that asks for a `mode` of outside. It reads
files and does nothing else: no figure is worked out, and nothing is written.
"""

import asyncio
import logging
import re
from http import HTTPStatus

from starlette.datastructures import QueryParams
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard.disclosure.folder import Kept, approved
from dashboard.records.check import RecordsError
from dashboard.settings import INTERNAL, MODES, Settings

told = logging.getLogger(__name__)
ROUTE = "/release"
FILE = re.compile(rf"{ROUTE}/(\d{{4}}-\d\d-\d\d|latest)/(.+)")
PAGE = re.compile(r"/(?:text/)?([a-z]*)/?")
ABOUT = {"/_stcore/health", "/ready", "/version"}
"""What whoever runs a server asks of it, for whomever it is."""
NONE = "There is no approved release to show."
NOT_THERE = "The release has no such page or file."
SEEN = {"Cache-Control": "no-cache"}
TYPES = {
    "html": "text/html; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "svg": "image/svg+xml",
    "png": "image/png",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class Released:
    """Answer for all that is for outside; send on only what is for inside."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with a file of a release, or send the request on."""
        if scope["type"] == "lifespan" or not outside(scope):
            await self.app(scope, receive, send)
        elif scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
        else:
            path = scope["path"] if scope["method"] in ("GET", "HEAD") else ""
            try:
                answer = await asyncio.to_thread(answered, path, _mode(scope))
            except RecordsError as fault:
                told.error("A release cannot be given: %s", fault)
                answer = PlainTextResponse(NOT_THERE, HTTPStatus.NOT_FOUND, SEEN)
            await answer(scope, receive, send)


def _mode(scope: Scope) -> str | None:
    """Give the mode that is asked for; two that differ are none that there is."""
    asked = {*QueryParams(scope["query_string"]).getlist("mode")}
    return next(iter(asked), None) if len(asked) < 2 else " ".join(sorted(asked))


def outside(scope: Scope) -> bool:
    """Say whether what is asked for is for outside: an answer from releases and nothing else."""
    own = Settings().mode != INTERNAL
    if own or scope["path"].startswith(f"{ROUTE}/"):
        return scope["path"] not in ABOUT
    return scope["type"] == "http" and _mode(scope) not in (None, INTERNAL)


def answered(path: str, mode: str | None) -> Response:
    """Give the answer for a path; what is no file of a release leads to its page, or is not there.

    A mode that there is not gets nothing.
    """
    releases = {kept.name: kept for kept in approved(Settings().releases)}
    if not releases or mode not in (None, *MODES):
        return PlainTextResponse(NONE, HTTPStatus.NOT_FOUND, SEEN)
    latest = releases[max(releases)]
    file, page = FILE.fullmatch(path), PAGE.fullmatch(path)
    if file:
        kept = latest if file[1] == "latest" else releases.get(file[1])
        return _file(kept, file[2])
    name = f"{(page and page[1]) or 'index'}.html"
    if page is None or name not in latest.files:
        return PlainTextResponse(NOT_THERE, HTTPStatus.NOT_FOUND, SEEN)
    up = "../" * (path.count("/") - 1)  # the whole may lie below a path, which is not known here
    return RedirectResponse(f"{up}{ROUTE[1:]}/{latest.name}/{name}", headers=SEEN)


def _file(kept: Kept | None, place: str) -> Response:
    content = kept.content(place) if kept else None
    if kept is None or content is None:
        return PlainTextResponse(NOT_THERE, HTTPStatus.NOT_FOUND, SEEN)
    name = place.rpartition("/")[2]
    kind = TYPES.get(name.rpartition(".")[2], "text/plain; charset=utf-8")
    saved = {} if name.endswith(".html") else {"Content-Disposition": _as(kept, name)}
    return Response(content, headers=SEEN | saved, media_type=kind)


def _as(kept: Kept, name: str) -> str:
    return f'attachment; filename="{kept.name}-{name}"'
