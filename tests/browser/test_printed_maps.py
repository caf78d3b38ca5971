"""A map is printed on one sheet with its title and legend; no last sheet is only a source."""

import re
from io import BytesIO

import pdfplumber
import pytest

pytestmark = pytest.mark.browser

SHEETS = ({"format": "A4"}, {"format": "A4", "landscape": True}, {"format": "Letter"})
TOLD = """map => {
  const root = [...map.querySelectorAll("*")].find(each => each.shadowRoot).shadowRoot
  const titles = [...document.querySelectorAll(".stHtml .title")]
    .filter(each => each.compareDocumentPosition(map) & 4)
  return { title: titles.at(-1).textContent, region: "South West",
    legend: root.querySelector(".legend li:last-child").textContent.trim() } }"""
"""The title of a map, the name of a region on it, and the last words of its legend."""


def plain(said):
    """Write text without spaces, which a PDF leaves out or puts in."""
    return re.sub(r"\s+", "", said)


@pytest.mark.parametrize(
    "path",
    ["/", "/coverage", *(pytest.param(p, marks=pytest.mark.long) for p in ("/why", "/areas"))],
)
def test_a_map_is_on_one_sheet_with_its_title_and_its_legend(reader, path):
    page = reader().open(path)
    page.locator(".area-map.ready").wait_for()
    told = page.locator("[class*=st-key-area_map_]").first.evaluate(TOLD)
    for sheet in SHEETS:
        with pdfplumber.open(BytesIO(page.pdf(**sheet))) as printed:
            sheets = [plain(each.extract_text()) for each in printed.pages]
        title = next(n for n, said in enumerate(sheets) if plain(told["title"])[:60] in said)
        assert plain(told["legend"]) in sheets[title], (sheet, title)
        assert plain(told["region"]) in sheets[title], (sheet, title)
        assert not sheets[-1].startswith("Source:"), sheet


def test_the_list_of_every_authority_takes_few_sheets(reader):
    page = reader().open("/coverage")
    page.locator(".area-map.ready").wait_for()
    with pdfplumber.open(BytesIO(page.pdf(format="A4"))) as printed:
        said = [each.extract_text() for each in printed.pages]
    listed = [text for text in said if re.search(r"Authority\s+Region\s+Visited", text)]
    assert "Worcestershire" in listed[-1]
    assert 0 < len(listed) <= 4
