"""Start the processes that answer, start again what ends or hangs, and end them with this one."""

import asyncio
import logging
import os
import secrets
import shutil
import sys
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from dashboard.web import watching
from dashboard.web.workers.choosing import Worker

told = logging.getLogger(__name__)
COOKIE_SECRET = "STREAMLIT_SERVER_COOKIE_SECRET"
OF_ONE = (watching.VARIABLE, "VISITS_METRICS_PORT")
"""What one process does for all of them: it watches the records, and it tells the numbers."""
LOOK, END_WITHIN = 0.05, 8.0
"""Seconds between looks whether a process answers yet, and within which it must end."""
ASK_EVERY, ANSWER_WITHIN, MISSES = 5.0, 5.0, 3
"""Seconds between questions to a process that answers readers, and within which it must answer;
after so many misses in a row it hangs. The loop of one that is busy answers in milliseconds."""
QUESTION = b"GET / HTTP/1.1\r\nHost: worker\r\nConnection: close\r\n\r\n"
"""Whatever is answered to it, a loop that answers is alive."""


class NotStartedError(RuntimeError):
    """A process ended before it could answer; why is in the log."""


class Processes:
    """The processes that answer for an address and a port, each at a socket of its own."""

    def __init__(self, count: int, address: str, port: int) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="visits-"))  # that only this user may open
        self.workers = [Worker(n, self.folder / f"{n}") for n in range(count)]
        self.command = (sys.executable, "-m", "dashboard.worker", address, str(port))
        self.environment = environment(os.environ)
        self.keeping: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        """Start all and wait until each answers; raises NotStartedError where one does not."""
        first = [asyncio.Event() for _ in self.workers]
        pairs = zip(self.workers, first, strict=True)
        self.keeping = [asyncio.create_task(self._keep(*each)) for each in pairs]
        for task, ready in zip(self.keeping, first, strict=True):
            waiting = asyncio.create_task(ready.wait())
            await asyncio.wait({task, waiting}, return_when=asyncio.FIRST_COMPLETED)
            waiting.cancel()
            if task.done():
                await self.end()
                raise NotStartedError("A process that is to answer ended before it could.")

    async def end(self) -> None:
        """End all, and take away their sockets."""
        for task in self.keeping:
            task.cancel()
        await asyncio.gather(*self.keeping, return_exceptions=True)
        shutil.rmtree(self.folder, ignore_errors=True)

    async def _keep(self, worker: Worker, first: asyncio.Event) -> None:
        """Run a process, and another whenever it ends; not one that never answered."""
        pause, loop = watching.PAUSE, asyncio.get_running_loop()
        while True:
            began = loop.time()
            process = await asyncio.create_subprocess_exec(
                *self.command,
                str(worker.socket),
                stdin=asyncio.subprocess.PIPE,
                env=self.environment,
                start_new_session=True,  # whoever presses Ctrl-C ends the one in front
            )
            try:
                await self._run(worker, process, first)
            finally:
                worker.is_ready = False
                await _ended(process)
            if not first.is_set():
                return
            lasted = loop.time() - began > watching.LASTED
            pause = watching.PAUSE if lasted else min(pause * 2, watching.LONGEST_PAUSE)
            told.error("Process %s ended. It is started again.", worker.number)
            await asyncio.sleep(pause)

    async def _run(
        self, worker: Worker, process: asyncio.subprocess.Process, first: asyncio.Event
    ) -> None:
        """Wait until a process answers, and then until it ends; one that hangs is killed."""
        ending = asyncio.create_task(process.wait())
        try:
            while not ending.done() and not await _answers(worker.socket):
                await asyncio.wait({ending}, timeout=LOOK)
            if not ending.done():
                worker.is_ready = True
                first.set()
                await _hangs(worker, ending)
                worker.is_ready = False  # its readers go elsewhere when their lines break
            if not ending.done():
                told.error("Process %s does not answer. It is killed.", worker.number)
                process.kill()
            await ending
        finally:
            ending.cancel()


def environment(own: Mapping[str, str]) -> dict[str, str]:
    """Give what each process is told: cookies are signed alike by all of them."""
    passed = {name: value for name, value in own.items() if name not in OF_ONE}
    return {COOKIE_SECRET: secrets.token_urlsafe(48)} | passed


async def _hangs(worker: Worker, ending: "asyncio.Task[int]") -> None:
    """Ask a process again and again, until it misses too often or ends."""
    missed = 0
    while missed < MISSES and not ending.done():
        await asyncio.wait({ending}, timeout=ASK_EVERY)
        missed = 0 if await _answers(worker.socket) else missed + 1


async def _answers(socket: Path) -> bool:
    """Ask a process anything, and say whether an answer begins in time."""
    try:
        async with asyncio.timeout(ANSWER_WITHIN):
            reader, writer = await asyncio.open_unix_connection(str(socket))
            try:
                writer.write(QUESTION)
                return bool(await reader.read(1))
            finally:
                writer.close()
    except OSError:  # of which a TimeoutError is one
        return False


async def _ended(process: asyncio.subprocess.Process) -> None:
    """End a process, whatever it does."""
    with suppress(ProcessLookupError):
        process.terminate()
    try:
        await asyncio.wait_for(process.wait(), END_WITHIN)
    except TimeoutError:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()
