"""A picture at the size of a slide: 16 to 9, to be read from afar, honest about a part."""

import re
from html import escape

import pytest
from lxml.etree import fromstring

from dashboard.delivery import deliver, lay_out
from dashboard.delivery.asked import NoSuchFileError
from dashboard.exhibits.pages import PAGES
from dashboard.measures.selection import Selection
from dashboard.render import pictures, slides

SVG = "{http://www.w3.org/2000/svg}"


def sizes(drawn):
    """Give the sizes of all type on a slide, in points."""
    whole = fromstring(drawn.encode())
    assert whole.get("viewBox") == "0 0 960 540"
    body = whole.find(f"{SVG}svg")
    scale = float(body.get("width")) / float(body.get("viewBox").split()[2])
    bottom = float(body.get("y")) + float(body.get("height"))
    top = min(float(t.get("y")) - 14 for t in whole.findall(f"{SVG}text")[-1:])
    assert bottom <= top + 14, "what is drawn ends above its source"
    inside = [float(each.get("font-size", 15)) * scale for each in body.iter(f"{SVG}text")]
    return [*inside, *(float(each.get("font-size")) for each in whole.findall(f"{SVG}text"))]


@pytest.mark.parametrize("path", [page.path for page in PAGES if page.path != "data"])
def test_every_picture_that_is_offered_for_a_slide_fits_one(illustrated, path):
    offers = lay_out(path, illustrated, Selection()).offers
    for key, offer in offers.items():
        draw = pictures.drawing(offer)
        if offer.slides and draw:
            assert min(sizes(slides.slide(offer, draw))) >= 13.99, key


def test_a_table_that_is_too_long_says_how_much_of_it_is_drawn(illustrated):
    offer = lay_out("enforcement", illustrated, Selection()).offers["types"]
    drawn = slides.slide(offer, pictures.drawing(offer))
    count, every = map(int, re.search(r"The first (\d+) of (\d+) are drawn", drawn).groups())
    names = offer.file.table["name"].unique(maintain_order=True).to_list()
    assert len(names) == every
    assert escape(names[0]) in drawn
    assert escape(names[count - 1]) in drawn
    assert escape(names[count]) not in drawn


def test_every_region_fits_on_one_with_its_load_and_the_longest_bar_has_the_whole_width(
    illustrated,
):
    offer = lay_out("areas", illustrated, Selection()).offers["beside"]
    drawn = slides.slide(offer, pictures.drawing(offer))
    assert "are drawn" not in drawn
    counts = offer.file.table.select("numerator", "denominator").iter_rows()
    assert all(f"{n} of {total} (" in drawn for n, total in counts)
    assert "0 to 30%" in drawn


def test_it_is_a_file_of_its_own_and_a_map_has_none():
    made = deliver("summary", "regions-slide.png", {})
    assert made.name.endswith(".png")
    assert "slide" in made.name
    for name in ("areas-slide.png", "regions-slide.svg", "nothing-slide.png"):
        with pytest.raises(NoSuchFileError):
            deliver("summary", name, {})
