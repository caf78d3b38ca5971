"""Workbooks in the open format, from the same description as those for Excel."""

import io
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import odfdo
from odfdo.utils import digit_to_alpha

from dashboard.files.workbook import COVER, LANGUAGE, Cell, Sheet, Workbook, sheets
from dashboard.files.zipped import EPOCH, pack, unpack

OWN_PARTS = Path(__file__).parent / "ods"
TITLE, SECTION, WRAPPED = "Heading_20_1", "Heading_20_2", "Wrapped"
HEADING, COUNT, SHARE = "Column_20_heading", "Count", "Share"
KEPT = ("mimetype", "content.xml", "meta.xml", "settings.xml", "styles.xml")
MANIFEST = "META-INF/manifest.xml"
NARROWEST, WIDEST, COVER_WIDTH = 10, 60, 100
CM_OF_A_LETTER = 0.24


def to_ods(book: Workbook) -> bytes:
    """Write a workbook: the same bytes for the same description."""
    document = odfdo.Document("spreadsheet")
    for part in ("styles", "settings"):
        document.set_part(part, (OWN_PARTS / f"{part}.xml").read_bytes())
    document.body.clear()
    document.body.append(_cover(book, document))
    ranges = odfdo.Element.from_tag("table:database-ranges")
    for sheet in sheets(book):
        document.body.append(_sheet(sheet, document))
        ranges.append(_range(sheet))
    document.body.append(ranges)
    meta = document.meta
    meta.title, meta.language, meta.creation_date = book.title, LANGUAGE, datetime(*EPOCH)
    meta.generator = "visits-dashboard"
    return _finished(document)


def _cover(book: Workbook, document: odfdo.Document) -> odfdo.Table:
    table = odfdo.Table(COVER)
    _widths(table, (COVER_WIDTH,), document)
    _line(table, book.title, TITLE)
    for heading, lines in book.cover.items():
        _line(table, heading, SECTION)
        for text in lines:
            _line(table, text, WRAPPED)
    return table


def _sheet(sheet: Sheet, document: odfdo.Document) -> odfdo.Table:
    table = odfdo.Table(sheet.label)
    columns = zip(*(sheet.headings, *sheet.rows), strict=True)
    letters = [max(len(str(cell)) for cell in column) + 2 for column in columns]
    _widths(table, [min(max(n, NARROWEST), WIDEST) for n in letters], document)
    _line(table, sheet.heading, TITLE)
    for text in sheet.lines:
        _line(table, text)
    _row(table, [odfdo.Cell(text, style=HEADING) for text in sheet.headings])
    for row in sheet.rows:
        cells = [_cell(cell, head, sheet) for head, cell in zip(sheet.headings, row, strict=True)]
        if sheet.links:
            cells[0] = _link(str(row[0]))
        _row(table, cells)
    return table


def _widths(table: odfdo.Table, letters: Sequence[int], document: odfdo.Document) -> None:
    for count in letters:
        name, width = f"wide_{count}", f"{count * CM_OF_A_LETTER:.2f}cm"
        if document.get_style("table-column", name) is None:
            wide = odfdo.Style("table-column", name=name, width=width)
            document.insert_style(wide, automatic=True)
        table._append(odfdo.Column(style=name))


def _line(table: odfdo.Table, text: str, style: str | None = None) -> None:
    _row(table, [odfdo.Cell(text, style=style)])


def _row(table: odfdo.Table, cells: list[odfdo.Cell]) -> None:
    row = odfdo.Row()
    for cell in cells:
        row._append(cell)
    table._append(row)


def _cell(cell: Cell, heading: str, sheet: Sheet) -> odfdo.Cell:
    share = heading in sheet.shares
    if isinstance(cell, str):
        return odfdo.Cell(cell, style=WRAPPED)
    kind = "percentage" if share else "float"
    return odfdo.Cell(cell, text=str(cell), cell_type=kind, style=SHARE if share else COUNT)


def _link(label: str) -> odfdo.Cell:
    cell = odfdo.Cell(cell_type="string", style=WRAPPED)
    line = odfdo.Paragraph()
    line.append(odfdo.Link(f"#{label}.A1", text=label))
    cell.append(line)
    return cell


def _range(sheet: Sheet) -> odfdo.Element:
    """Mark a table up: its name, its place and its row of headings, without filter buttons."""
    first = len(sheet.lines) + 2
    last = digit_to_alpha(len(sheet.headings) - 1)
    place = f"{sheet.label}.A{first}:{sheet.label}.{last}{first + len(sheet.rows)}"
    marked = odfdo.Element.from_tag("table:database-range")
    for name, value in {
        "table:name": sheet.table_name,
        "table:target-range-address": place,
        "table:contains-header": "true",
        "table:display-filter-buttons": "false",
    }.items():
        marked.set_attribute(name, value)
    return marked


def _finished(document: odfdo.Document) -> bytes:
    """Keep only the parts that are ours, in a fixed order."""
    for name in document.manifest.get_paths():
        if name not in (*KEPT, "/", MANIFEST):
            document.manifest.del_full_path(name)
    saved = io.BytesIO()
    document.save(saved, pretty=False)
    files = unpack(saved.getvalue())
    return pack({name: files[name] for name in (*KEPT, MANIFEST)}, stored="mimetype")
