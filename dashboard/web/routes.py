"""The addresses that are ours: own files, files on demand, and pages as text."""

import asyncio
import re
from collections.abc import Hashable
from functools import cache
from hashlib import sha256
from pathlib import Path

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from dashboard.access.log import PAGE, TAKEN, mark, record
from dashboard.access.reader import Reader
from dashboard.delivery import File, deliver, text
from dashboard.files.atom import KIND as ATOM
from dashboard.packs.feed import feed as published
from dashboard.packs.since import since as changed_since
from dashboard.render.leading import FEED, FILES, TEXT
from dashboard.settings import Settings
from dashboard.snapshots import snapshot_folder
from dashboard.ui import assets
from dashboard.ui.header import SERVICE
from dashboard.web import readiness
from dashboard.web.bundle import COMPRESSED, FOR_EVER, compressed, takes_gzip
from dashboard.web.identity import reader_of, taker_of
from dashboard.web.lanes import Lane, while_there
from dashboard.web.not_modified import ASK_AGAIN, marked, unless_known

NOT_KEPT = {"Cache-Control": "no-store"}
SLOW = re.compile(r"(everything|briefing|page)\.\w+")
"""Files that are made of several pages, or of all tables of one."""
TEXTS, TABLES, HEAVY = Lane("text", 2), Lane("table", 2), Lane("heavy", 2)
"""Where pages as text, single tables and slow files are written: each waits for its like alone."""


@cache
def own_files() -> dict[str, Path]:
    """Give the dashboard's own files by the name they are served under."""
    return {assets.named(file): file for file in assets.files()}


async def asset(request: Request) -> Response:
    """Send one of our files, which a browser keeps because its name changes when it does."""
    name = request.path_params["name"]
    file = own_files().get(name)
    if file is None:
        return PlainTextResponse("There is no such file.", status_code=404)
    headers = FOR_EVER | {"ETag": f'"{name}"'}
    if known := unless_known(request, headers):
        return known
    kind = assets.TYPES[file.suffix]
    if takes_gzip(request.headers):
        body = await asyncio.to_thread(compressed, file, assets.content)
        return Response(body, headers=headers | COMPRESSED, media_type=kind)
    return Response(assets.content(file), headers=headers, media_type=kind)


async def file(request: Request) -> Response:
    """Write a file of a page for what its address asks, without holding up anybody else."""
    path, name, asked = *_named(request), dict(request.query_params)
    reader = await asyncio.to_thread(taker_of, request)
    scope = reader.scope
    lane = HEAVY if SLOW.fullmatch(name) else TABLES
    made = await while_there(
        request,
        lane.give((*_key(request), scope), lambda: deliver(path, name, asked, scope)),
    )
    await asyncio.to_thread(log_file, reader, path, made)
    headers = {"Content-Disposition": f'attachment; filename="{made.name}"', **NOT_KEPT}
    return Response(made.content, headers=headers, media_type=made.kind)


def log_file(reader: Reader, path: str, made: File) -> None:
    """Log that a reader takes a file; it is given when that is done."""
    facts = {"page": path, "form": Path(made.name).suffix, "scope": mark(reader.scope)}
    record(TAKEN, reader.subject, sha256=sha256(made.content).hexdigest(), **facts)


def log_text(reader: Reader, path: str, form: str = "text") -> None:
    """Log that a reader is given a page as text, or a feed; it is given when that is done."""
    record(PAGE, reader.subject, page=path, form=form, scope=mark(reader.scope))


async def page_as_text(request: Request) -> Response:
    """Write a page as text, for who cannot use or does not want the other one."""
    path, asked = request.path_params["page"], dict(request.query_params)
    reader = await asyncio.to_thread(reader_of, request)
    written = await while_there(
        request, TEXTS.give((*_key(request), reader), lambda: text(path, asked, reader))
    )
    await asyncio.to_thread(log_text, reader, path)
    return HTMLResponse(written, headers=NOT_KEPT)


async def feed(request: Request) -> Response:
    """Write the days of figures that are kept, and what changed, for a feed reader.

    One that holds it already is sent nothing: they ask again and again.
    """
    reader = await asyncio.to_thread(reader_of, request)
    scope, here = reader.scope, f"{request.url.replace(query='')}"
    written = await while_there(
        request,
        HEAVY.give((*_key(request), here, scope), lambda: published(SERVICE, here, scope)),
    )
    await asyncio.to_thread(log_text, reader, FEED, "atom")
    root = Settings().snapshots
    headers = ASK_AGAIN | marked(written, root and root / snapshot_folder.POINTER)
    return unless_known(request, headers) or Response(written, headers=headers, media_type=ATOM)


async def since(request: Request) -> Response:
    """Say in a sentence what changed since a day of figures, which a reader's browser keeps."""
    reader, day = await asyncio.to_thread(reader_of, request), request.query_params.get("day", "")
    scope = reader.scope
    said = await while_there(
        request, TEXTS.give((*_key(request), scope), lambda: changed_since(day, scope))
    )
    await asyncio.to_thread(log_text, reader, "since")
    return PlainTextResponse(said, headers=NOT_KEPT)


def _named(request: Request) -> tuple[str, str]:
    return request.path_params["page"], request.path_params["name"]


def _key(request: Request) -> tuple[Hashable, ...]:
    """Give all of an address that decides what is written, and the figures that are the latest."""
    root = Settings().snapshots
    latest = snapshot_folder.current(root) if root else None
    return (request.scope["path"], tuple(sorted(request.query_params.items())), latest)


async def hung_up(_: Request, __: Exception) -> Response:
    """Answer nobody: who asked has gone."""
    return Response(status_code=499)


async def ready(_: Request) -> Response:
    """Say whether this server can give fresh figures, as JSON; 503 where it cannot, and why."""
    found = await asyncio.to_thread(readiness.state)
    return JSONResponse(found, 200 if found["ready"] else 503, NOT_KEPT)


async def no_icon(_: Request) -> Response:
    """Say that there is no icon: a browser asks for one beside every page that names none."""
    return Response(status_code=204)


async def running_version(_: Request) -> Response:
    """Say which version of the dashboard this is, as JSON."""
    return JSONResponse({"name": "visits-dashboard", "version": readiness.VERSION}, 200, NOT_KEPT)


async def not_there(_: Request, why: Exception) -> Response:
    """Say why there is no such file or page."""
    return PlainTextResponse(str(why), status_code=404, headers=NOT_KEPT)


def routes() -> list[Route]:
    """List the addresses that are ours, and what answers for each."""
    return [
        Route(f"/{assets.ROUTE}/{{name}}", asset),
        Route(f"/{FILES}/{{page}}/{{name}}", file),
        Route(f"/{TEXT}/{{page}}", page_as_text),
        Route(f"/{FEED}", feed),
        Route("/since", since),
        Route("/ready", ready),
        Route("/version", running_version),
        Route("/favicon.ico", no_icon),
    ]
