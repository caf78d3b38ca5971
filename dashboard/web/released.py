"""What those outside are given: the files of an approved release, byte for byte, or a 404.

It stands before everything else. On a server for outside nothing behind it is reached; on one for
inside it answers for `/release/` and for every address that asks for a `mode` of outside. It reads
files and does nothing else: no figure is worked out. Nothing is written but who took what, in the
log of access.

Around Streamlit 1.67: its address of health is answered for outside too.
"""

import asyncio
import logging
import re
from http import HTTPStatus
from pathlib import Path

from starlette.datastructures import QueryParams
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard.access import log
from dashboard.access.reader import ANYBODY, Reader
from dashboard.chained_log import LogError
from dashboard.delivery import VIEWS
from dashboard.disclosure.folder import Kept, approved, days
from dashboard.disclosure.whole import damaged, standing
from dashboard.records.check import RecordsError
from dashboard.render.alone import sentence_page
from dashboard.settings import INTERNAL, MODES, Settings, mode_asked
from dashboard.ui.header import SERVICE
from dashboard.wording import words

told = logging.getLogger(__name__)
ROUTE = "/release"
FILE = re.compile(rf"{ROUTE}/(\d{{4}}-\d\d-\d\d|latest)/(.+)")
PAGE = re.compile(r"/(?:text/)?([a-z]*)/?")
ABOUT = {"/_stcore/health", "/ready", "/version"}
"""What whoever runs a server asks of it, for whomever it is."""
LATEST, READER = "latest", "reader"
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
            reader: Reader = scope.get(READER, ANYBODY)
            try:
                answer = await asyncio.to_thread(answered, path, _mode(scope), reader.subject)
            except (RecordsError, OSError) as fault:
                told.error("A release cannot be given: %s", fault)
                answer = _none(NOT_THERE)
            except LogError as fault:
                told.error("The log of access: %s", fault)
                answer = PlainTextResponse(log.NOT_LOGGED, HTTPStatus.SERVICE_UNAVAILABLE, SEEN)
            await answer(scope, receive, send)


def _mode(scope: Scope) -> str | None:
    """Give the mode that is asked for; two that differ are none that there is."""
    asked = {*QueryParams(scope["query_string"]).getlist("mode")}
    return next(iter(asked), None) if len(asked) < 2 else " ".join(sorted(asked))


def outside(scope: Scope) -> bool:
    """Say whether what is asked for is for outside: an answer from releases and nothing else."""
    own = mode_asked() != INTERNAL
    if own or scope["path"].startswith(f"{ROUTE}/"):
        return scope["path"] not in ABOUT
    return scope["type"] == "http" and _mode(scope) not in (None, INTERNAL)


def answered(path: str, mode: str | None, who: str = "") -> Response:
    """Give the answer for a path; what is no file of a release leads to its page, or is not there.

    A page without a part in the release leads to its first, and a mode that there is not gets
    nothing. Where the latest release is damaged that is said, with the way to one that is whole.
    Raises LogError where what is given cannot be logged.
    """
    root = Settings().releases
    if mode not in (None, *MODES):
        return _none(NOT_THERE)
    file, page = FILE.fullmatch(path), PAGE.fullmatch(path)
    if file and file[1] != LATEST:
        return _file(root, file[1], file[2], who)
    wrong, latest = standing(root)
    up = "../" * (path.count("/") - 1)
    if wrong or latest is None:
        return _damaged(wrong, latest, up)
    if file:
        return _file(root, latest.name, file[2], who)
    name = f"{(page and page[1]) or 'index'}.html"
    if page is None or (name not in latest.files and page[1] not in VIEWS):
        return _none(NOT_THERE)
    name = name if name in latest.files else "index.html"
    return RedirectResponse(f"{up}{ROUTE[1:]}/{latest.name}/{name}", headers=SEEN)


def _none(said: str) -> Response:
    return PlainTextResponse(said, HTTPStatus.NOT_FOUND, SEEN)


def _damaged(said: str, before: Kept | None, up: str) -> Response:
    """Say that the latest release is not given, with the way to the last one that is whole."""
    if before is None:
        return _none(said)
    day = words.day(before.release.as_at)
    there = f"{up}{ROUTE[1:]}/{before.name}/index.html"
    lead = "The last one that is whole is "
    page = sentence_page(SERVICE, said, there, f"the release of {day}", lead)
    return HTMLResponse(page, HTTPStatus.NOT_FOUND, SEEN)


def _file(root: Path | None, day: str, place: str, who: str) -> Response:
    """Give a file of a release, once that is logged."""
    if day not in {path.name for path in days(root)}:
        return _none(NOT_THERE)
    kept = next((kept for kept in approved(root) if kept.name == day), None)
    if kept is not None and place not in kept.files:
        return _none(NOT_THERE)
    content = kept.content(place) if kept else None
    if kept is None or content is None:
        return _none(damaged(day))
    name = place.rpartition("/")[2]
    form = name.rpartition(".")[2]
    what = log.PAGE if form == "html" else log.TAKEN
    log.record(what, who, release=day, file=place, sha256=kept.files[place])
    saved = {} if form == "html" else {"Content-Disposition": _as(kept, name)}
    kind = TYPES.get(form, "text/plain; charset=utf-8")
    return Response(content, headers=SEEN | saved, media_type=kind)


def _as(kept: Kept, name: str) -> str:
    return f'attachment; filename="{kept.name}-{name}"'
