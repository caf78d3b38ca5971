"""A briefing as one picture holds every page of the PDF, and says in words what it shows."""

import io

import pytest
from PIL import Image, ImageChops

from dashboard.files.typeset import typeset
from dashboard.render.spread import DOTS, GAP, alt, to_spread
from tests.files.test_briefing import HOSTILE, told


@pytest.fixture(scope="module")
def made():
    return to_spread(told())


def pages_of(png, count):
    """Cut a picture into its pages."""
    drawn = Image.open(io.BytesIO(png)).convert("RGB")
    wide = (drawn.width - GAP) // count - GAP
    lefts = [GAP + place * (wide + GAP) for place in range(count)]
    return [drawn.crop((left, GAP, left + wide, drawn.height - GAP)) for left in lefts]


@pytest.mark.parametrize("rows", [3, 200])
def test_every_page_of_the_pdf_is_in_it_side_by_side(rows):
    briefing = told(rows=rows)
    made = typeset(briefing, format="png", ppi=DOTS)
    typeset_pages = [made] if isinstance(made, bytes) else made
    drawn = pages_of(to_spread(briefing), len(typeset_pages))
    assert len(drawn) > (rows > 100)
    for page, as_typeset in zip(drawn, typeset_pages, strict=True):
        alone = Image.open(io.BytesIO(as_typeset)).convert("RGB")
        assert page.size == alone.size
        assert ImageChops.difference(page, alone).getbbox() is None


def test_it_says_in_words_what_it_shows(made):
    said = Image.open(io.BytesIO(made)).text
    assert said["Title"] == "Briefing: Kent"
    assert said["Description"] == alt(told())
    assert "As at 7 December 2020. In Kent: 3 of 8." in said["Description"]


def test_the_same_briefing_gives_the_same_bytes(made):
    assert made == to_spread(told())


@pytest.mark.parametrize("text", HOSTILE)
def test_text_stays_text(text):
    said = Image.open(io.BytesIO(to_spread(told(text=text)))).text
    assert said["Title"] == f"Briefing: {text}"
