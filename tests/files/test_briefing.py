"""A briefing is a tagged PDF in English that says what it is told, and nothing of it is markup."""

import io

import pdfplumber
import pikepdf
import pytest

from dashboard.figures import drawings
from dashboard.files.briefing import Briefing, Listing, Picture, to_html, to_pdf

HOSTILE = ('#import "/etc/passwd"', "*bold* _it_ $x$ @ref <label>", '<script>x</script> & "q"')
SVG = drawings.bars(["North <West>", "South"], [0.5, None], ["1 of 2", "[x]"])


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
        ("Not graded.",), "Snapshot 1",
    )  # fmt: skip


def tree(pdf):
    """Walk the tags of a PDF in reading order: each with its alternative text."""

    def walk(node):
        if isinstance(node, pikepdf.Array):
            for child in node:
                yield from walk(child)
        elif isinstance(node, pikepdf.Dictionary):
            if "/S" in node:
                yield str(node["/S"]).strip("/"), str(node.get("/Alt", ""))
            if "/K" in node:
                yield from walk(node["/K"])

    return list(walk(pdf.Root.StructTreeRoot["/K"]))


@pytest.fixture(scope="module")
def made():
    return to_pdf(told())


def test_the_pdf_is_tagged_and_says_its_language_title_and_standard(made):
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "en-GB"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        with pdf.open_metadata() as facts:
            assert facts["dc:title"] == "Briefing: Kent"
            assert facts["pdfuaid:part"] == "1"


def test_the_pdf_is_read_in_order_and_each_picture_has_its_text(made):
    with pikepdf.open(io.BytesIO(made)) as pdf:
        tags = tree(pdf)
    names = [name for name, _ in tags]
    assert [alt for name, alt in tags if name == "Figure"] == ["Visits rose"] * 2
    assert names.index("H1") < names.index("L") < names.index("Figure") < names.index("Table")
    assert names.count("H1") == 1
    assert names.count("TH") == 2
    assert names.count("TR") == 4


def test_headings_are_repeated_on_every_page_of_a_long_table():
    with pdfplumber.open(io.BytesIO(to_pdf(told(rows=120)))) as pdf:
        pages = [page.extract_text() for page in pdf.pages]
    assert len(pages) > 2
    assert all("Type Seen" in text for text in pages if "Kent 5" in text or "Kent 90" in text)


def test_the_same_briefing_gives_the_same_bytes(made):
    assert made == to_pdf(told())


@pytest.mark.parametrize("text", HOSTILE)
def test_text_stays_text(text):
    with pdfplumber.open(io.BytesIO(to_pdf(told(text=text)))) as pdf:
        said = "".join(page.extract_text() for page in pdf.pages)
    assert "".join(text.split()) in "".join(said.split())
    page = to_html(told(text=text))
    assert "<script" not in page
    assert 'src="' not in page
    assert "http" not in page.replace("http://www.w3.org/2000/svg", "")


def test_a_drawing_of_nothing_is_still_one():
    assert drawings.bars([], [], []).startswith("<svg")
