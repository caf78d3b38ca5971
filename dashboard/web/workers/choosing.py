"""Which process answers a reader: the one that did before, or the one with the fewest readers."""

import re
import time
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

COOKIE = "visits_worker"
NAMED = re.compile(rf"(?:^|;)\s*{COOKIE}=(\d{{1,3}})\s*(?:;|$)".encode())
ON_THEIR_WAY = 5.0
"""Seconds within which a reader who was sent to a process opens a websocket there."""


class NobodyError(Exception):
    """No process can answer just now."""


@dataclass
class Worker:
    """A process that answers: its number, its socket, whether it can, and how many readers it has.

    `readers` are the websockets that go to it; `sent` says when others were sent to it.
    """

    number: int
    socket: Path
    is_ready: bool = False
    readers: int = 0
    sent: deque[float] = field(default_factory=deque)

    def expected(self) -> int:
        """Count its readers and those who are on their way, as when many open a page at once."""
        while self.sent and self.sent[0] < time.monotonic() - ON_THEIR_WAY:
            self.sent.popleft()
        return self.readers + len(self.sent)


def named(cookies: bytes) -> int | None:
    """Give the number of the process that a reader's cookies name; None where they name none."""
    found = NAMED.search(cookies)
    return int(found[1]) if found else None


def in_turn(workers: Sequence[Worker], cookies: bytes) -> Iterator[Worker]:
    """Give the processes that can answer a reader, the one to ask first: each is asked once."""
    before, tried = named(cookies), set[int]()
    while left := [one for one in workers if one.is_ready and one.number not in tried]:
        same = [one for one in left if one.number == before]
        chosen = same[0] if same else min(left, key=Worker.expected)
        tried.add(chosen.number)
        yield chosen
