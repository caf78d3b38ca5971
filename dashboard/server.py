"""Serve the dashboard: Streamlit with its own files, files on demand and steady memory."""

import asyncio
import gc
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from threading import Thread
from typing import Any

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from dashboard.delivery import NoSuchFileError, deliver, text
from dashboard.middleware import (
    COMPRESSED,
    FOR_EVER,
    OwnPage,
    SafeHeaders,
    SmallBundle,
    compressed,
    takes_gzip,
)
from dashboard.records import shelf
from dashboard.settings import PACKAGE, Settings
from dashboard.ui import assets
from dashboard.ui.records import kept
from dashboard.ui.run import FILES, TEXT

told = logging.getLogger(__name__)
COLLECT_EVERY = 60.0
NOT_KEPT = {"Cache-Control": "no-store"}
FAILED = (
    "This could not be written, and why is in the log of the server. Tell whoever looks after this "
    "dashboard; the pages themselves may still open."
)
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
    async with WRITING:
        made = await asyncio.to_thread(deliver, path, name, dict(request.query_params))
    headers = {"Content-Disposition": f'attachment; filename="{made.name}"', **NOT_KEPT}
    return Response(made.content, headers=headers, media_type=made.kind)


async def page_as_text(request: Request) -> Response:
    """Write a page as text, for who cannot use or does not want the other one."""
    path, asked = request.path_params["page"], dict(request.query_params)
    async with WRITING:
        return HTMLResponse(await asyncio.to_thread(text, path, asked), headers=NOT_KEPT)


async def not_there(_: Request, why: Exception) -> Response:
    """Say why there is no such file or page."""
    return PlainTextResponse(str(why), status_code=404, headers=NOT_KEPT)


async def failed(request: Request, why: Exception) -> Response:
    """Say that something is wrong here; what, goes into the server's log."""
    told.error("%r could not be answered", request.url.path, exc_info=why)
    return PlainTextResponse(FAILED, status_code=500, headers=NOT_KEPT)


def preload() -> None:
    """Do before the first reader comes what that reader would otherwise wait for."""
    for file in own_files().values():
        compressed(file, assets.content)
    root = Settings().snapshots
    seen = kept(root, None, shelf.choose(root, None)[0] if root else None)
    if seen.guard is not None:
        Thread(target=lambda: seen.guard and seen.guard.hidden, daemon=True).start()


def around(prepare: Callable[[], None]) -> dict[str, Any]:
    """Give what the server puts around a script: routes, faults, middleware, its start and end."""

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
        "exception_handlers": {NoSuchFileError: not_there, Exception: failed},
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
