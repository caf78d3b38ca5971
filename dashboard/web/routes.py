"""The addresses that are ours: own files, files on demand, and pages as text."""

import asyncio
from functools import cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from dashboard.delivery import deliver, text
from dashboard.ui import assets
from dashboard.ui.run import FILES, TEXT
from dashboard.web import readiness
from dashboard.web.bundle import COMPRESSED, FOR_EVER, compressed, takes_gzip
from dashboard.web.identity import reader_of, taker_of

NOT_KEPT = {"Cache-Control": "no-store"}
WRITING = asyncio.Semaphore(2)
"""So many files are written at a time: the rest wait, and pages stay quick."""


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
    scope = (await asyncio.to_thread(taker_of, request)).scope
    async with WRITING:
        made = await asyncio.to_thread(deliver, path, name, dict(request.query_params), scope)
    headers = {"Content-Disposition": f'attachment; filename="{made.name}"', **NOT_KEPT}
    return Response(made.content, headers=headers, media_type=made.kind)


async def page_as_text(request: Request) -> Response:
    """Write a page as text, for who cannot use or does not want the other one."""
    path, asked = request.path_params["page"], dict(request.query_params)
    reader = await asyncio.to_thread(reader_of, request)
    async with WRITING:
        return HTMLResponse(await asyncio.to_thread(text, path, asked, reader), headers=NOT_KEPT)


async def ready(_: Request) -> Response:
    """Say whether this server can give fresh figures, as JSON; 503 where it cannot, and why."""
    found = await asyncio.to_thread(readiness.state)
    return JSONResponse(found, 200 if found["ready"] else 503, NOT_KEPT)


async def running_version(_: Request) -> Response:
    """Say which version of the dashboard this is, as JSON."""
    return JSONResponse({"name": "visits-dashboard", "version": readiness.VERSION}, 200, NOT_KEPT)


async def not_there(_: Request, why: Exception) -> Response:
    """Say why there is no such file or page."""
    return PlainTextResponse(str(why), status_code=404, headers=NOT_KEPT)


def routes() -> list[Route]:
    """List the addresses that are ours, and what answers for each."""
    return [
        Route(f"{assets.ROUTE}/{{name}}", asset),
        Route(f"{FILES}/{{page}}/{{name}}", file),
        Route(f"{TEXT}/{{page}}", page_as_text),
        Route("/ready", ready),
        Route("/version", running_version),
    ]
