"""Bring the bytes of a delimited file to plain UTF-8 with one kind of line end, saying so."""

import re

import numpy as np

from dashboard.records.issues import Issue, rejected
from dashboard.records.sources.layout import count
from dashboard.records.sources.mapping import Mapping

UTF_8, UTF_16 = b"\xef\xbb\xbf", (b"\xff\xfe", b"\xfe\xff")
CONTROL = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
HEAD, BLANK = 1 << 12, b"\r\n\t \xef\xbb\xbf"


def decoded(label: str, data: bytes, mapping: Mapping) -> tuple[bytes, tuple[Issue, ...]]:
    """Give a file as UTF-8 with plain line ends, and what had to be changed for that."""
    if not data[:HEAD].strip(BLANK) and not data.strip(BLANK):
        raise rejected("file-empty", f"{label} is empty.", label)
    text, mended = _as_utf_8(label, data, mapping)
    found = CONTROL.search(text) if _has_signs(text) else None
    if found:
        row = text.count(b"\n", 0, found.start()) + 1
        raise rejected(
            "control-character",
            f"{label} holds a control character (byte {found[0][0]:#04x}) in line {row}.",
            label,
            row=row,
        )
    lines, changed = _line_ends(label, text)
    return lines, (*mended, *changed)


def _has_signs(text: bytes) -> bool:
    """Say whether there is any sign below a space but for tabs and line ends."""
    ends = count(text, np.equal, ord("\n"))
    ends += sum(text.count(code) for code in (b"\t", b"\r") if code in text)
    return count(text, np.less, ord(" ")) > ends


def _as_utf_8(label: str, data: bytes, mapping: Mapping) -> tuple[bytes, list[Issue]]:
    if data.startswith(UTF_16):
        return _from(label, data, "utf-16", "it begins with the mark of UTF-16")
    if data.startswith(UTF_8):
        _refuse_bytes(label, data)
        said = "It begins with a byte order mark, which is not part of the first heading."
        return data[len(UTF_8) :], [Issue("encoding-changed", said, label)]
    if mapping.encoding and mapping.encoding.lower().replace("-", "") != "utf8":
        return _from(label, data, mapping.encoding, "mapping.toml declares it")
    _refuse_bytes(label, data)
    return data, []


def _from(label: str, data: bytes, encoding: str, why: str) -> tuple[bytes, list[Issue]]:
    try:
        text = data.decode(encoding)
    except (UnicodeDecodeError, LookupError) as error:
        said = f"{label} is not in {encoding}: {getattr(error, 'reason', error)}."
        raise rejected("encoding-unknown", said, label) from None
    return text.encode(), [Issue("encoding-changed", f"Read as {encoding}: {why}.", label)]


def _refuse_bytes(label: str, data: bytes) -> None:
    """Reject bytes that are not UTF-8, naming the first and its line."""
    if data.isascii():
        return
    try:
        data.decode()
    except UnicodeDecodeError as error:
        row = data.count(b"\n", 0, error.start) + 1
        raise rejected(
            "encoding-unknown",
            f"{label} is not in UTF-8: byte {data[error.start]:#04x} in line {row}.",
            label,
            row=row,
        ) from None


def _line_ends(label: str, data: bytes) -> tuple[bytes, list[Issue]]:
    """Write every line end as a plain one; a lone CR among others is refused."""
    if b"\r" not in data:
        return data, []
    plain = data.replace(b"\r\n", b"\n")
    if b"\r" not in plain:
        return plain, []
    if b"\n" not in plain:
        said = "Its line ends are of an old kind (CR); they are read as line ends."
        return plain.replace(b"\r", b"\n"), [Issue("line-ends", said, label)]
    parts = plain.split(b'"')
    for number, outside in enumerate(parts[::2]):
        if b"\r" in outside:
            row = b'"'.join(parts[: 2 * number]).count(b"\n") + 1
            row += outside.count(b"\n", 0, outside.index(b"\r"))
            said = f"{label} has a line end of an old kind (CR) within line {row}."
            raise rejected("line-ends-stray", said, label, row=row)
    count = plain.count(b"\r")
    said = f"A line end of an old kind (CR) within a value is read as a space: {count}."
    return plain.replace(b"\r", b" "), [Issue("line-ends", said, label, count=count)]
