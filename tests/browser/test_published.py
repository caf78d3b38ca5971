"""The pages on records that nobody made up, with visits and without."""

import re

import pytest

from dashboard.exhibits.pages import PAGES

pytestmark = pytest.mark.browser

BAD = re.compile(r"\b(nan|NaN|NaT|NA|none of none|null|undefined|inf|Traceback|None)\b")
"""What a page says where nobody thought of a blank."""


def text_of(page):
    """Give all the words of a page, those in the map too."""
    return page.locator(".stMain").inner_text() + " ".join(
        page.locator(".area-map").all_text_contents()
    )


def test_every_page_opens_and_says_its_blanks_in_words(reader, published):
    one = reader(of=published)
    pages = [f"/{page.path}?show=all" for page in PAGES[1:]]
    for path in ("/coverage?regions=9&map=map", "/?type=secure-training-centre", *pages):
        page = one.open(path)
        for width in (390, 1366):
            page.set_viewport_size({"width": width, "height": 900})
            if "map=map" in path:
                page.locator(".area-map.ready").wait_for()
            text = text_of(page)
            assert not BAD.search(text), BAD.search(text)
            assert "illustrative" not in text.lower()
            assert "Ofsted" in page.locator("footer").inner_text()
            assert page.evaluate("document.querySelector('.stMain').scrollWidth") <= width


def test_a_register_without_visits_never_says_nought(reader, published):
    page = reader(of=published).open("/coverage?show=all")
    if "do not tell of visits to" not in page.locator(".answer").text_content():
        pytest.skip("these records hold visits")
    page.locator(".area-map.ready").wait_for()
    assert set(page.locator(".areas text:last-child").all_text_contents()) <= {"[x]", "none"}
    names = page.locator(".areas [role=button]").evaluate_all(
        "all => all.map(area => area.getAttribute('aria-label'))"
    )
    assert all(name.endswith(": not known") or ": no " in name for name in names)
    assert "(0%)" not in text_of(page)
    figures = page.locator("table.bars:not(.bridge) td:last-child").all_text_contents()
    assert set(figures) <= {"not known"}
