"""The road in a real browser: a scenario is in the address, both dates move, and all can use it."""

from urllib.parse import parse_qs, urlsplit

import pytest

pytestmark = pytest.mark.browser


def reached(page):
    """Read from the scenario's table when each track reaches its target, for each case."""
    rows = page.locator("table:has-text('To settings not yet seen') tbody tr")
    found = [row.locator("th, td").all_inner_texts() for row in rows.all()]
    return {(row[0], row[1]): row[-1] for row in found}


def test_a_changed_capacity_moves_the_date_that_is_forecast_and_the_address_records_it(reader):
    one = reader()
    page = one.open("/road")
    usual = reached(page)
    assert set(usual) == {("Local authorities", "as it is"), ("Providers", "as it is")}
    field = page.get_by_label("Inspectors on visits")
    field.fill("100")
    field.press("Enter")
    page.locator("h2", has_text="In your scenario").wait_for()
    one.settled()
    assert parse_qs(urlsplit(page.url).query) == {"inspectors": ["100"]}
    changed = reached(page)
    for track, moves in (("Local authorities", False), ("Providers", True)):
        assert changed[track, "as it is"] == usual[track, "as it is"]
        assert (changed[track, "your scenario"] != usual[track, "as it is"]) == moves
    assert usual["Local authorities", "as it is"] == "not worked out"
    again = reader()
    assert reached(again.open("/road?inspectors=100")) == changed
    page.get_by_role("button", name="Reset scenario").click()
    page.locator("h2", has_text="change a number").wait_for()
    assert urlsplit(page.url).query == ""


def test_a_scenario_and_the_filters_keep_each_other(reader):
    one = reader()
    page = one.open("/road?inspectors=60&lost=2")
    one.choose("Area", "North West (region)")
    one.saying("North West, providers")
    assert parse_qs(urlsplit(page.url).query) == {
        "area": ["north-west"],
        "inspectors": ["60"],
        "lost": ["2"],
    }
    page = one.go("Summary")
    assert "inspectors=60" in page.url


@pytest.mark.parametrize("width", [1366, 820])
@pytest.mark.parametrize("query", ["", "?area=london&type=childrens-home"])
def test_both_roads_begin_and_end_at_one_height(reader, width, query):
    page = reader(width=width).open(f"/road{query}")
    page.locator(".stPlotlyChart .nsewdrag").nth(1).wait_for()
    boxes = [each.bounding_box() for each in page.locator(".stPlotlyChart .nsewdrag").all()]
    assert len(boxes) == 2 and boxes[0]["x"] < boxes[1]["x"]
    for side in ("y", "height"):
        assert abs(boxes[0][side] - boxes[1][side]) < 1.5, (side, boxes)
    for place in (0, 1):
        card = page.locator(".tracks > div").nth(place).bounding_box()
        below = page.locator("[class*=st-key-road_]").nth(place).bounding_box()
        assert abs(card["x"] - below["x"]) < 1.5, (card, below)


def test_printed_roads_stand_below_one_another_over_the_whole_width(reader):
    page = reader().open("/road")
    page.locator(".stPlotlyChart .nsewdrag").nth(1).wait_for()
    page.emulate_media(media="print")
    first, second = (page.locator("[class*=st-key-road_]").nth(n).bounding_box() for n in (0, 1))
    assert first["x"] == second["x"] and first["y"] + first["height"] < second["y"]
    after = page.locator("h2.headline", has_text="change a number").bounding_box()
    assert second["y"] + second["height"] < after["y"]


def test_the_rule_opens_by_keyboard(reader):
    page = reader().open("/road")
    rule = page.locator("details.rule summary")
    rule.focus()
    page.keyboard.press("Enter")
    assert page.get_by_text("8 in 10 or more is On").is_visible()
