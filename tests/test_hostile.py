"""Whatever records say comes through as text, in every form and in the name of every file."""

import csv
import io
import re

import docx
import fastexcel
import openpyxl
import pandas as pd
import pdfplumber
import polars as pl
import pytest
from lxml.etree import fromstring
from lxml.html import document_fromstring

from dashboard import delivery
from dashboard.exhibits.download import Download, Offer
from dashboard.files.csv import plain_text, to_csv
from dashboard.files.png import to_png
from dashboard.files.zipped import unpack
from dashboard.measures.selection import Selection
from dashboard.packs import workbooks
from dashboard.render import pictures
from dashboard.render.svg import tables
from tests import hostile, office, taken
from tests.files import pdf_rules
from tests.files.rules import faults

SAID_ON = ("road", "data")
"""The pages that show free text: events on the way, and rows set aside with their values."""
SAFE = re.compile(r"[a-z0-9][a-z0-9._/-]*|README\.txt")
SHAPES = {"svg", "g", "rect", "text", "path", "circle", "polygon", "defs", "pattern", "title"}
"""What a picture is made of."""


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    opened = hostile.opened(tmp_path_factory.mktemp("hostile"))
    return {path: delivery.lay_out(path, opened, Selection()) for path in delivery.VIEWS}


@pytest.fixture(scope="module")
def road(pages):
    return pages["road"]


def squeezed(text):
    """Leave out what differs from form to form: blanks, and the apostrophe that makes text safe."""
    return re.sub(r"[\s']+", "", text)


def all_there(said):
    return [text for text in hostile.CORPUS if squeezed(text) not in squeezed(said)] == []


def test_the_text_of_every_page_is_text(pages):
    for path, page in pages.items():
        said = delivery.twin_without_files(path, page.store, page.selection)
        root = document_fromstring(said)
        assert not {"script", "img", "iframe"} & {element.tag for element in root.iter()}, path
        assert not any(name.startswith("on") for e in root.iter() for name in e.attrib), path
        links = [link for _, _, link, _ in root.iterlinks()]
        assert not [link for link in links if hostile.BEACON.partition("//")[2] in link], path
        assert not re.search(r"<style[^>]*>[^<]*beacon", said), path
        if path in SAID_ON:
            assert all_there(root.text_content()), path


@pytest.mark.parametrize("path", SAID_ON)
def test_no_cell_of_a_file_is_a_formula(pages, path):
    _no_formula(path, pages[path])


@pytest.mark.long
def test_no_cell_of_any_file_is_a_formula(pages):
    for path, page in pages.items():
        _no_formula(path, page)


def _no_formula(path, page):
    assert taken.in_files(page) == [], path
    for name, offer in page.offers.items():
        content = to_csv(offer.file.table, offer.file.facts)
        for row in csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")):
            for cell in row:
                numeric = re.fullmatch(r"-?[\d.]+(e-?\d+)?", cell)
                assert numeric or plain_text(cell) == cell, (path, name, cell)


@pytest.mark.parametrize("form", ["xlsx", "ods"])
def test_a_workbook_holds_every_text_as_it_was(road, form, tmp_path):
    offer = road.offers["events"]
    book = workbooks.workbook("=Events", [offer], road.store, road.selection)
    content = workbooks.written(form, book)
    assert faults(content, form) == []
    file = tmp_path / f"events.{form}"
    file.write_bytes(content)
    sheets = fastexcel.read_excel(file)
    assert all(re.fullmatch(r"\w+", name) for name in sheets.sheet_names)
    read = sheets.load_sheet(sheets.sheet_names[3], header_row=None)
    assert all_there(
        " ".join(cell or "" for row in read.to_polars().rows() for cell in map(str, row))
    )


def test_a_picture_holds_text_alone(pages):
    drawn = 0
    for path, page in pages.items():
        for name, offer in page.offers.items():
            draw = pictures.drawing(offer)
            if draw is None:
                continue
            said = pictures.picture(offer, draw)
            root = fromstring(said.encode())
            assert not re.search(r"<(script|image|foreignObject|a)\b|url\((?!#)", said), name
            assert not [key for each in root.iter() for key in each.attrib if "href" in key], name
            source = squeezed("".join(root.itertext()))
            assert squeezed(hostile.FOLDER) in source, (path, name)
            drawn += 1
    assert drawn > 15
    assert to_png(said).startswith(b"\x89PNG")


def test_a_picture_of_hostile_names_holds_them_as_text():
    names = [*hostile.CORPUS]
    counts = pl.DataFrame({"name": names, "open": range(len(names))})
    shares = counts.select("name", numerator="open", denominator=pl.lit(20), value=pl.lit(0.5))
    for table, draw in ((counts, tables.counts), (shares, tables.bars)):
        facts = {"filters": names[0], "as_at": "2020-12-07", "source": names[11]}
        offer = Offer(names[11], names[12], Download(table, facts, "=name"), draw)
        said = pictures.picture(offer, draw)
        root = fromstring(said.encode())
        assert all_there("".join(root.itertext()))
        assert {element.tag.partition("}")[2] for element in root.iter()} <= SHAPES
        assert not any(name.startswith("on") for e in root.iter() for name in e.attrib)


def test_a_briefing_holds_text_alone(pages):
    store_, selection = pages["summary"].store, Selection()
    made = {form: delivery.brief(form, store_, selection) for form in delivery.BRIEFING_FORMS}
    assert all(SAFE.fullmatch(file.name) for file in made.values())
    assert pdf_rules.faults(made["pdf"].content) == []
    with pdfplumber.open(io.BytesIO(made["pdf"].content)) as pdf:
        said = "".join(page.extract_text() for page in pdf.pages)
    word = docx.Document(io.BytesIO(made["docx"].content))
    page = document_fromstring(made["html"].content.decode())
    assert not {"script", "img", "a"} & {element.tag for element in page.iter()}
    for text in (said, "".join(p.text for p in word.paragraphs), page.text_content()):
        assert squeezed(hostile.FOLDER).lower() in squeezed(text).lower()
    assert b'TargetMode="External"' not in b"".join(unpack(made["docx"].content).values())
    assert faults(made["ods"].content, "ods") == []


@pytest.fixture(scope="module")
def everything(pages):
    return delivery.everything(pages["summary"].store, Selection())


def test_every_name_in_the_zip_is_plain(everything):
    assert SAFE.fullmatch(everything.name)
    files = unpack(everything.content)
    assert all(SAFE.fullmatch(name) and ".." not in name for name in files)
    assert faults(files["tables.ods"], "ods") == []
    told = "".join(content.decode() for name, content in files.items() if name.startswith("road/"))
    assert all_there(told.replace('""', '"'))


@pytest.mark.long
def test_libreoffice_pandas_and_polars_open_every_file(pages, everything, tmp_path):
    store_, selection = pages["summary"].store, Selection()
    for path, page in pages.items():
        if not page.offers:
            continue
        for form in workbooks.FORMS:
            file = tmp_path / f"{path}-{form}.{form}"
            file.write_bytes(delivery.whole_page(form, page).content)
            opened = office.converted(file, "fods", tmp_path).read_text(encoding="utf-8")
            assert "table:formula" not in opened, file.name
            assert 'xlink:href="http' not in opened, file.name
            names = fastexcel.read_excel(file).sheet_names
            assert [*pd.read_excel(file, sheet_name=None, engine="calamine")] == names
            assert all(
                len(pl.read_excel(file, sheet_name=name, has_header=False)) for name in names
            )
    for name, content in unpack(everything.content).items():
        if name.endswith(".csv"):
            rows = pd.read_csv(io.BytesIO(content), low_memory=False)
            assert rows.shape == pl.read_csv(io.BytesIO(content), infer_schema_length=None).shape
    word = tmp_path / "briefing.docx"
    word.write_bytes(delivery.brief("docx", store_, selection).content)
    assert office.converted(word, "pdf", tmp_path).read_bytes().startswith(b"%PDF")
    assert openpyxl.load_workbook(tmp_path / "road-xlsx.xlsx").worksheets
