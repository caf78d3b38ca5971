"""What has left the inspectorate: a line for each set of figures and each file, with its hash.

The log lies beside the snapshots, or where `VISITS_RELEASES` says. The illustrative records, which
lie nowhere, are logged in memory and to the program's own log.
"""

import fcntl
import json
import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from threading import RLock
from typing import Any

from dashboard.measures.disclosure.system import UnprovenError

LOG = "releases.jsonl"
FIGURES, FILE = "figures", "file"
BETWEEN = " | "
"""Stands between the parts of a cell's name."""

told = logging.getLogger(__name__)


@dataclass(frozen=True)
class Shown:
    """The sensitive figures of one snapshot that have been released: each cell's name and value."""

    snapshot: str
    threshold: int
    figures: Mapping[tuple[str, ...], int]


class Log:
    """The releases of one place. A line is added whole or an UnprovenError says that it is not."""

    def __init__(self, folder: Path | None) -> None:
        self.path = folder / LOG if folder else None
        self._kept: list[dict[str, Any]] = []
        self._lock = RLock()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Let nobody else release figures meanwhile, in this process or another."""
        with self._lock, self._opened() as file:
            if file is not None:
                fcntl.flock(file, fcntl.LOCK_EX)
            yield

    @contextmanager
    def _opened(self) -> Iterator[Any]:
        if self.path is None:
            yield None
            return
        try:
            file = self.path.with_suffix(".lock").open("a")
        except OSError as fault:
            raise UnprovenError(f"the log of releases cannot be written ({fault})") from fault
        with file:
            yield file

    def shown(self) -> list[Shown]:
        """Give the sensitive figures released so far, first to last."""
        return [
            Shown(
                line["snapshot"],
                line["threshold"],
                {tuple(name.split(BETWEEN)): n for name, n in line["shown"].items()},
            )
            for line in self._lines()
            if line["kind"] == FIGURES
        ]

    def _lines(self) -> list[dict[str, Any]]:
        if self.path is None:
            return self._kept
        try:
            written = self.path.read_text(encoding="utf-8") if self.path.exists() else ""
            return [json.loads(line) for line in written.splitlines()]
        except (OSError, ValueError) as fault:
            raise UnprovenError(f"the log of releases cannot be read ({fault})") from fault

    def add_figures(self, shown: Shown) -> None:
        """Say which sensitive figures are released from now on."""
        figures = {BETWEEN.join(name): n for name, n in sorted(shown.figures.items())}
        digest = sha256(json.dumps(figures).encode()).hexdigest()
        about = {"snapshot": shown.snapshot, "threshold": shown.threshold}
        self._add({"kind": FIGURES, **about, "sha256": digest, "shown": figures})

    def add_file(self, name: str, content: bytes, snapshot: str, mode: str) -> None:
        """Say that a file is released."""
        about = {"name": name, "mode": mode, "snapshot": snapshot, "bytes": len(content)}
        self._add({"kind": FILE, **about, "sha256": sha256(content).hexdigest()})

    def _add(self, line: dict[str, Any]) -> None:
        dated = {"at": datetime.now(UTC).isoformat(timespec="seconds"), **line}
        told.info("Released: %s %s", dated["kind"], dated["sha256"])
        if self.path is None:
            self._kept.append(dated)
            return
        try:
            with self._lock, self.path.open("a", encoding="utf-8") as file:
                file.write(f"{json.dumps(dated, ensure_ascii=False)}\n")
        except OSError as fault:
            raise UnprovenError(f"the log of releases cannot be written ({fault})") from fault


@cache
def log_of(folder: Path | None) -> Log:
    """Give the log of a folder: one for everybody who asks."""
    return Log(folder)
