"""Read a published text file as rows of cells, whatever its encoding and separator."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Sequence

from dashboard.records.issues import RecordsError

SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
DECLARED = re.compile(r"sep=([,;\t|])\r?\n", re.IGNORECASE)
"""A first line by which a spreadsheet is told the separator; it is no title."""
LOOK_AT = 200
"""Rows in which the separator is looked for."""
NO_WINDOWS = bytes([0x81, 0x8D, 0x8F, 0x90, 0x9D])
"""Bytes that mean nothing in Windows-1252."""
MAC_APOSTROPHE = re.compile(r"[a-z]\u00d5s\b")
"""What the apostrophe of an old Macintosh becomes when it is read as Windows-1252."""
UTF_16 = {codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


def rows_of(file: str, data: bytes) -> tuple[list[Sequence[str]], tuple[str, ...]]:
    """Read the rows of a text file, with a note on its encoding and its separator."""
    text, encoding = _decoded(file, data)
    declared = DECLARED.match(text)
    separator = declared[1] if declared else _separator(text)
    notes = [encoding] if encoding else []
    if separator != ",":
        notes.append(f"{file} parts its values by {SEPARATORS[separator]}.")
    rows = _rows(file, text, separator)
    return ([[], *rows[1:]] if declared else rows), tuple(notes)


def _decoded(file: str, data: bytes) -> tuple[str, str | None]:
    """Decode strictly as UTF-8, UTF-16 or Windows-1252, else as Mac Roman, and say so."""
    refused = RecordsError(
        f"{file} is neither a CSV nor a workbook. Open it in a spreadsheet and save it as ODS, "
        "XLSX or CSV (UTF-8)."
    )
    wide = _utf_16(data)
    narrow = ("utf-8-sig", "cp1252", *(["mac-roman"] if _may_be_mac(data) else []))
    for encoding in (wide,) if wide else narrow:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        if encoding == "cp1252" and MAC_APOSTROPHE.search(text):
            encoding, text = "mac-roman", data.decode("mac-roman")
        return text, _said(file, encoding)
    raise refused


def _may_be_mac(data: bytes) -> bool:
    """Say whether bytes that are not Windows-1252 are so few that they are letters of names."""
    strange = len(data) - len(data.translate(None, NO_WINDOWS))
    return 0 < strange * 1000 <= len(data)


def _utf_16(data: bytes) -> str | None:
    """Name the UTF-16 that bytes are in: by its mark, or because every other byte is nothing."""
    for mark, encoding in UTF_16.items():
        if data.startswith(mark):
            return encoding
    head = data[: 2 * LOOK_AT]
    half = len(head) // 2
    if half and head[1::2].count(0) > 0.9 * half:
        return "utf-16-le"
    return "utf-16-be" if half and head[::2].count(0) > 0.9 * half else None


def _said(file: str, encoding: str) -> str | None:
    names = {"cp1252": "Windows-1252", "mac-roman": "Mac Roman", "utf-8-sig": None}
    name = names.get(encoding, "UTF-16")
    return f"{file} is not in UTF-8: read as {name}." if name else None


def _separator(text: str) -> str:
    """Find the sign that parts most rows into the most values: a comma, if none does."""
    return max(SEPARATORS, key=lambda sign: _usual_width(text, sign))


def _usual_width(text: str, separator: str) -> int:
    """Count the values that most of the first rows have."""
    widths: Counter[int] = Counter()
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        for row, _ in zip(reader, range(LOOK_AT), strict=False):
            widths[len(row)] += bool(row)
    except csv.Error:
        return 0
    return max(widths, key=lambda width: (widths[width], width), default=0)


def _rows(file: str, text: str, separator: str) -> list[Sequence[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        return list(reader)
    except csv.Error:
        raise RecordsError(
            f"{file} cannot be read as a CSV beyond line {reader.line_num}: a quotation mark is "
            "not closed or stands in the wrong place. Download it again from Ofsted's release."
        ) from None
