"""Reads a finished workbook of either format back, without the code that wrote it.

Both readers give one plain form, so that one set of rules holds for both.
"""

import io
import re
import zipfile
from dataclasses import dataclass, field
from datetime import date, datetime
from xml.etree import ElementTree

import openpyxl

ODF = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "config": "urn:oasis:names:tc:opendocument:xmlns:config:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xlink": "http://www.w3.org/1999/xlink",
}


@dataclass
class Look:
    """How a cell looks."""

    font: str = ""
    size: float = 0
    bold: bool = False
    italic: bool = False
    coloured: bool = False
    filled: bool = False
    wrapped: bool = False
    right: bool = False
    style: str = ""


@dataclass
class Read:
    """One sheet: rows of values, how each cell looks, its tables and what it should not have."""

    name: str
    rows: list[list]
    looks: list[list[Look]]
    tables: list[tuple[str, int, int, int, int, bool]] = field(default_factory=list)
    links: set[str] = field(default_factory=set)
    forbidden: list[str] = field(default_factory=list)


@dataclass
class Book:
    """A workbook: title, language, the sheet and cell it opens at, and its sheets."""

    title: str
    language: str
    opens_at: tuple[str, str]
    sheets: list[Read]
    forbidden: list[str]


def read(content, kind):
    """Read a workbook of a kind: xlsx or ods."""
    return {"xlsx": read_xlsx, "ods": read_ods}[kind](content)


def read_xlsx(content):
    book = openpyxl.load_workbook(io.BytesIO(content), rich_text=True)
    archive = zipfile.ZipFile(io.BytesIO(content))
    parts = archive.namelist()
    bad = r"vba|externalLink|media/|vmlDrawing|comment|connections|customXml|printerSettings"
    drawn = [archive.read(part).decode() for part in parts if "drawings/drawing" in part]
    silent = ["a chart without words" for text in drawn if 'descr="' not in text]
    active = book.active
    cell = active.sheet_view.selection[0].activeCell if active.sheet_view.selection else "A1"
    looks = {}
    return Book(
        book.properties.title,
        book.properties.language,
        (active.title, cell),
        [_xlsx_sheet(sheet, looks) for sheet in book.worksheets],
        [part for part in parts if re.search(bad, part)] + list(book.defined_names) + silent,
    )


def _xlsx_sheet(sheet, looks):
    bad = [f"merged {area}" for area in sheet.merged_cells.ranges]
    bad += ["frozen"] if sheet.freeze_panes else []
    bad += ["hidden sheet"] if sheet.sheet_state != "visible" else []
    sizes = [*sheet.row_dimensions.values(), *sheet.column_dimensions.values()]
    bad += [f"hidden {size.index}" for size in sizes if size.hidden]
    bad += ["filter"] if sheet.auto_filter.ref else []
    edges = (sheet.oddHeader, sheet.oddFooter)
    bad += ["header or footer" for edge in edges if edge.left.text or edge.center.text]
    rows = [*sheet.rows]
    cells = [cell for row in rows for cell in row]
    bad += [f"formula {cell.coordinate}" for cell in cells if cell.data_type == "f"]
    linked = [cell for cell in cells if cell.hyperlink]
    bad += [f"web link {cell.coordinate}" for cell in linked if cell.hyperlink.target]
    tables = []
    for table in sheet.tables.values():
        first, last = table.ref.split(":")
        (a, top), (b, bottom) = map(openpyxl.utils.cell.coordinate_from_string, (first, last))
        index = openpyxl.utils.column_index_from_string
        place = (top, bottom, index(a), index(b))
        tables.append((table.displayName, *place, bool(table.autoFilter)))
    return Read(
        sheet.title,
        [[_xlsx_value(cell) for cell in row] for row in rows],
        [[_xlsx_look(cell, looks) for cell in row] for row in rows],
        tables,
        {f"{cell.hyperlink.location}" for cell in linked},
        bad,
    )


def _xlsx_value(cell):
    return cell.value.date() if isinstance(cell.value, datetime) else cell.value


def _xlsx_look(cell, looks):
    """Say how a cell looks; `looks` has those met before, as thousands of cells look alike."""
    key = (cell.style_id, cell.data_type == "n", bool(cell.hyperlink))
    if key not in looks:
        looks[key] = _look_of(cell)
    return looks[key]


def _look_of(cell):
    colour = cell.font.color
    return Look(
        cell.font.name,
        cell.font.size,
        bool(cell.font.bold),
        bool(cell.font.italic),
        bool(colour and colour.type == "rgb") and not cell.hyperlink,
        cell.fill.fill_type is not None,
        bool(cell.alignment.wrap_text),
        cell.alignment.horizontal == "right"
        or (cell.alignment.horizontal in (None, "general") and cell.data_type == "n"),
        cell.style,
    )


def attribute(element, name):
    prefix, _, local = name.partition(":")
    return element.get(f"{{{ODF[prefix]}}}{local}")


def read_ods(content):
    archive = zipfile.ZipFile(io.BytesIO(content))
    xml = {
        name: ElementTree.fromstring(archive.read(name))
        for name in archive.namelist()
        if name.endswith(".xml")
    }
    styles = _ods_styles(xml["styles.xml"], xml["content.xml"])
    settings = {
        attribute(item, "config:name"): item.text
        for item in xml["settings.xml"].iter(f"{{{ODF['config']}}}config-item")
    }
    frozen = [name for name in settings if "Split" in name and settings[name] not in ("0", "2")]
    column = "ABCDEFGH"[int(settings["CursorPositionX"])]
    cell = f"{column}{int(settings['CursorPositionY']) + 1}"
    body = xml["content.xml"].find(".//office:spreadsheet", ODF)
    drawn = [e.tag for e in body.iter() if e.tag.startswith((f"{{{ODF['draw']}}}", "{script"))]
    sheets = [_ods_sheet(table, styles) for table in body.findall("table:table", ODF)]
    for marked in body.iter(f"{{{ODF['table']}}}database-range"):
        _ods_table(marked, sheets)
    return Book(
        xml["meta.xml"].findtext(".//dc:title", namespaces=ODF),
        xml["meta.xml"].findtext(".//dc:language", namespaces=ODF),
        (settings["ActiveTable"], cell),
        sheets,
        frozen + drawn + [name for name in archive.namelist() if "Basic" in name],
    )


def _ods_styles(*parts):
    """Give every cell style with what it inherits, by name."""
    found, parents, default = {}, {}, {}
    for part in parts:
        for style in part.iter(f"{{{ODF['style']}}}default-style"):
            default = {k: v for child in style for k, v in child.attrib.items()}
        for style in part.iter(f"{{{ODF['style']}}}style"):
            name = attribute(style, "style:name")
            found[name] = {k: v for child in style for k, v in child.attrib.items()}
            parents[name] = attribute(style, "style:parent-style-name")

    def whole(name):
        return default if name not in found else whole(parents[name]) | found[name]

    return {None: default} | {name: whole(name) for name in found}


def _ods_sheet(table, styles):
    bad = []
    if attribute(table, "table:display") == "false":
        bad.append("hidden sheet")
    rows, looks, links, known = [], [], set(), {}
    for row in table.findall("table:table-row", ODF):
        if attribute(row, "table:visibility"):
            bad.append("hidden row")
        values, seen = [], []
        for cell in row:
            if attribute(cell, "table:formula"):
                bad.append("formula")
            if attribute(cell, "table:number-columns-spanned") or "covered" in cell.tag:
                bad.append("merged")
            for link in cell.iter(f"{{{ODF['text']}}}a"):
                target = attribute(link, "xlink:href")
                links.add(target)
                if not target.startswith("#"):
                    bad.append(f"web link {target}")
            values.append(_ods_value(cell))
            seen.append(_ods_look(styles, attribute(cell, "table:style-name"), known))
        rows.append(values)
        looks.append(seen)
    for column in table.findall("table:table-column", ODF):
        if attribute(column, "table:visibility"):
            bad.append("hidden column")
    return Read(attribute(table, "table:name"), rows, looks, [], links, bad)


def _ods_value(cell):
    kind = attribute(cell, "office:value-type")
    if kind in ("float", "percentage"):
        number = float(attribute(cell, "office:value"))
        return int(number) if number.is_integer() else number
    if kind == "date":
        return date.fromisoformat(attribute(cell, "office:date-value"))
    lines = ["".join(_ods_text(line)) for line in cell.findall("text:p", ODF)]
    return "\n".join(lines) if lines else None


def _ods_text(element):
    """Give the text of a paragraph, where spaces, tabs and new lines may be elements."""
    signs = {"s": " ", "tab": "\t", "line-break": "\n"}
    yield element.text or ""
    for child in element:
        local = child.tag.rpartition("}")[2]
        if local in signs:
            yield signs[local] * int(attribute(child, "text:c") or 1)
        else:
            yield from _ods_text(child)
        yield child.tail or ""


def _ods_look(styles, named, looks):
    if named not in looks:
        looks[named] = _look_in(styles, named)
    return looks[named]


def _look_in(styles, named):
    def of(prefix, name):
        return styles[named].get(f"{{{ODF[prefix]}}}{name}")

    return Look(
        of("style", "font-name"),
        float(of("fo", "font-size").removesuffix("pt")),
        of("fo", "font-weight") == "bold",
        of("fo", "font-style") == "italic",
        of("fo", "color") is not None,
        of("fo", "background-color") is not None,
        of("fo", "wrap-option") == "wrap",
        of("fo", "text-align") == "end",
        (named or "Default").replace("_20_", " "),
    )


def _ods_table(marked, sheets):
    place = attribute(marked, "table:target-range-address")
    sheet, a, top, b, bottom = re.fullmatch(
        r"(\w+)\.([A-Z]+)(\d+):\1\.([A-Z]+)(\d+)", place
    ).groups()
    index = openpyxl.utils.column_index_from_string
    found = next(s for s in sheets if s.name == sheet)
    buttons = attribute(marked, "table:display-filter-buttons") != "false"
    name = attribute(marked, "table:name")
    found.tables.append((name, int(top), int(bottom), index(a), index(b), buttons))
