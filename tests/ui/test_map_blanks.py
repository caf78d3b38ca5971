"""What cannot be coloured is told from 0% at a glance, on a phone and in a picture too."""

import io
import json

import pytest
from PIL import Image, ImageStat

from dashboard.exhibits.exhibit import AreasMap
from dashboard.files import png
from dashboard.render.svg import areas
from dashboard.settings import shipped

CODES = [a["code"] for a in json.loads((shipped("geo") / "map_2020.json").read_text())["areas"]]
PATTERNED = ("few", "unknown")
LIGHT, DARKER = 248, 238
"""White is lighter than the first; grey, and dots or stripes, are darker than the second."""
LARGEST = """(map, state) => [...map.querySelectorAll(
  ".areas .state-" + state + " path")].map((path) => path.getBoundingClientRect())
  .map(({ x, y, width, height }) => ({ x: x + width / 3, y: y + height / 3,
    width: width / 3, height: height / 3 }))
  .reduce((most, box) => (box.width * box.height > most.width * most.height ? box : most))"""
"""The middle of the largest authority of a state, which no line crosses."""


def lightness(drawn):
    """Give the mean lightness of a picture, from 0 to 255."""
    image = Image.open(io.BytesIO(drawn)).convert("RGBA")
    image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image)
    return ImageStat.Stat(image.convert("L")).mean[0]


@pytest.mark.browser
@pytest.mark.parametrize(
    ("query", "width", "forced"),
    [("", 390, "none"), ("", 320, "active"), ("?small=1", 390, "none"), ("?view=map", 390, "none")],
)
def test_what_is_too_few_or_not_known_does_not_read_as_white(map_page, query, width, forced):
    page = map_page(query, width=width, height=900, forced_colors=forced)
    root = page.locator(".area-map").element_handle()
    page.wait_for_timeout(200)

    def light(state):
        box = root.evaluate(LARGEST, state)
        return lightness(page.screenshot(clip=box))

    found = {state: light(state) for state in ("0", "none", *PATTERNED)}
    assert found["0"] > LIGHT, "0% is white"
    assert all(found[state] < DARKER for state in ("none", *PATTERNED)), found


@pytest.mark.parametrize("view", ["hexagons", "map"])
def test_in_a_picture_too_few_is_darker_than_none_visited(view):
    def drawn(state):
        values = dict.fromkeys(CODES, (state, "", 0, 4))
        shown = AreasMap(values, {}, [], "", "settings", "visited", "region", "2020", view)
        return lightness(png.to_png(areas.mapped(shown), 390))

    found = {state: drawn("0") - drawn(state) for state in ("none", *PATTERNED)}
    assert all(darker > 3 for darker in found.values()), found
