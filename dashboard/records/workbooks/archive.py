"""Unpack a workbook's parts with care: their size is measured, not believed."""

import io
import re
import zipfile
from collections.abc import Callable

from dashboard.records.workbooks.limits import Limits

STEP = 1 << 20
ODS = b"application/vnd.oasis.opendocument.spreadsheet"
LOCKED = b"\xd0\xcf\x11\xe0"
RATIO_FROM = 20 * STEP
"""A part may shrink by any ratio until it unpacks to this much."""


class RefusedError(Exception):
    """A workbook that is not opened: the check it fails, and what is wrong with it."""

    def __init__(self, check: str, said: str) -> None:
        super().__init__(said)
        self.check, self.said = check, said


def unpack(data: bytes, limits: Limits) -> tuple[str, dict[str, bytes]]:
    """Give the kind of a workbook and the XML parts that its sheets are in."""
    if len(data) > limits.file_bytes:
        raise RefusedError("file-too-large", f"has {len(data):,} bytes")
    if data.startswith(LOCKED):
        raise RefusedError("file-kind", "has a password, or is of the old XLS kind")
    if not data.startswith(b"PK"):
        raise RefusedError("file-kind", "is not a workbook, whatever its name says")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _parts(archive, limits)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise RefusedError("file-unreadable", "is damaged and cannot be opened") from error
    except Exception as error:  # zlib and lzma have errors of their own
        if isinstance(error, RefusedError | MemoryError):
            raise
        raise RefusedError("file-unreadable", "is damaged and cannot be opened") from error


def _parts(archive: zipfile.ZipFile, limits: Limits) -> tuple[str, dict[str, bytes]]:
    names = archive.namelist()
    wanted: Callable[[str], object]
    if "mimetype" in names and archive.read("mimetype").strip().startswith(ODS):
        kind, wanted = "ods", "content.xml".__eq__
        if b"encryption-data" in _measured(archive, "META-INF/manifest.xml", limits, 0):
            raise RefusedError("file-kind", "has a password")
    elif "xl/workbook.xml" in names:
        kind, wanted = "xlsx", re.compile(r"xl/(worksheets/|workbook\.xml|_rels/)").match
    else:
        raise RefusedError("file-kind", "is neither an XLSX nor an ODS workbook")
    total, parts = 0, {}
    for name in names:
        content = _measured(archive, name, limits, total)
        total += len(content)
        if wanted(name):
            parts[name] = content
        if name.endswith(".xml") and b"<!DOCTYPE" in content:
            raise RefusedError("file-kind", "declares a document type, which no workbook does")
    return kind, parts


def _measured(archive: zipfile.ZipFile, name: str, limits: Limits, total: int) -> bytes:
    """Unpack one part step by step, until it is whole or too large."""
    if name not in archive.namelist():
        return b""
    packed = max(archive.getinfo(name).compress_size, 1)
    steps: list[bytes] = []
    size = 0
    with archive.open(name) as part:
        while step := part.read(STEP):
            steps.append(step)
            size += len(step)
            if total + size > limits.unpacked_bytes:
                raise RefusedError(
                    "file-too-large", f"unpacks to more than {limits.unpacked_bytes:,} bytes"
                )
            if size > RATIO_FROM and size > packed * limits.ratio:
                raise RefusedError("file-too-large", "unpacks to far more than it says it holds")
    return b"".join(steps)
