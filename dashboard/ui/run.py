"""One run of a page: what it says and offers, whether it is drawn or only read."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from dashboard.figures.downloads import Offer

FILES, TEXT = "files", "text"
"""Where files and texts are, as a page links to them: a page lies beside them, whatever lies above.
"""


@dataclass
class Run:
    """A page being laid out, the query of its address, and what it holds back, in words.

    `drawn` says that it goes to a reader's screen; otherwise only what it says (`pieces` of HTML)
    and what it offers are kept, for a file. `files` says that its reader may take files. A table's
    name in `offers` is part of its address.
    """

    path: str = ""
    query: str = ""
    drawn: bool = True
    files: bool = True
    offers: dict[str, Offer] = field(default_factory=dict)
    pieces: list[str] = field(default_factory=list)
    held: list[str] = field(default_factory=list)

    def file(self, name: str) -> str:
        """Give the address of a file of this page: it holds all that decides what is in it."""
        return f"{self._up}{FILES}/{self.path}/{name}{self._asked}"

    def text(self) -> str:
        """Give the address of this page as text."""
        return f"{self._up}{TEXT}/{self.path}{self._asked}"

    @property
    def _up(self) -> str:
        """Lead from a text, which lies a folder deeper than the pages, to where they lie."""
        return "" if self.drawn else "../"

    @property
    def _asked(self) -> str:
        return f"?{self.query}" if self.query else ""


_CURRENT: ContextVar[Run | None] = ContextVar("run", default=None)


def current() -> Run:
    """Give the run that is going on."""
    return _CURRENT.get() or Run()


@contextmanager
def running(run: Run) -> Iterator[Run]:
    """Let everything that is laid out in the block belong to a run."""
    before = _CURRENT.set(run)
    try:
        yield run
    finally:
        _CURRENT.reset(before)
