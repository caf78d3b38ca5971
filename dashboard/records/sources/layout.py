"""Where the records of a delimited file begin and end, worked out without reading its values.

A line end or a separator counts unless an odd number of quotation marks stands before it. This
is a second count, apart from the one that reading gives.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from dashboard.records.issues import rejected

CHUNK, CLOSE = 1 << 26, 1 << 18
QUOTE, NEWLINE = ord('"'), ord("\n")


@dataclass(frozen=True)
class Layout:
    """For each record, its first byte, the byte after its last, its length and its values."""

    starts: np.ndarray
    ends: np.ndarray
    lengths: np.ndarray
    fields: np.ndarray


def even_rows(data: bytes, separator: str) -> tuple[int, int] | None:
    """Count the lines of a plain file and its values; None where quotes are in it.

    Where every record has as many values as there are headings, these two numbers say so without
    looking at each record: one that has more is refused by whoever reads it, and without one no
    blank line and no record with fewer values can make up the number.
    """
    if b'"' in data:
        return None
    lines = count(data, np.equal, NEWLINE) + (not data.endswith(b"\n"))
    return lines, count(data, np.equal, ord(separator)) + lines


def count(data: bytes, compare: Callable[..., np.ndarray], code: int) -> int:
    """Count the bytes that compare with a code, in parts that a processor holds close."""
    whole = np.frombuffer(data, np.uint8)
    parts = (whole[first : first + CLOSE] for first in range(0, len(whole), CLOSE))
    return sum(int(np.count_nonzero(compare(part, code))) for part in parts)


def lay_out(label: str, data: bytes, separator: str) -> Layout:
    """Find the records of a file, refusing one in which a quotation mark stays open."""
    ends, before, total, odd = [], [], 0, 0
    quoted = b'"' in data
    whole = np.frombuffer(data, np.uint8)
    for start in range(0, len(data), CHUNK):
        part = whole[start : start + CHUNK]
        newlines, separators = part == NEWLINE, part == ord(separator)
        if quoted:
            inside = (np.cumsum(part == QUOTE, dtype=np.uint8) + odd) & 1
            odd = int(inside[-1])
            outside = inside == 0
            newlines, separators = newlines & outside, separators & outside
        here, signs = np.flatnonzero(newlines), np.flatnonzero(separators)
        ends.append(here + start + 1)
        before.append(np.searchsorted(signs, here) + total)
        total += len(signs)
    at = np.concatenate(ends) if ends else np.array([], np.int64)
    counts = np.concatenate(before) if before else np.array([], np.int64)
    if odd:
        raise rejected(
            "quote-open",
            f"{label} has a quotation mark that is not closed, in row {len(at) + 1} or above.",
            label,
            row=len(at) + 1,
        )
    if quoted:
        _refuse_misplaced(label, whole, at, ord(separator))
    if len(data) and (not len(at) or at[-1] < len(data)):
        at, counts = np.append(at, len(data)), np.append(counts, total)
    starts = np.concatenate([[0], at[:-1]]).astype(np.int64) if len(at) else at
    last = np.where(whole[at - 1] == NEWLINE, 1, 0) if len(at) else at
    return Layout(starts, at, at - starts - last, np.diff(counts, prepend=0) + 1)


def _refuse_misplaced(label: str, data: np.ndarray, ends: np.ndarray, separator: int) -> None:
    """Refuse a quotation mark within a value that does not begin with one."""
    marks = np.flatnonzero(data == QUOTE)
    opening, closing = marks[::2], marks[1::2]
    edges = (separator, NEWLINE, QUOTE)
    before = np.isin(data[np.maximum(opening - 1, 0)], edges) | (opening == 0)
    last = len(data) - 1
    after = np.isin(data[np.minimum(closing + 1, last)], edges) | (closing == last)
    wrong = np.concatenate([opening[~before], closing[~after]])
    if len(wrong):
        row = int(np.searchsorted(ends, wrong.min(), side="right")) + 1
        said = f"{label} has a quotation mark in the wrong place in row {row}."
        raise rejected("quote-open", said, label, row=row)
