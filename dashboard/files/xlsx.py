"""Workbooks for Excel, laid out by the Analysis Function's own library.

That library reads some text as markup: links in brackets, notes between dollars; and it refuses
cells of signs alone. A mark that nobody sees breaks such text up before it is handed over and is
taken out of the finished file, so every word arrives as it was, and none as a link or a formula.
"""

import io
import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import gptables
import pandas as pd

from dashboard.files.workbook import CONTENTS, COVER, LANGUAGE, NOTES, Sheet, Workbook, sheets
from dashboard.files.zipped import EPOCH, pack, unpack

UNSEEN = "\u2060"
AS_TEXT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
TEXTS = re.compile(r"xl/(?:sharedStrings|tables/table\d+)\.xml|docProps/core\.xml")


def to_xlsx(book: Workbook) -> bytes:
    """Write a workbook: the same bytes for the same description."""
    content = io.BytesIO()
    contents, notes, *tables = sheets(book)
    lists = [[*map(_guarded, lines)] for lines in book.cover.values()]
    made = gptables.produce_workbook(
        content,
        {sheet.label: _table(sheet) for sheet in tables},
        cover=gptables.Cover(_guarded(book.title), *lists, cover_label=COVER, width=100),
        contentsheet_label=CONTENTS,
        contentsheet_options={
            "column_names": [*contents.headings],
            "instructions": contents.lines[0],
            "table_name": contents.table_name,
        },
        notes_table=pd.DataFrame(
            [(f"n{number}", _guarded(text)) for number, text in notes.rows],
            columns=["reference", notes.headings[1]],
        ),
        notesheet_label=NOTES,
        notesheet_options={"instructions": notes.lines[0], "table_name": notes.table_name},
        workbook_options=AS_TEXT,
    )
    made.set_properties({"title": book.title, "created": datetime(*EPOCH)})
    made.close()
    return _finished(content.getvalue())


def _table(sheet: Sheet) -> gptables.GPTable:
    headings = [_guarded(heading) for heading in sheet.headings]
    rows = [[_guarded(cell) for cell in row] for row in sheet.rows]
    about, *explained, source, shown = map(_guarded, sheet.lines)
    return gptables.GPTable(
        pd.DataFrame(rows, columns=headings, dtype=object),
        table_name=sheet.table_name,
        title=f"{_guarded(sheet.title)} " + "".join(f"$$n{number}$$" for number in sheet.refers),
        instructions=about,
        legend=explained,
        source=source,
        scope=shown,
        index_columns={},
        additional_formatting=_formats(sheet, headings),
    )


def _formats(sheet: Sheet, headings: Sequence[str]) -> list[dict[str, Any]]:
    """Say how the numbers of each column are written; a mark among them stays text."""
    alike: dict[str, list[str]] = {}
    for place, guarded in enumerate(headings):
        alike.setdefault(_form(sheet, place), []).append(guarded)
    return [
        {"column": {"columns": columns, "format": {"num_format": form}}}
        for form, columns in alike.items()
    ]


def _form(sheet: Sheet, place: int) -> str:
    if sheet.headings[place] in sheet.shares:
        return "0.0%"
    return "#,##0.0" if any(isinstance(row[place], float) for row in sheet.rows) else "#,##0"


def _guarded(cell: Any) -> Any:
    """Break up what would be read as markup."""
    if not isinstance(cell, str):
        return cell
    text = cell.replace(UNSEEN, "").replace("](", f"]{UNSEEN}(").replace("$$", f"${UNSEEN}$")
    return text if re.search("[A-Za-z0-9]", text) else f"{text}0{UNSEEN}"


def _finished(content: bytes) -> bytes:
    """Take the marks out again, and say the language and the headings, which are left unsaid."""
    files = unpack(content)
    for name in filter(TEXTS.fullmatch, files):
        text = files[name].decode().replace(f"0{UNSEEN}", "").replace(UNSEEN, "")
        files[name] = text.encode()
    for name, change in (("docProps/core.xml", _with_language), ("xl/styles.xml", _with_headings)):
        files[name] = change(files[name].decode()).encode()
    return pack(files)


def _with_language(core: str) -> str:
    end = "</cp:coreProperties>"
    return core.replace(end, f"<dc:language>{LANGUAGE}</dc:language>{end}")


def _with_headings(styles: str) -> str:
    """Give the cells of titles and subtitles the styles that a screen reader knows as headings."""
    fonts = re.findall(r"<font>.*?</font>", styles)
    for level, size in enumerate((16, 14), 1):
        font = next((n for n, text in enumerate(fonts) if f'<b/><sz val="{size}"/>' in text), None)
        if font is None:
            continue
        plain = f'<xf numFmtId="0" fontId="{font}" fillId="0" borderId="0"'
        style = f'<cellStyle name="Heading {level}" xfId="{level}" builtinId="{15 + level}"/>'
        styles = styles.replace(f'{plain} xfId="0"', f'{plain} xfId="{level}"')
        styles = styles.replace("</cellStyleXfs>", f"{plain}/></cellStyleXfs>")
        styles = styles.replace("</cellStyles>", f"{style}</cellStyles>")
    known = styles.count("<cellStyle ")
    counted = re.sub(r'<cellStyles count="\d+"', f'<cellStyles count="{known}"', styles)
    return re.sub(r'<cellStyleXfs count="\d+"', f'<cellStyleXfs count="{known}"', counted)
