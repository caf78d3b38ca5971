"""What makes a PDF readable without eyes, each as a check of a finished file."""

import io
import re
from itertools import pairwise

import pikepdf

from dashboard.files.workbook import LANGUAGE

HEADINGS = re.compile(r"H[1-6]")
SHOWS = {"Tj", "TJ", "'", '"', "Do", "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh"}
"""The operators that put something on a page."""


def faults(content):
    """List in words what a screen reader would miss."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return [*_of_document(pdf), *_of_tags(tags(pdf.Root)), *_of_pages(pdf), *_of_fonts(pdf)]


def tags(root):
    """Walk the tags in reading order: for each its name, itself and what is inside it."""
    return [*_walk(root.StructTreeRoot["/K"])]


def _walk(node):
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from _walk(child)
    elif isinstance(node, pikepdf.Dictionary):
        inside = [*_walk(node["/K"])] if "/K" in node else []
        if "/S" in node:
            yield str(node["/S"]).strip("/"), node, inside
        yield from inside


def _of_document(pdf):
    root = pdf.Root
    with pdf.open_metadata() as facts:
        if facts.get("pdfuaid:part") != "1":
            yield "does not say that it is PDF/UA"
        if not facts.get("dc:title"):
            yield "has no title"
    if not root.get("/MarkInfo", {}).get("/Marked"):
        yield "is not tagged"
    if str(root.get("/Lang", "")) != LANGUAGE:
        yield f"its language is {root.get('/Lang')}"
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"):
        yield "shows its file name, not its title"


def _of_tags(found):
    names = [name for name, *_ in found]
    levels = [int(name[1]) for name in names if HEADINGS.fullmatch(name)]
    if levels[:1] != [1] or levels.count(1) != 1:
        yield f"headings begin {levels[:3]}"
    if any(after - before > 1 for before, after in pairwise(levels)):
        yield f"a level of heading is left out: {levels}"
    for name, node, inside in found:
        if name == "Figure" and not str(node.get("/Alt", "")).strip():
            yield "a figure has no text"
        if name == "TH" and "/Scope" not in _attributes(node):
            yield "a heading of a table does not say what it heads"
        if name == "Table":
            yield from _of_table(inside)
        if name == "L" and not any(inner == "LI" for inner, *_ in inside):
            yield "a list has no items"


def _attributes(node):
    return {key for one in _listed(node.get("/A", [])) for key in one}


def _of_table(inside):
    rows = [
        [cell for cell, *_ in cells if cell in ("TH", "TD")]
        for name, _, cells in inside
        if name == "TR"
    ]
    if len({len(row) for row in rows}) != 1:
        yield "the rows of a table differ in length"
    if set(rows[0]) != {"TH"}:
        yield "a table has no row of headings"
    if any(row[:1] != ["TH"] for row in rows):
        yield "a row of a table has no heading"
    asked = [*["/Column"] * len(rows[0]), *["/Row"] * (len(rows) - 1)]
    said = [_scope(node) for name, node, _ in inside if name == "TH"]
    if said != asked:
        yield f"the headings of a table say that they head {said}"
    known = {str(node["/ID"]) for name, node, _ in inside if name == "TH" and "/ID" in node}
    for name, node, _ in inside:
        said = [one for held in _listed(node.get("/A", [])) for one in held.get("/Headers", [])]
        named = set(map(str, said))
        if name == "TD" and (len(named) < 2 or named - known):
            yield f"a cell does not name the headings of its column and row: {named}"


def _scope(node):
    held = node.get("/A", [])
    found = [one["/Scope"] for one in _listed(held) if "/Scope" in one]
    return str(found[-1]) if found else ""


def _listed(held):
    return [*held] if isinstance(held, pikepdf.Array | list) else [held]


def _of_pages(pdf):
    for number, page in enumerate(pdf.pages, 1):
        if str(page.get("/Tabs", "")) != "/S":
            yield f"page {number}: the order of the tab key is not that of the tags"
        depth = 0
        for operands, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            if name in ("BDC", "BMC"):
                depth += 1
            depth -= name == "EMC"
            if name in SHOWS and depth < 1:
                yield f"page {number}: something is neither tagged nor decoration: {operands}"


def _of_fonts(pdf):
    for page in pdf.pages:
        for font in page.Resources.get("/Font", {}).values():
            held = font.get("/DescendantFonts", [font])[0].get("/FontDescriptor", {})
            if not any(key in held for key in ("/FontFile", "/FontFile2", "/FontFile3")):
                yield f"the font {font.get('/BaseFont')} does not travel with it"
            if "/ToUnicode" not in font:
                yield f"the letters of {font.get('/BaseFont')} cannot be read out"
