"""Put the server together: Streamlit with its own files, files on demand and steady memory.

Around Streamlit 1.67: what stands around its routes is middleware of its st.App.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import Route
from streamlit import config, delta_generator

from dashboard.access import start
from dashboard.access.reader import NoAccessError
from dashboard.access.scope import NO_LIMIT
from dashboard.chained_log import LogError
from dashboard.delivery import NoSuchFileError
from dashboard.settings import INTERNAL, Settings
from dashboard.snapshots import snapshot_folder
from dashboard.ui.records import kept
from dashboard.web import garbage, logs, metrics, theme, together, watching
from dashboard.web.bundle import SmallBundle
from dashboard.web.headers import SafeHeaders
from dashboard.web.hosts import AllowedHosts
from dashboard.web.identity import KnownReaders, no_access, not_logged
from dashboard.web.lanes import GoneError
from dashboard.web.pages import NoSuchPage, OwnPage
from dashboard.web.prefix import BackBelowPath, BelowPath
from dashboard.web.released import Released
from dashboard.web.routes import hung_up, not_there, routes
from dashboard.web.view_kept import ViewKept


def preload() -> None:
    """Do before the first reader comes what that reader would otherwise wait for."""
    settings = Settings()
    start.check(config.get_option("server.address") or "0.0.0.0", settings)
    root = settings.snapshots
    kept(root, None, snapshot_folder.choose(root, None)[0] if root else None, NO_LIMIT)


def _middleware(ours: list[Route]) -> list[Middleware]:
    """List what stands before the answers, the outermost first."""
    return [
        Middleware(metrics.Counted),
        Middleware(SafeHeaders),
        Middleware(AllowedHosts),
        Middleware(BelowPath),
        Middleware(KnownReaders),
        Middleware(Released),
        Middleware(ViewKept),
        Middleware(OwnPage),
        Middleware(SmallBundle),
        Middleware(NoSuchPage, ours=ours),
        Middleware(BackBelowPath, ours=ours),
    ]


def around(prepare: Callable[[], None]) -> dict[str, Any]:
    """Give what the server puts around a script: routes, faults, middleware, its start and end."""
    ours = routes()
    # Streamlit would look through all that is loaded, 0.07 s, to warn of a page without a server.
    delta_generator._use_warning_has_been_displayed = True
    together.install()
    theme.install()

    @asynccontextmanager
    async def lifespan(_: st.App) -> AsyncIterator[None]:
        settings = Settings()
        if settings.log_lines:
            logs.install()
        if settings.mode == INTERNAL:
            prepare()
        if settings.metrics_port:
            metrics.serve(settings.metrics_address, settings.metrics_port)
        garbage.begin_to_look()
        going_on = [asyncio.create_task(garbage.collect_garbage())]
        given = watching.asked()
        if given is not None:
            going_on.append(asyncio.create_task(watching.keep_watching(given)))
        yield
        for task in going_on:
            task.cancel()
        await asyncio.gather(*going_on, return_exceptions=True)

    return {
        "routes": ours,
        "middleware": _middleware(ours),
        "lifespan": lifespan,
        "exception_handlers": {
            NoSuchFileError: not_there,
            NoAccessError: no_access,
            GoneError: hung_up,
            LogError: not_logged,
        },
    }


def build(script: Path, prepare: Callable[[], None] = preload) -> st.App:
    """Build the server around a script; `prepare` runs before the first reader comes."""
    return st.App(script, **around(prepare))
