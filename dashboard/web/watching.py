"""Keep the watcher of the records going for as long as the server serves."""

import asyncio
import json
import logging
import os
import sys
from contextlib import suppress

told = logging.getLogger(__name__)
VARIABLE = "VISITS_WATCH"
"""Holds what the watcher is given, as a list in JSON, from `serve` to the server."""
PAUSE, LONGEST_PAUSE = 1.0, 60.0
"""Seconds before a watcher that ended is started again: more each time that it ends at once."""
LASTED = 60.0


def asked() -> list[str] | None:
    """Give what the watcher is to be given, or None where none was asked for."""
    said = os.environ.get(VARIABLE)
    return [str(part) for part in json.loads(said)] if said else None


async def keep_watching(given: list[str]) -> None:
    """Run a watcher, and another whenever it ends, until this is cancelled.

    The watcher ends when its input is closed: with this process, however that ends.
    """
    command = [sys.executable, "-m", "dashboard.cli", "watch", *given, "--until-closed"]
    environment = {name: value for name, value in os.environ.items() if name != VARIABLE}
    pause, loop = PAUSE, asyncio.get_running_loop()
    while True:
        began = loop.time()
        watcher = await asyncio.create_subprocess_exec(
            *command, stdin=asyncio.subprocess.PIPE, env=environment
        )
        try:
            code = await watcher.wait()
        except asyncio.CancelledError:
            with suppress(ProcessLookupError):
                watcher.terminate()
            raise
        told.error("The watcher of the records ended (%s). It is started again.", code)
        pause = PAUSE if loop.time() - began > LASTED else min(pause * 2, LONGEST_PAUSE)
        await asyncio.sleep(pause)
