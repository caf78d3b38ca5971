"""A briefing is a tagged PDF in English that says what it is told, and nothing of it is markup."""

import io
import re
from dataclasses import replace

import pdfplumber
import pikepdf
import polars as pl
import pytest

from dashboard.files.briefing import Briefing, Listing, Picture
from dashboard.files.pdf import to_pdf
from dashboard.measures.status import Status
from dashboard.render.briefing import to_html
from dashboard.render.svg.tables import bars
from tests.files.pdf_rules import faults, tags

HOSTILE = ('#import "/etc/passwd"', "*bold* _it_ $x$ @ref <label>", '<script>x</script> & "q"')
SHARES = pl.DataFrame(
    {
        "name": ["North <West>", "South"],
        "numerator": [1, None],
        "denominator": [2, 3],
        "value": [0.5, None],
        "status": [Status.FEW.value, Status.UNKNOWN.value],
    }
)
SVG = bars(SHARES, 520)


def told(rows=3, text="Kent"):
    listing = Listing(
        "Most are seen",
        "By type",
        ("Type", "Seen"),
        tuple((f"{text} {n}", "1 of 2") for n in range(rows)),
    )
    picture = Picture("Visits rose", "Visits each week", SVG)
    return Briefing(
        f"Briefing: {text}", ("Internal", "As at 7 December 2020"), (f"In {text}: 3 of 8.",),
        (("Settings visited", "3 of 8", "too few"),), (picture, picture), (listing,),
        ("Not graded.",), (("Area", text), ("Sector", "All")), "Snapshot 1",
    )  # fmt: skip


@pytest.fixture(scope="module")
def made():
    return to_pdf(told())


def test_the_pdf_keeps_every_rule_of_reading_without_eyes(made):
    assert faults(made) == []


SPOILT = {
    "language": lambda root: root.__delitem__("/Lang"),
    "not tagged": lambda root: root.__delitem__("/MarkInfo"),
    "its file name": lambda root: root.__delitem__("/ViewerPreferences"),
    "has no text": lambda root: first(root, "Figure").__delitem__("/Alt"),
    "what it heads": lambda root: first(root, "TH").__delitem__("/A"),
    "a level of heading": lambda root: first(root, "H2").__setitem__("/S", pikepdf.Name.H4),
    "headings begin": lambda root: first(root, "H1").__setitem__("/S", pikepdf.Name.P),
    "no row of headings": lambda root: first(root, "TH").__setitem__("/S", pikepdf.Name.TD),
    "has no heading": lambda root: last(root, "TH").__setitem__("/S", pikepdf.Name.TD),
    "does not name": lambda root: last(root, "TH").__delitem__("/ID"),
    "say that they head": lambda root: last(root, "TH")["/A"][-1].__setitem__(
        "/Scope", pikepdf.Name.Column
    ),
}


def first(root, name):
    """Give the first tag of a name."""
    return next(node for found, node, _ in tags(root) if found == name)


def last(root, name):
    """Give the last tag of a name."""
    return [node for found, node, _ in tags(root) if found == name][-1]


@pytest.mark.parametrize("fault", SPOILT)
def test_the_rules_find_what_a_screen_reader_would_miss(made, fault):
    spoilt = io.BytesIO()
    with pikepdf.open(io.BytesIO(made)) as pdf:
        SPOILT[fault](pdf.Root)
        pdf.save(spoilt)
    assert any(fault in found for found in faults(spoilt.getvalue()))


def test_what_is_neither_tagged_nor_decoration_is_found(made):
    spoilt = io.BytesIO()
    with pikepdf.open(io.BytesIO(made)) as pdf:
        pdf.pages[0].contents_add(pdf.make_stream(b"BT /f0 12 Tf (more) Tj ET"))
        pdf.save(spoilt)
    assert any("neither tagged" in found for found in faults(spoilt.getvalue()))


def test_the_pdf_is_read_in_order_and_each_picture_has_its_text(made):
    with pikepdf.open(io.BytesIO(made)) as pdf:
        found = tags(pdf.Root)
        alts = [str(node["/Alt"]) for name, node, _ in found if name == "Figure"]
    names = [name for name, *_ in found]
    assert alts == ["Visits rose"] * 2
    assert names.index("H1") < names.index("L") < names.index("Figure") < names.index("Table")
    assert names.count("TH") == 2 + 3
    assert names.count("TR") == 4


def test_headings_are_repeated_on_every_page_of_a_long_table():
    with pdfplumber.open(io.BytesIO(to_pdf(told(rows=200)))) as pdf:
        pages = [page.extract_text() for page in pdf.pages]
    assert len(pages) > 2
    assert all("Type Seen" in text for text in pages if "Kent 5" in text or "Kent 150" in text)


def test_a_short_table_stays_on_one_page_wherever_it_falls():
    for count in range(30, 48, 3):
        briefing = replace(told(rows=6), sentences=("In Kent.",) * count)
        with pdfplumber.open(io.BytesIO(to_pdf(briefing))) as pdf:
            rows = [len(re.findall(r"Kent \d", page.extract_text())) for page in pdf.pages]
        assert 6 in rows, (count, rows)


def test_large_figures_and_words_for_them_stand_in_one_line():
    figures = (
        ("Visited", "8", "of 9"),
        ("A label of two lines or more", "9", ""),
        ("C", "none", ""),
    )
    with pdfplumber.open(io.BytesIO(to_pdf(replace(told(), figures=figures)))) as pdf:
        words = pdf.pages[0].extract_words(extra_attrs=["size"])
    under = {round(word["bottom"] - word["size"] * 0.2) for word in words if is_value(word)}
    assert len(under) == 1


def is_value(word):
    """Say whether a word is a large figure of the briefing."""
    return word["text"] in ("8", "9", "none") and word["size"] > 10.5


def test_the_same_briefing_gives_the_same_bytes(made):
    assert made == to_pdf(told())


@pytest.mark.parametrize("text", HOSTILE)
def test_text_stays_text(text):
    with pdfplumber.open(io.BytesIO(to_pdf(told(text=text)))) as pdf:
        said = "".join(page.extract_text() for page in pdf.pages)
    assert "".join(text.split()) in "".join(said.split())
    page = to_html(told(text=text)).decode()
    assert "<script" not in page
    assert 'src="' not in page
    assert "http" not in page.replace("http://www.w3.org/2000/svg", "")


def test_a_drawing_of_nothing_is_still_one():
    assert bars(SHARES.head(0)).startswith("<svg")
