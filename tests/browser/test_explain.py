"""Explain a number in a real browser: three clicks, the file, the keyboard."""

import io
import re

import polars as pl
import pytest
from playwright.sync_api import expect

from tests.browser.serving import measure

pytestmark = pytest.mark.browser

OPEN = "/?type=childrens-home&explain=coverage.area~london"


def behind(page):
    """Find the table of the records that count."""
    return page.locator("table.plain.wide tbody tr")


def filed(one, name):
    """Take a file of the explanation and read it."""
    return pl.read_csv(io.BytesIO(one.download(name)))


def test_the_homes_behind_a_number_in_three_clicks(reader, server):
    """Show me the homes behind this: 1 Explain a number, 2 the list, 3 the figure in it."""
    one = reader(height=1400)
    page = one.open("/?type=childrens-home")
    page.get_by_role("button", name="Explain a number").click()
    box = page.get_by_role("combobox", name="Figure", exact=True)
    box.click()
    box.fill("Settings visited, London")
    page.get_by_role("option", name=re.compile("^Settings visited, London: ")).click()
    page.locator("dl.facts").wait_for()
    one.settled()
    limits = ["--where", "setting_type=Children's home", "--where", "region=London"]
    (asked,) = measure(server, "coverage", *limits, "--as-at", "2020-12-07")
    n, total = asked["numerator"], asked["denominator"]
    facts = page.locator("dl.facts").inner_text()
    assert f"{n} visited, of {total} in scope" in facts
    assert "London, children's homes, visits from 1 September to 7 December 2020" in facts
    assert "SHA-256 starts" in facts
    assert behind(page).count() == min(n, 50)
    expect(page.get_by_text(f"{n} records count in this figure")).to_be_visible()
    counted, rest = filed(one, "explained"), filed(one, "left-out-of-it")
    assert counted.height == n
    assert set(counted["urn"]) >= set(behind(page).locator("th").all_text_contents())
    assert (rest["in_denominator"] == "yes").sum() == total - n
    assert not {"name", "outcome", "last_grade"} & {*counted.columns, *rest.columns}
    again = reader()
    again.open("/?" + page.url.partition("?")[2])
    assert again.page.locator("dl.facts").inner_text() == facts


def test_it_works_by_keyboard(reader):
    one = reader()
    page = one.open("/")
    page.get_by_role("button", name="Explain a number").focus()
    page.keyboard.press("Enter")
    box = page.get_by_role("combobox", name="Figure", exact=True)
    box.wait_for()
    one.settled()
    box.focus()
    page.keyboard.type("visited, London")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.locator("dl.facts", has_text="London, providers").wait_for()
    one.settled()
    page.get_by_role("button", name="Close the explanation").focus()
    page.keyboard.press("Enter")
    page.locator("dl.facts").wait_for(state="detached")
    one.settled()
    assert "explain=" not in page.url


def test_a_tile_and_an_exhibit_explain_their_own_figure_and_give_the_focus_back(reader):
    one = reader()
    page = one.open("/")
    asked = page.get_by_role("link", name="Explain: Settings visited")
    asked.focus()
    page.keyboard.press("Enter")
    page.locator("[role=dialog] dl.facts").wait_for()
    one.settled()
    n = re.match(r"[\d,]+", page.locator(".tiles dd span").first.inner_text())[0]
    assert page.get_by_text(f"{n} records count in this figure").is_visible()
    assert filed(one, "explained").height == int(n.replace(",", ""))
    page.keyboard.press("Escape")
    page.locator("[role=dialog]").wait_for(state="detached")
    one.settled()
    assert asked.evaluate("link => link === document.activeElement")
    page.wait_for_url(lambda address: "explain=" not in address)
    tools = page.locator("[data-exhibit=exhibit-road] button", has_text="Explain")
    tools.focus()
    page.keyboard.press("Enter")
    page.locator("[role=dialog] dl.facts").wait_for()
    one.settled()
    assert "of=road" in page.url
    page.get_by_role("button", name="Close the explanation").click()
    page.locator("[role=dialog]").wait_for(state="detached")
    one.settled()
    assert tools.evaluate("button => button === document.activeElement")


def test_another_page_does_not_take_the_explanation_along(reader):
    one = reader()
    one.open(OPEN)
    one.page.keyboard.press("Escape")
    one.page.locator("[role=dialog]").wait_for(state="detached")
    one.settled()
    page = one.go("Coverage")
    page.wait_for_url(lambda address: "explain=" not in address)
    assert "type=childrens-home" in page.url
