"""Workbooks in the open format, from the same description as those for Excel.

The library makes the document; what is in it is handed over as one piece of XML, because the
library takes a cell at a time, and the time for each grows with those before it.
"""

import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import odfdo
from odfdo.element import ODF_NAMESPACES
from odfdo.utils import digit_to_alpha

from dashboard.files.sheets import COVER, COVER_WIDTH, Cell, Sheet, sheets
from dashboard.files.workbook import LANGUAGE, Workbook
from dashboard.files.zipped import EPOCH, pack, unpack

OWN_PARTS = Path(__file__).parent / "ods"
TITLE, SECTION, WRAPPED = "Heading_20_1", "Heading_20_2", "Wrapped"
HEADING, COUNT, SHARE, DAY = "Column_20_heading", "Count", "Share", "Day"
KEPT = ("mimetype", "content.xml", "meta.xml", "settings.xml", "styles.xml")
MANIFEST = "META-INF/manifest.xml"
CM_OF_A_LETTER = 0.24
NAMED = ("office", "style", "table", "text", "xlink")


def to_ods(book: Workbook) -> bytes:
    """Write a workbook: the same bytes for the same description."""
    document = odfdo.Document("spreadsheet")
    for part in ("styles", "settings"):
        document.set_part(part, (OWN_PARTS / f"{part}.xml").read_bytes())
    document.set_part("content", _content(book).encode())
    meta = document.meta
    meta.title, meta.language, meta.creation_date = book.title, LANGUAGE, datetime(*EPOCH)
    meta.generator = "visits-dashboard"
    return _finished(document)


def _content(book: Workbook) -> str:
    laid = sheets(book)
    letters = {COVER_WIDTH, *(count for sheet in laid for count in sheet.widths)}
    named = " ".join(f'xmlns:{name}="{ODF_NAMESPACES[name]}"' for name in NAMED)
    return (
        f'<office:document-content office:version="1.3" {named}><office:automatic-styles>'
        f"{''.join(map(_wide, sorted(letters)))}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{_cover(book)}{''.join(map(_sheet, laid))}"
        f"<table:database-ranges>{''.join(map(_range, laid))}</table:database-ranges>"
        "</office:spreadsheet></office:body></office:document-content>"
    )


def _wide(count: int) -> str:
    """Define the style of a column that is so many letters wide."""
    return (
        f'<style:style style:name="wide_{count}" style:family="table-column">'
        f'<style:table-column-properties style:column-width="{count * CM_OF_A_LETTER:.2f}cm"/>'
        "</style:style>"
    )


def _cover(book: Workbook) -> str:
    rows = [_line(book.title, TITLE)]
    for heading, lines in book.cover.items():
        rows += [_line(heading, SECTION), *(_line(text, WRAPPED) for text in lines)]
    return _table(COVER, [COVER_WIDTH], rows)


def _sheet(sheet: Sheet) -> str:
    rows = [_line(sheet.heading, TITLE), *(_line(text) for text in sheet.lines)]
    rows.append(_row(_text(text, HEADING) for text in sheet.headings))
    shares = [heading in sheet.shares for heading in sheet.headings]
    for first, *others in sheet.rows:
        cell = _link(str(first)) if sheet.links else _cell(first, shares[0])
        rows.append(_row([cell, *map(_cell, others, shares[1:])]))
    return _table(sheet.label, sheet.widths, rows)


def _table(label: str, letters: Sequence[int], rows: Iterable[str]) -> str:
    columns = (f'<table:table-column table:style-name="wide_{count}"/>' for count in letters)
    return f"<table:table table:name={quoteattr(label)}>{''.join((*columns, *rows))}</table:table>"


def _line(text: str, style: str = "") -> str:
    return _row([_text(text, style)])


def _row(cells: Iterable[str]) -> str:
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


def _cell(cell: Cell, is_share: bool) -> str:
    if isinstance(cell, str):
        return _text(cell, WRAPPED)
    if isinstance(cell, date):
        return _day(cell)
    kind, style = ("percentage", SHARE) if is_share else ("float", COUNT)
    return (
        f'<table:table-cell table:style-name="{style}" office:value-type="{kind}" '
        f'office:value="{cell}"><text:p>{cell}</text:p></table:table-cell>'
    )


def _day(day: date) -> str:
    return (
        f'<table:table-cell table:style-name="{DAY}" office:value-type="date" '
        f'office:date-value="{day}"><text:p>{day}</text:p></table:table-cell>'
    )


def _text(text: str, style: str = "") -> str:
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in text.split("\n"))
    return _string(lines, style)


def _link(label: str) -> str:
    place = quoteattr(f"#{label}.A1")
    link = f'<text:a xlink:type="simple" xlink:href={place}>{escape(label)}</text:a>'
    return _string(f"<text:p>{link}</text:p>", WRAPPED)


def _string(lines: str, style: str) -> str:
    named = f' table:style-name="{style}"' if style else ""
    return f'<table:table-cell{named} office:value-type="string">{lines}</table:table-cell>'


def _range(sheet: Sheet) -> str:
    """Mark a table up: its name, its place and its row of headings, without filter buttons."""
    first = len(sheet.lines) + 2
    last = digit_to_alpha(len(sheet.headings) - 1)
    place = f"{sheet.label}.A{first}:{sheet.label}.{last}{first + len(sheet.rows)}"
    return (
        f"<table:database-range table:name={quoteattr(sheet.table_name)} "
        f'table:target-range-address={quoteattr(place)} table:contains-header="true" '
        'table:display-filter-buttons="false"/>'
    )


def _finished(document: odfdo.Document) -> bytes:
    """Keep only the parts that are ours, in a fixed order."""
    for name in document.manifest.get_paths():
        if name not in (*KEPT, "/", MANIFEST):
            document.manifest.del_full_path(name)
    saved = io.BytesIO()
    document.save(saved, pretty=False)
    files = unpack(saved.getvalue())
    return pack({name: files[name] for name in (*KEPT, MANIFEST)}, stored="mimetype")
