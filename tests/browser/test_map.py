"""The map on its page: choosing an authority is choosing a filter."""

import pytest

pytestmark = pytest.mark.browser

KENT = "E10000016"


def area(page, code):
    """Find an authority on the map."""
    return page.locator(f'.areas [data-code="{code}"]')


def test_the_card_of_a_click_filters_and_clears(reader, server):
    one = reader(height=1500)
    page = one.open("/coverage?type=all-childrens-homes")
    area(page, KENT).click()
    page.get_by_role("button", name="Show only Kent").click()
    one.saying("Kent, children's homes of all types")
    assert page.url == f"{server.address}/coverage?area={KENT}&type=all-childrens-homes"
    assert page.get_by_role("combobox", name="Area").input_value() == "Kent"
    assert area(page, KENT).get_attribute("aria-pressed") == "true"
    words = area(page, KENT).get_attribute("aria-label")
    answer = page.locator(".answer").text_content()
    assert words.split(": ")[1].split(" children")[0] in answer, "one figure, said twice"
    one.go("Summary")
    assert "Kent" in page.locator(".answer").text_content()
    one.go("Coverage")
    area(page, KENT).click()
    page.get_by_role("button", name="Show all of England").click()
    one.saying("England, children's homes of all types")


def test_enter_filters_and_the_focus_stays(reader):
    one = reader(height=1500)
    page = one.open("/coverage")
    area(page, KENT).focus()
    page.keyboard.press("Enter")
    here = "() => document.activeElement.shadowRoot?.activeElement?.dataset.code"
    assert page.evaluate(here) == KENT
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    one.saying("Kent, providers")
    area(page, KENT).focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    one.saying("England, providers")


def test_the_card_leads_to_the_page_of_its_authority_with_the_filters(reader):
    one = reader(height=1500)
    page = one.open("/coverage?type=all-childrens-homes")
    received = one.received
    area(page, KENT).click()
    assert page.locator(".detail li").count() == 3
    link = page.get_by_role("link", name="Open Kent")
    assert one.received == received, "a card is shown without the server"
    link.click()
    one.saying("Kent, children's homes of all types")
    assert page.locator("h1").text_content() == "Areas"


def test_the_picture_is_switched_and_kept(reader):
    one = reader(height=1500)
    page = one.open("/coverage")
    page.locator(".area-map.hex.ready").wait_for()
    one.pick("Map")
    page.locator(".area-map.map.ready").wait_for()
    assert page.url.endswith("?map=map")
    one.choose("Area", "Kent")
    one.saying("Kent")
    assert page.locator(".area-map.map").count() == 1
    again = reader().open(f"/coverage?area={KENT}&map=map")
    again.locator(".area-map.map.ready").wait_for()
    one.pick("Equal hexagons")
    page.locator(".area-map.hex.ready").wait_for()
    assert "map=" not in page.url


def test_shapes_are_fetched_once_however_often_filters_change(reader):
    one = reader(alone=True)
    one.open("/coverage")
    for option in ("Kent", "London (region)"):
        one.choose("Area", option)
        one.saying(option.removesuffix(" (region)"))
    one.go("Summary")
    one.go("Coverage")
    assert len([url for url in one.requested if "/assets/map_" in url]) == 1
