"""A briefing as a Word document: headings, real tables, and pictures with their text."""

import io
import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import docx
from docx.enum.section import WD_SECTION
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from dashboard.files.briefing import ASK, Briefing, Picture
from dashboard.files.png import to_png
from dashboard.files.workbook import LANGUAGE
from dashboard.files.zipped import EPOCH, pack, unpack

FONT, GENERATOR = "Arial", "visits-dashboard"
ABOVE = {"Heading 1": 0, "Heading 2": 7}
SIZES = {"Normal": 9, "Heading 1": 16, "Heading 2": 10, "Footer": 8}
TABLE, SHORT = Pt(8), 8
"""The type of a table, and the most rows of one that stays on one page."""
PAGE, MARGIN, EDGE = (Mm(210), Mm(297)), Mm(14), Mm(7)
LOOSE = 3
"""Points above and below the rows of a table that is loose by one, as in the PDF."""
WIDTH, PICTURE = 182, Mm(82)
"""Between the margins, in millimetres; and a picture, of which two stand side by side."""
DOTS = 1000
"""Pixels across a picture: 310 to the inch on paper. To draw 1,600 took twice as long."""
FIGURES = ("Figure", "Value", "Out of")
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""What no document of this kind can hold."""


def to_docx(briefing: Briefing) -> bytes:
    """Write a briefing for Word: A4, in English, with a title; the same bytes each time."""
    made = docx.Document()
    _settle(made, briefing)
    made.add_heading(_said(briefing.title), 1)
    made.add_paragraph(_said(" | ".join(briefing.standing)))
    _bullets(made, briefing.sentences)
    if briefing.ask:
        made.add_heading(ASK, 2)
        _bullets(made, briefing.ask)
    _table(made, FIGURES, briefing.figures)
    _side_by_side(made, briefing.pictures)
    for listing in briefing.listings:
        made.add_heading(_said(listing.headline), 2)
        made.add_paragraph(_said(listing.title)).paragraph_format.keep_with_next = True
        _table(made, listing.headings, listing.rows, briefing.loose)
    made.add_heading("Read this with care", 2)
    _bullets(made, briefing.caveats)
    made.add_heading("What is shown", 2)
    made.add_paragraph(_said(f"{briefing.filters}."))
    saved = io.BytesIO()
    made.save(saved)
    return pack(unpack(saved.getvalue()))


def _settle(made: Any, briefing: Briefing) -> None:
    """Say what the document is, and set its page and its type."""
    facts = made.core_properties
    facts.title, facts.language, facts.author = _said(briefing.title), LANGUAGE, GENERATOR
    facts.comments, facts.created, facts.modified = "", datetime(*EPOCH), datetime(*EPOCH)
    page = made.sections[0]
    page.page_width, page.page_height = PAGE
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = MARGIN
    page.header_distance = page.footer_distance = EDGE
    page.footer.paragraphs[0].text = _said(briefing.foot)
    for language in made.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)
    for name, size in SIZES.items():
        style = made.styles[name]
        style.font.name, style.font.size = FONT, Pt(size)
        style.font.color.rgb = RGBColor(0, 0, 0)
        fonts = style.element.rPr.rFonts
        for kind in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(kind), None)
        style.paragraph_format.space_after = Pt(3)
        style.paragraph_format.line_spacing = 1.0
    for name, above in ABOVE.items():
        made.styles[name].paragraph_format.space_before = Pt(above)


def _bullets(made: Any, sentences: Iterable[str]) -> None:
    for sentence in sentences:
        made.add_paragraph(_said(sentence), style="List Bullet")


def _side_by_side(made: Any, pictures: Sequence[Picture]) -> None:
    """Set pictures in two columns of the page, the last in one of its own; no table holds them."""
    if not pictures:
        return
    made.add_paragraph().paragraph_format.space_after = Pt(0)
    _columns(made.add_section(WD_SECTION.CONTINUOUS), min(len(pictures), 2))
    for number, picture in enumerate(pictures):
        heading = made.add_heading("", 2)
        if number and number == len(pictures) - 1:
            heading.add_run().add_break(WD_BREAK.COLUMN)
        heading.add_run(_said(picture.headline))
        if number in (0, len(pictures) - 1):
            heading.paragraph_format.space_before = Pt(0)
        made.add_paragraph(_said(picture.title))
        drawn = made.add_paragraph().add_run()
        drawn = drawn.add_picture(io.BytesIO(to_png(picture.svg, DOTS)), width=PICTURE)
        drawn._inline.docPr.set("descr", _said(picture.headline))
    _columns(made.add_section(WD_SECTION.CONTINUOUS), 1)


def _columns(section: Any, count: int) -> None:
    columns = section._sectPr.find(qn("w:cols"))
    columns.set(qn("w:num"), str(count))


def _table(
    made: Any, headings: Sequence[str], rows: Sequence[Sequence[str]], loose: float = 0
) -> None:
    """Write a table whose headings stand again at the top of every page it runs over."""
    around = Pt(round(loose * LOOSE, 1))
    table = made.add_table(rows=0, cols=len(headings), style="Table Grid")
    table.autofit = False
    for column, share in zip(table.columns, _shares((headings, *rows)), strict=True):
        column.width = Mm(int(WIDTH * share))
    for place, texts in enumerate((headings, *rows)):
        row = table.add_row()
        _mark(row, "w:cantSplit")
        if place == 0:
            _mark(row, "w:tblHeader")
        for cell, text, column in zip(row.cells, texts, table.columns, strict=True):
            cell.width = column.width
            run = cell.paragraphs[0].add_run(_said(text))
            run.font.size, run.bold = TABLE, place == 0
            shape = cell.paragraphs[0].paragraph_format
            shape.space_before = shape.space_after = around
            shape.keep_with_next = place < len(rows) <= SHORT


def _shares(rows: Sequence[Sequence[str]]) -> list[float]:
    """Give each column its share of the page by its longest text, within limits."""
    letters = [min(max(*map(len, texts), 10), 28) + 5 for texts in zip(*rows, strict=True)]
    return [count / sum(letters) for count in letters]


def _mark(row: Any, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _said(text: str) -> str:
    return NOT_XML.sub("", text)
