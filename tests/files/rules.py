"""The Analysis Function's rules for spreadsheets, each as a check of a finished workbook."""

import re
from collections import Counter

from dashboard.files.sheets import CONTENTS, COVER, NOTES, SHORTHAND
from dashboard.files.workbook import LANGUAGE
from tests.files.reading import read

FIRST = [COVER, CONTENTS, NOTES]
NEEDED = {
    "Source:": "where the figures are from",
    "Figures as at": "their day",
    "Next update": "when they change",
    "Status:": "what kind of figures they are",
    "Shown:": "the filters",
    "Method:": "where the method is",
    "Disclosure mode:": "who may see them",
    "Data version:": "the snapshot",
    "SHA-256 of the figures:": "the hash",
}
NUMBER = re.compile(r"-?[\d,]+(\.\d+)?%?")
MARKED = re.compile(r"\[(\w{1,3})\]")


def faults(content, kind):
    """List in words every rule that a finished workbook breaks."""
    return broken(read(content, kind))


def broken(book):
    """List in words every rule that a workbook breaks which has been read."""
    found = [*_of_book(book), *_of_cover(book.sheets[0])]
    for sheet in book.sheets:
        found += [f"{sheet.name}: {fault}" for fault in _of_any(sheet)]
    for sheet in book.sheets[1:]:
        found += [f"{sheet.name}: {fault}" for fault in _of_table(sheet)]
    return found + _of_notes(book)


def _of_book(book):
    names = [sheet.name for sheet in book.sheets]
    tables = [table[0] for sheet in book.sheets for table in sheet.tables]
    yield from (f"has {part}" for part in book.forbidden)
    if not book.title:
        yield "no document title"
    if book.language != LANGUAGE:
        yield f"language is {book.language}"
    if names[:3] != FIRST:
        yield f"opens with the sheets {names[:3]}"
    if book.opens_at != (COVER, "A1"):
        yield f"the cursor is at {book.opens_at}"
    yield from (
        f"two tables are named {t}" for t, n in Counter(map(str.lower, tables)).items() if n > 1
    )
    yield from (f"table name {t}" for t in tables if not re.fullmatch(r"[a-z][a-z0-9_]{4,}", t))
    yield from (f"sheet name {n}" for n in names if not re.fullmatch(r"[A-Za-z]\w{1,30}", n))
    contents = book.sheets[1]
    listed = {row[0] for row in contents.rows[3:]}
    if listed != set(names[3:]):
        yield f"contents list {listed}, not {set(names[3:])}"
    linked = {re.sub(r"[#'!]|\.?A1$", "", link) for link in contents.links}
    if linked != set(names[3:]):
        yield f"contents link to {linked}"


def _of_cover(cover):
    lines = [row[0] for row in cover.rows]
    yield from (
        f"cover does not say {what}"
        for start, what in NEEDED.items()
        if not any(line.startswith(start) for line in lines)
    )
    if any(len(row) > 1 for row in cover.rows):
        yield "cover has more than column A"
    if "Contact" not in lines or lines[-1] == "Contact":
        yield "cover has no contact"
    if not any(re.search(r"\b[0-9a-f]{64}\b", line) for line in lines):
        yield "cover has no SHA-256"


def _of_any(sheet):
    yield from sheet.forbidden
    for number, (row, looks) in enumerate(zip(sheet.rows, sheet.looks, strict=True), 1):
        if all(value in (None, "") for value in row):
            yield f"row {number} is blank"
        for value, look in zip(row, looks, strict=True):
            if value in (None, ""):
                continue
            yield from (f"row {number}: {fault}" for fault in _of_cell(value, look))
    title = sheet.looks[0][0]
    if not title.bold or title.size < 14 or title.style != "Heading 1":
        yield "the title is not a heading"


def _of_cell(value, look):
    if look.size < 12 or look.font not in ("Arial",):
        yield f"{look.font} of {look.size} points"
    if look.italic or look.filled or look.coloured:
        yield f"italic, filled or coloured: {value}"
    if isinstance(value, str) and re.search(r"\bNA\b|\bN/A\b", value):
        yield f"says NA: {value}"
    if (
        isinstance(value, str)
        and MARKED.search(value)
        and NUMBER.fullmatch(MARKED.sub("", value).strip())
    ):
        yield f"a mark and a number in one cell: {value}"


def _of_table(sheet):
    if len(sheet.tables) != 1:
        yield f"{len(sheet.tables)} tables"
        return
    _, top, bottom, left, right, buttons = sheet.tables[0]
    heads = [str(value) for value in sheet.rows[top - 1]]
    body = sheet.rows[top:bottom]
    if buttons:
        yield "filter buttons are on"
    if left != 1 or bottom != len(sheet.rows):
        yield f"the table is at column {left} and ends at {bottom} of {len(sheet.rows)}"
    if len(set(map(str.lower, heads))) != len(heads) or any(not h.strip() for h in heads):
        yield f"headings are blank or alike: {heads}"
    if any(len(row) != right or None in row or "" in row for row in body):
        yield "a cell of the table is blank"
    if not all(look.bold and look.wrapped for look in sheet.looks[top - 1]):
        yield "headings are not bold and wrapped"
    if "one table" not in sheet.rows[1][0]:
        yield "does not say how many tables"
    if any(
        len([value for value in row if value is not None]) != 1 for row in sheet.rows[: top - 1]
    ):
        yield "something above the table is not in column A"
    above = " ".join(str(row[0]) for row in sheet.rows[: top - 1])
    used = {
        m for row in body for v in row if isinstance(v, str) for m in SHORTHAND if v.startswith(m)
    }
    yield from (f"{mark} is not explained" for mark in used if f"{mark} means" not in above)
    if sheet.name not in FIRST:
        yield from (f"does not say {part}" for part in ("Source: ", "Shown: ") if part not in above)
        if "[note 1]" not in above or "blank" not in above:
            yield "does not say where notes are or what a blank is"
        yield from _of_numbers(sheet, top, bottom)


def _of_numbers(sheet, top, bottom):
    for row, looks in zip(sheet.rows[top:bottom], sheet.looks[top:bottom], strict=True):
        for value, look in zip(row, looks, strict=True):
            if isinstance(value, int | float) and not look.right:
                yield f"{value} is not to the right"
            if isinstance(value, str) and NUMBER.fullmatch(value):
                yield f"{value} is a number kept as text"


def _of_notes(book):
    notes = {row[0] for row in book.sheets[2].rows[3:]}
    asked = {
        int(number)
        for sheet in book.sheets[3:]
        for number in re.findall(r"\[note (\d+)\]", sheet.rows[0][0])
    }
    return [] if notes == asked else [f"notes {notes} are not those referred to {asked}"]
