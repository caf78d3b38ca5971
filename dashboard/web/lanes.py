"""Lanes for what is written on demand: quick answers never wait behind slow ones.

Who asks for what somebody else is being given already is given the same; what nobody waits for any
more is not begun, and stopped where it was begun.
"""

import asyncio
from collections.abc import Callable, Coroutine, Hashable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Event
from typing import Any, TypeVar

from starlette.requests import Request

from dashboard.stopping import go_on, until

Made = TypeVar("Made")


class GoneError(Exception):
    """Who asked has hung up."""


@dataclass
class _Job:
    """What is being written, for how many, and the sign to stop."""

    made: "asyncio.Future[Any]"
    stopped: Event
    waiting: int = 0


@dataclass
class Lane:
    """A lane in which so many things are written at a time; the rest wait in their order."""

    name: str
    width: int
    _jobs: dict[Hashable, _Job] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._pool = ThreadPoolExecutor(self.width, thread_name_prefix=self.name)

    async def give(self, key: Hashable, write: Callable[[], Made]) -> Made:
        """Write something, once for all who ask for it; `key` holds all that decides it."""
        job = self._jobs.get(key) or self._begin(key, write)
        job.waiting += 1
        try:
            made: Made = await asyncio.shield(job.made)
            return made
        finally:
            job.waiting -= 1
            if not job.waiting:
                job.stopped.set()
                job.made.cancel()
                if self._jobs.get(key) is job:
                    del self._jobs[key]

    def _begin(self, key: Hashable, write: Callable[[], Any]) -> _Job:
        stopped = Event()

        def work() -> Any:
            with until(stopped):
                go_on()
                return write()

        made = asyncio.wrap_future(self._pool.submit(work))
        made.add_done_callback(lambda done: done.cancelled() or done.exception())  # may be unheard
        job = self._jobs[key] = _Job(made, stopped)
        return job


async def while_there(request: Request, work: Coroutine[Any, Any, Made]) -> Made:
    """Do something for as long as who asked is there; raises GoneError when that one hangs up."""
    doing = asyncio.ensure_future(work)
    leaving = asyncio.ensure_future(_hung_up(request))
    try:
        await asyncio.wait({doing, leaving}, return_when=asyncio.FIRST_COMPLETED)
        if doing.done():
            return doing.result()
        raise GoneError
    finally:
        doing.cancel()
        leaving.cancel()


async def _hung_up(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
