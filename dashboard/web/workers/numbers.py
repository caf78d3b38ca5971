"""The numbers of all processes as those of one server."""

from collections import Counter
from collections.abc import Iterable, Sequence

import httpcore2

from dashboard.web.workers.behind import NUMBERS
from dashboard.web.workers.choosing import Worker

LEAST = "visits_ready"
"""What is so of all where it is so of each; any other number is added up."""
SECONDS = {"connect": 2.0, "read": 2.0, "write": 2.0, "pool": 2.0}


def together(workers: Sequence[Worker]) -> str:
    """Ask every process that answers for its numbers, and write their sums."""
    told = [said for worker in workers if worker.is_ready for said in _asked(worker)]
    return "\n".join([*added(told), f"visits_workers_answering {len(told)}", ""])


def added(told: Iterable[str]) -> list[str]:
    """Add up the numbers of several processes, each in the text form that Prometheus reads."""
    sums: Counter[str] = Counter()
    ready = []
    for said in told:
        for line in said.splitlines():
            name, _, value = line.rpartition(" ")
            ready += [float(value)] * (name == LEAST)
            sums[name] += float(value)  # type: ignore[assignment]
    sums[LEAST] = int(min(ready, default=0))
    return [f"{name} {round(value, 3):.15g}" for name, value in sums.items()]


def _asked(worker: Worker) -> list[str]:
    with httpcore2.ConnectionPool(uds=str(worker.socket)) as pool:
        try:
            there = f"http://worker{NUMBERS}"
            answer = pool.request("GET", there, extensions={"timeout": SECONDS})
        except (httpcore2.NetworkError, httpcore2.ProtocolError, httpcore2.TimeoutException):
            return []
    return [answer.content.decode()]
