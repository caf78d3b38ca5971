"""A briefing for Word has real headings and tables, says its language, and holds text as text."""

import io
import re

import docx
import pdfplumber
import pytest
from docx.oxml.ns import qn

from dashboard.files.word import to_docx
from dashboard.files.zipped import unpack
from tests import office
from tests.files.test_briefing import told
from tests.files.test_workbook import HOSTILE


@pytest.fixture(scope="module")
def made():
    return to_docx(told())


@pytest.fixture(scope="module")
def opened(made):
    return docx.Document(io.BytesIO(made))


def test_it_says_its_title_and_its_language(made, opened):
    facts = opened.core_properties
    assert (facts.title, facts.language) == ("Briefing: Kent", "en-GB")
    languages = re.findall(
        r'<w:lang [^>]*w:val="([\w-]+)"', unpack(made)["word/styles.xml"].decode()
    )
    assert set(languages) == {"en-GB"}


def test_headings_are_headings_and_none_is_left_out(opened):
    styles = [p.style.name for p in opened.paragraphs]
    levels = [int(name[-1]) for name in styles if name.startswith("Heading")]
    assert levels[0] == 1
    assert set(levels[1:]) == {2}
    assert styles.count("List Bullet") == 2


def test_every_table_repeats_its_headings_and_keeps_its_rows_whole(opened):
    figures, listing = opened.tables
    assert [[cell.text for cell in row.cells] for row in listing.rows] == [
        ["Type", "Seen"],
        *([f"Kent {n}", "1 of 2"] for n in range(3)),
    ]
    for table in (figures, listing):
        repeated = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
        assert repeated == [True, *[False] * (len(table.rows) - 1)]
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
        cells = table._tbl.xml
        assert "w:gridSpan" not in cells
        assert "w:vMerge" not in cells


def test_every_picture_has_its_text(opened):
    told_of = [shape._inline.docPr.get("descr") for shape in opened.inline_shapes]
    assert told_of == ["Visits rose"] * 2


def test_the_same_briefing_gives_the_same_bytes(made):
    assert made == to_docx(told())


@pytest.mark.parametrize("text", [*HOSTILE, "{ HYPERLINK x }", "\x01\x0bcontrol"])
def test_text_stays_text(text):
    content = to_docx(told(text=text))
    parts = unpack(content)
    said = "".join(p.text for p in docx.Document(io.BytesIO(content)).paragraphs)
    assert squeezed(text) in squeezed(said)
    assert not re.search(
        r"<w:(instrText|fldSimple|hyperlink|object)\b", parts["word/document.xml"].decode()
    )
    assert all(b'TargetMode="External"' not in part for part in parts.values())
    assert not any("vba" in name for name in parts)


def squeezed(text):
    """Leave out what no document keeps: blanks, and signs that are not letters of XML."""
    return re.sub(r"[\s\x00-\x1f]+", "", text)


@pytest.mark.long
def test_libreoffice_opens_it_on_two_pages(tmp_path):
    file = tmp_path / "briefing.docx"
    file.write_bytes(to_docx(told(rows=30)))
    with pdfplumber.open(office.converted(file, "pdf", tmp_path)) as pdf:
        said = [page.extract_text() for page in pdf.pages]
    assert len(said) <= 2
    assert "In Kent: 3 of 8." in said[0]
    assert all("Type Seen" in page for page in said if "1 of 2" in page)
