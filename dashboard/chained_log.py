"""A log that is only ever added to: each line holds the hash of the one before it.

The hash is keyed, so that who has the file and not the key cannot write a chain anew. Beside the
log stands its end (how many lines, and the last hash), by which lines cut off are missed.
"""

import fcntl
import hashlib
import hmac
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

OWNER_ONLY = 0o600
FIRST = "0" * 64
END = ".end"
TAIL = 1 << 16
"""So many bytes are read to find the last line: no line may be longer."""


class LogError(RuntimeError):
    """A log that cannot be added to: one sentence that says why."""


@dataclass(frozen=True)
class Fault:
    """A line that is not as it was written: its place in the file, from 1, and what is wrong."""

    line: int
    what: str


def append(path: Path, key: bytes, facts: Mapping[str, Any], force: bool = False) -> None:
    """Add a line with facts; `force` waits until it is on the disk."""
    try:
        with _opened(path) as log:
            fcntl.flock(log, fcntl.LOCK_EX)
            before, torn = _last(log)
            number = int(before.get("n", 0)) + 1
            line = _line(key, {"n": number, "before": before.get("hash", FIRST), **facts})
            if len(line) > TAIL // 2:
                raise LogError(f"A line of {path.name} would be too long.")
            log.write(b"\n" * torn + line)
            log.flush()
            if force:
                os.fsync(log.fileno())
            _write_end(path, key, json.loads(line))
    except OSError as fault:
        raise LogError(f"{path.name} cannot be added to: {fault.strerror}.") from fault


def faults(path: Path, key: bytes) -> Iterator[Fault]:
    """Find every line that was changed, taken out, put in or moved, and an end that was cut off."""
    before, number, count = FIRST, 0, 0
    with path.open("rb") as log:
        for count, line in enumerate(log, 1):
            said = _read(line)
            if said is None or not _is_as_written(key, said, line):
                yield Fault(count, "was changed")
                if said is not None:  # else it was torn: what follows takes no notice of it
                    number, before = number + 1, str(said["hash"])
                continue
            if (said["n"], said.get("before")) != (number + 1, before):
                yield Fault(count, _misplaced(int(said["n"]), number + 1))
            number, before = int(said["n"]), said["hash"]
    beside = path.with_name(path.name + END)
    if number <= 1 and not beside.exists():  # a crash may leave a first line and no end
        return
    end = _read(beside.read_bytes()) if beside.exists() else None
    if end is None or not end.keys() >= {"n", "hash", "mark"}:
        yield Fault(count, "is followed by an end that was changed")
    else:
        yield from _end_faults(end, key, count, number, before)


def lines(path: Path, key: bytes) -> Iterator[dict[str, Any]]:
    """Give the facts of the lines that were written with the key, whatever lies between them."""
    for line in path.read_bytes().splitlines(keepends=True) if path.exists() else ():
        said = _read(line)
        if said is not None and _is_as_written(key, said, line):
            yield {name: said[name] for name in said.keys() - {"n", "before", "hash"}}


def is_written_with(path: Path, key: bytes) -> bool:
    """Say whether any line was written with the key; a log without a whole line may have been."""
    is_empty = True
    with path.open("rb") as log:
        for line in log:
            said = _read(line)
            if said is not None and _is_as_written(key, said, line):
                return True
            is_empty = is_empty and said is None
    return is_empty


def _misplaced(found: int, expected: int) -> str:
    if found > expected:
        return f"comes after {found - expected} that are missing or moved"
    return "was moved, put in or comes after one that was changed"


def _end_faults(
    end: Mapping[str, Any], key: bytes, count: int, number: int, before: str
) -> Iterator[Fault]:
    """Compare the end of the log with what stands beside it; a crash may leave one line more."""
    signed = _mark(key, end.get("n"), end.get("hash"))
    if not hmac.compare_digest(str(end.get("mark")), signed):
        yield Fault(count, "is followed by an end that was changed")
    elif int(end["n"]) > number:
        yield Fault(count, f"is followed by {int(end['n']) - number} that are missing")
    elif int(end["n"]) == number and end["hash"] != before:
        yield Fault(count, "is not the line that was last written")


def _opened(path: Path) -> BinaryIO:
    handle = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW, OWNER_ONLY)
    return os.fdopen(handle, "r+b")


def _last(log: BinaryIO) -> tuple[dict[str, Any], bool]:
    """Read the last whole line, and whether what follows it was torn by a crash."""
    size = log.seek(0, os.SEEK_END)
    log.seek(max(size - TAIL, 0))
    *lines, rest = log.read().split(b"\n")
    found = next((said for line in reversed(lines) if (said := _read(line))), {})
    return found, bool(rest)


def _read(line: bytes) -> dict[str, Any] | None:
    try:
        said = json.loads(line)
    except (ValueError, RecursionError):
        return None
    whole = isinstance(said, dict) and isinstance(said.get("n"), int) and "hash" in said
    return said if whole else None


def _is_as_written(key: bytes, said: Mapping[str, Any], line: bytes) -> bool:
    try:
        return hmac.compare_digest(_line(key, _unhashed(said)), line)
    except RecursionError:  # nothing that we write is nested as deeply
        return False


def _unhashed(said: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in said.items() if name != "hash"}


def _line(key: bytes, facts: Mapping[str, Any]) -> bytes:
    """Write a line that ends with its own hash; it is always written in the one way."""
    content = json.dumps(facts, ensure_ascii=True, sort_keys=True)
    mark = hmac.new(key, content.encode(), hashlib.sha256).hexdigest()
    return json.dumps({**json.loads(content), "hash": mark}, ensure_ascii=True).encode() + b"\n"


def _mark(key: bytes, number: Any, last: Any) -> str:
    return hmac.new(key, f"end {number} {last}".encode(), hashlib.sha256).hexdigest()


def _write_end(path: Path, key: bytes, line: Mapping[str, Any]) -> None:
    end = {"n": line["n"], "hash": line["hash"], "mark": _mark(key, line["n"], line["hash"])}
    waiting = path.with_name(f"{path.name}.{os.getpid()}")
    handle = os.open(waiting, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, OWNER_ONLY)
    with os.fdopen(handle, "wb") as file:
        file.write(json.dumps(end).encode())
    waiting.replace(path.with_name(path.name + END))
