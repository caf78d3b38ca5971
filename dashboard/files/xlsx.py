"""Workbooks for Excel, written cell by cell from the same description as those in the open format.

XlsxWriter is told every cell's kind, so no text is ever read as a formula, a link or a number. What
it cannot say, the language of the document and the styles that a screen reader knows as headings,
is added to the finished file.
"""

import io
import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from dashboard.files.sheets import COVER, COVER_WIDTH, Cell, Sheet, sheets
from dashboard.files.workbook import LANGUAGE, Workbook
from dashboard.files.xlsx_charts import draw
from dashboard.files.zipped import EPOCH, pack, unpack

Looks = dict[str, Format]
"""The format of each kind of cell, by its name in FORMATS."""

LONGEST_TEXT = 32_767
"""Characters that Excel takes in one cell."""

FONT: dict[str, Any] = {"font_name": "Arial", "font_size": 12}
FORMATS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 16},
    "section": {"bold": True, "font_size": 14, "text_wrap": True},
    "line": {},
    "wrapped": {"text_wrap": True, "valign": "top", "align": "left"},
    "heading": {"text_wrap": True, "valign": "top", "align": "left", "bold": True, "bottom": 1},
    "figures": {"text_wrap": True, "valign": "top", "align": "right", "bold": True, "bottom": 1},
    "mark": {"align": "right", "valign": "top"},
    "count": {"align": "right", "valign": "top", "num_format": "#,##0"},
    "mean": {"align": "right", "valign": "top", "num_format": "#,##0.0"},
    "share": {"align": "right", "valign": "top", "num_format": "0.0%"},
    "day": {"align": "left", "valign": "top", "num_format": "d mmmm yyyy"},
    "link": {"font_color": "#0000FF", "underline": 1, "valign": "top"},
}
"""How each kind of cell looks, over the font."""


def to_xlsx(book: Workbook) -> bytes:
    """Write a workbook: the same bytes for the same description."""
    content = io.BytesIO()
    made = xlsxwriter.Workbook(content, {"in_memory": True})
    looks = {kind: made.add_format(FONT | more) for kind, more in FORMATS.items()}
    _cover(made.add_worksheet(COVER), book, looks)
    for sheet in sheets(book):
        page = made.add_worksheet(sheet.label)
        _sheet(page, sheet, looks)
        if sheet.drawn:
            draw(made, page, sheet, sheet.drawn)
    made.set_properties({"title": book.title, "created": datetime(*EPOCH)})
    made.close()
    return _finished(content.getvalue())


def _cover(page: Worksheet, book: Workbook, looks: Looks) -> None:
    page.hide_gridlines(2)
    page.set_column(0, 0, COVER_WIDTH)
    texts = [(book.title, "title")]
    for heading, lines in book.cover.items():
        texts += [(heading, "section"), *((text, "wrapped") for text in lines)]
    for row, (text, kind) in enumerate(texts):
        _text(page, row, 0, text, looks[kind])


def _sheet(page: Worksheet, sheet: Sheet, looks: Looks) -> None:
    page.hide_gridlines(2)
    for column, letters in enumerate(sheet.widths):
        page.set_column(column, column, letters)
    _text(page, 0, 0, sheet.heading, looks["title"])
    for row, line in enumerate(sheet.lines, 1):
        _text(page, row, 0, line, looks["line"])
    top = len(sheet.lines) + 1
    _marked_up(page, sheet, top, looks)
    for column, heading in enumerate(sheet.headings):
        cells = [row[column] for row in sheet.rows]
        if sheet.links and not column:
            _links(page, top + 1, cells, looks["link"])
        else:
            _column(page, (top + 1, column), cells, heading in sheet.shares, looks)


def _marked_up(page: Worksheet, sheet: Sheet, top: int, looks: Looks) -> None:
    """Mark the table up: its name, its place and its headings, without buttons or colour."""
    heads = [
        {"header": heading, "header_format": looks["figures" if numeric else "heading"]}
        for heading, numeric in zip(sheet.headings, sheet.numeric, strict=True)
    ]
    page.add_table(
        top,
        0,
        top + len(sheet.rows),
        len(heads) - 1,
        {"name": sheet.table_name, "columns": heads, "autofilter": False, "style": None},
    )


def _column(
    page: Worksheet,
    at: tuple[int, int],
    cells: list[Cell],
    is_share: bool,
    looks: Looks,
) -> None:
    """Write one column from a cell downwards; marks stand to the right among numbers."""
    first, column = at
    numbers = [cell for cell in cells if isinstance(cell, int | float)]
    means = any(isinstance(number, float) for number in numbers)
    number = looks["share" if is_share else "mean" if means else "count"]
    text, day = looks["mark" if numbers else "wrapped"], looks["day"]
    for row, cell in enumerate(cells, first):
        if isinstance(cell, str):
            _text(page, row, column, cell, text)
        elif isinstance(cell, date):
            page.write_datetime(row, column, cell, day)
        else:
            page.write_number(row, column, cell, number)


def _links(page: Worksheet, first: int, labels: Iterable[Cell], look: Format) -> None:
    for row, label in enumerate(labels, first):
        page.write_url(row, 0, f"internal:'{label}'!A1", look, f"{label}")


def _text(page: Worksheet, row: int, column: int, text: str, look: Format) -> None:
    page.write_string(row, column, text[:LONGEST_TEXT], look)


def _finished(content: bytes) -> bytes:
    """Say the language and the headings, which are left unsaid."""
    files = unpack(content)
    for name, change in (("docProps/core.xml", _with_language), ("xl/styles.xml", _with_headings)):
        files[name] = change(files[name].decode()).encode()
    return pack(files)


def _with_language(core: str) -> str:
    end = "</cp:coreProperties>"
    return core.replace(end, f"<dc:language>{LANGUAGE}</dc:language>{end}")


def _with_headings(styles: str) -> str:
    """Give the cells of titles and subtitles the styles that a screen reader knows as headings."""
    fonts = re.findall(r"<font>.*?</font>", styles)
    for level, kind in enumerate(("title", "section"), 1):
        size = f'<b/><sz val="{FORMATS[kind]["font_size"]}"/>'
        font = next(number for number, text in enumerate(fonts) if size in text)
        plain = f'<xf numFmtId="0" fontId="{font}" fillId="0" borderId="0"'
        style = f'<cellStyle name="Heading {level}" xfId="{level}" builtinId="{15 + level}"/>'
        styles = styles.replace(f'{plain} xfId="0"', f'{plain} xfId="{level}"')
        styles = styles.replace("</cellStyleXfs>", f"{plain}/></cellStyleXfs>")
        styles = styles.replace("</cellStyles>", f"{style}</cellStyles>")
    known = styles.count("<cellStyle ")
    counted = re.sub(r'<cellStyles count="\d+"', f'<cellStyles count="{known}"', styles)
    return re.sub(r'<cellStyleXfs count="\d+"', f'<cellStyleXfs count="{known}"', counted)
