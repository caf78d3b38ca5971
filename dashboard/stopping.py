"""Stop work that nobody waits for any more: whoever works looks now and then whether to go on."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from threading import Event

_STOPPED: ContextVar[Event | None] = ContextVar("stopped", default=None)


class StoppedError(Exception):
    """Nobody waits for this any more."""


@contextmanager
def until(stopped: Event) -> Iterator[None]:
    """Let the work in the block end early once an event is set."""
    before = _STOPPED.set(stopped)
    try:
        yield
    finally:
        _STOPPED.reset(before)


def go_on() -> None:
    """Go on working, or raise StoppedError where nobody waits for the result."""
    stopped = _STOPPED.get()
    if stopped is not None and stopped.is_set():
        raise StoppedError
