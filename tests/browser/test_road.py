"""The road in a real browser: a scenario is in the address, both dates move, and all can use it."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = pytest.mark.browser


def reached(page):
    """Read from the scenario's table when each track reaches its target, for each case."""
    rows = page.locator("table:has-text('To settings not yet seen') tbody tr")
    found = [row.locator("th, td").all_inner_texts() for row in rows.all()]
    return {(row[0], row[1]): row[-1] for row in found}


def test_a_changed_capacity_moves_both_dates_and_the_address_records_it(reader):
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
    for track in ("Local authorities", "Providers"):
        assert changed[track, "as it is"] == usual[track, "as it is"]
        assert changed[track, "your scenario"] != usual[track, "as it is"]
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


def test_the_rule_opens_by_keyboard(reader):
    page = reader().open("/road")
    rule = page.locator("details.rule summary")
    rule.focus()
    page.keyboard.press("Enter")
    assert page.get_by_text("8 in 10 or more is On course").is_visible()


@pytest.mark.parametrize("address", ["/road", "/road?inspectors=100&area=london"])
def test_a_checker_finds_no_serious_fault(reader, address):
    page = reader(bypass_csp=True).open(address)
    page.locator(".js-plotly-plot").last.wait_for()
    faults = [
        (fault["id"], node["target"])
        for fault in Axe().run(page).response["violations"]
        if fault["impact"] in ("serious", "critical")
        for node in fault["nodes"]
    ]
    assert faults == []


@pytest.mark.parametrize("width", [320, 390])
def test_nothing_runs_off_a_narrow_screen(reader, width):
    page = reader(width=width, height=800).open("/road?inspectors=100")
    page.locator(".js-plotly-plot").nth(1).wait_for()
    assert page.evaluate("document.querySelector('.stMain').scrollWidth") == width
    heights = page.evaluate(
        "[...document.querySelectorAll('[data-testid=stNumberInputContainer] button')]"
        ".map(button => Math.min(button.offsetWidth, button.offsetHeight))"
    )
    assert len(heights) == 8
    assert min(heights) >= 24


def test_published_records_open(browser, published):
    from tests.browser.serving import readers

    with readers(browser, published) as make:
        page = make().open("/road")
        said = page.locator(".stMain").inner_text()
        assert re.search(r"has passed|hold the register but no visits", said)
        assert not re.search(r"\b(None|nan|NaN|NaT|undefined)\b", said)
