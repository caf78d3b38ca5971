"""The pages by keyboard, on a narrow screen, and as a checker of accessibility sees them."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from dashboard.exhibits.pages import PAGES as ALL_PAGES

pytestmark = pytest.mark.browser

PAGES = tuple("/" if page.path == "summary" else f"/{page.path}" for page in ALL_PAGES)
WHOLE = tuple(f"/{page.path}?show=all" for page in ALL_PAGES if page.parts)
MAPPED = ("/", "/coverage", "/why", "/enforcement", "/areas")
"""The pages that open with a map; that of the road is in its part of local authorities."""
CHOSEN = (
    "/coverage?area=E10000016&regions=9&unit=places",
    "/road?inspectors=100&area=london",
    "/areas?area=E10000016",
    "/areas?area=north-west",
    "/areas?area=E10000016&compare=E06000010,south-east&show=areas-compared",
    "/?type=childrens-home&explain=coverage.area~london",
)
WIDTHS = (320, 390, 640, 768, 1366)

EXCUSED = set()
"""Faults that Streamlit makes and that we cannot mend: the rule and the element. There are none."""

HERE = """() => { let here = document.activeElement
  while (here?.shadowRoot?.activeElement) here = here.shadowRoot.activeElement
  if (here === document.body) return ""
  if (here.dataset?.code) return "authority"
  if (here.id === "stMain") return "main"
  const name = here.getAttribute("aria-label") || (here.closest("label") ?? here).textContent
  return name.trim() }"""


def stops(page, most=80):
    """Press Tab from the top of a page and name what has the focus, until it leaves."""
    found = []
    for _ in range(most):
        page.keyboard.press("Tab")
        found.append(page.evaluate(HERE))
        if found[-1] == "" or found[-1].startswith("How these records were read"):
            break
    return found


def in_order(expected, found):
    """Say whether some stops come in this order, others between them or not."""
    left = iter(found)
    return all(any(name in stop for stop in left) for name in expected)


FILTERS = ["Area", "Setting type", "Visits from", "Up to", "+ More", "Reset"]
NAVIGATION = ["Skip to main content", "Summary", "Coverage"]


SEEN = """(those) => [...document.querySelectorAll(those)].map((one) => {
  const look = getComputedStyle(one)
  return look.backgroundColor !== getComputedStyle(document.body).backgroundColor
    || look.outlineStyle !== "none" })"""
MARKED = """() => {
  const paper = getComputedStyle(document.body).backgroundColor
  const links = [...document.querySelectorAll(".st-key-navigation a")]
  return links.filter((one) => getComputedStyle(one).borderBottomColor !== paper).length }"""


def check_in_own_colours(page):
    """Where a reader's colours replace ours, every bar and column is still there to be seen."""
    page.emulate_media(forced_colors="active")
    seen = page.evaluate(SEEN, ".track span, .columns > span")
    assert len(seen) > 20
    assert all(seen)
    assert page.evaluate(MARKED) == 1, "only the page that is open is marked"
    page.emulate_media(forced_colors="none")


def test_tab_reaches_everything_on_the_summary(reader):
    page = reader().open("/")
    check_in_own_colours(page)
    found = stops(page)
    assert found[0] == "Skip to main content"
    tools = ["Table", "Download", "Copy", "Link", "Download"]
    assert in_order([*NAVIGATION, *FILTERS, *tools], found), found


def test_tab_reaches_everything_on_coverage_and_stops_once_on_the_map(reader):
    page = reader().open("/coverage")
    page.locator(".area-map.ready").wait_for()
    page.emulate_media(forced_colors="active")
    rings = page.evaluate(SEEN, "[data-testid=stRadioOption] > div > div:first-child")
    assert rings == [True, False] * 2, "the map that is shown, and its colours"
    page.emulate_media(forced_colors="none")
    found = stops(page)
    areas = ["Where", "Show all on one page", "Download", "Equal hexagons"]
    areas += ["authority", "Table of all 151 authorities", "Download"]
    assert in_order([*NAVIGATION, *FILTERS, *areas], found), found
    assert found.count("authority") == 1
    assert found.count("Download") == 2


def test_a_part_is_opened_by_keyboard_without_a_jump_and_the_back_button_closes_it(reader):
    """The focus stays on its link, what stands above does not move, and the filters are kept."""
    one = reader()
    page = one.open("/coverage?area=london")
    tabs = page.locator("nav.contents .tabs > li > a")
    before = tabs.first.evaluate("link => link.getBoundingClientRect().top")
    tabs.nth(2).press("Enter")
    page.locator("h2.headline", has_text="visited by 7 December 2020").wait_for()
    one.settled()
    page.wait_for_function("document.activeElement.matches('.tabs [aria-current=true]')")
    assert page.evaluate(HERE) == "Over time"
    assert tabs.first.evaluate("link => link.getBoundingClientRect().top") == before
    assert page.url.endswith("/coverage?area=london&show=weeks")
    assert page.locator(".area-map").count() == 0
    page.go_back()
    page.locator(".area-map.ready").wait_for()
    assert page.locator(".tabs [aria-current=true]").text_content() == "Where"


def test_the_skip_link_passes_the_navigation(reader):
    page = reader().open("/coverage")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate(HERE) == "main"


def test_a_list_is_answered_by_keyboard(reader):
    one = reader()
    page = one.open("/")
    page.get_by_role("combobox", name="Area").focus()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("Isle of W")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    one.saying("Isle of Wight, providers")


def test_no_single_key_opens_or_changes_anything(reader):
    one = reader()
    page = one.open("/")
    page.locator("h1").click()
    page.wait_for_timeout(500)
    before, received = page.locator(".stMain").inner_text(), one.received
    for key in ("c", "r", "Shift+C", "Shift+R"):
        page.keyboard.press(key)
        page.wait_for_timeout(300)
        assert page.locator("[role=dialog]").count() == 0, key
        assert page.locator(".stMain").inner_text() == before, key
        assert one.received == received, f"{key} makes the page run again"


def test_on_a_narrow_screen_the_map_has_no_text_and_a_list_by_region_follows(reader):
    one = reader(width=320, height=800)
    page = one.open("/coverage")
    page.locator(".area-map.narrow.ready").wait_for()
    assert page.locator(".picture").is_visible()
    assert page.locator(".picture text:visible").count() == 0
    regions = page.locator(".list summary").all_text_contents()
    assert len(regions) == 8
    assert all(region.endswith("%") for region in regions)
    page.get_by_text("South East — ").click()
    page.locator(".list").get_by_role("button", name="Kent").click()
    one.saying("Kent, providers")
    assert page.locator(".list details[open]").count() == 1, "the chosen region stays open"


def test_on_a_narrow_screen_a_record_is_told_cell_by_cell(reader):
    page = reader(width=320, height=800).open("/enforcement")
    row = page.locator(".records tbody tr").first
    cells = row.locator("td").evaluate_all(
        """all => all.map(cell => [getComputedStyle(cell, "::before").content,
          cell.getBoundingClientRect().right])"""
    )
    headings = page.locator(".records thead").first.locator("th").all_text_contents()
    assert [named.strip('"') for named, _ in cells] == headings[1:]
    assert max(right for _, right in cells) <= 320


SMALL = """() => {
  const TARGETS = "a[href], button, summary, [role=combobox], label:has(input), [role=button]"
  const small = []
  const look = (root) => root.querySelectorAll("*").forEach((node) => {
    if (node.shadowRoot) look(node.shadowRoot)
    if (!node.matches(TARGETS)) return
    const { width, height } = node.getBoundingClientRect()
    if (node.closest("[aria-hidden=true]") || !node.checkVisibility() || width < 2) return
    if (Math.min(width, height) < 24) small.push(`${node.textContent.trim()} ${width}x${height}`)
  })
  look(document.querySelector(".stMain"))
  return small }"""


def drawn(page):
    """Wait until the map and the charts of a page are drawn."""
    if page.locator(".area-map").count():
        page.locator(".area-map.ready").wait_for()
    for chart in page.locator(".stPlotlyChart").all():
        chart.locator(".main-svg").first.wait_for(state="attached")


def faults(page):
    """Give what a checker of accessibility finds serious: the rule and the element."""
    page.locator("details").evaluate_all("all => all.forEach(part => { part.open = true })")
    return {
        (fault["id"], node["html"])
        for fault in Axe().run(page).response["violations"]
        if fault["impact"] in ("serious", "critical")
        for node in fault["nodes"]
    }


@pytest.mark.parametrize(
    "path", [*PAGES, *(pytest.param(path, marks=pytest.mark.long) for path in (*WHOLE, *CHOSEN))]
)
def test_a_page_can_be_used_at_every_width(reader, path):
    """Nothing runs off sideways, targets are large enough, and the checker finds nothing."""
    page = reader(bypass_csp=True).open(path)
    drawn(page)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        page.wait_for_timeout(300)
        if path in PAGES:
            pictures = page.locator(".area-map.ready .picture:visible").count()
            assert pictures == (path in MAPPED), f"{width} wide: five pages open with a map"
        wide = page.locator("html, .stMain").evaluate_all("all => all.map(one => one.scrollWidth)")
        assert max(wide) <= width
        if width == WIDTHS[0] or (width == WIDTHS[-1] and path in PAGES):
            assert page.evaluate(SMALL) == [], width
            assert faults(page) - EXCUSED == set(), width


@pytest.mark.parametrize(
    "path", [PAGES[0], *(pytest.param(path, marks=pytest.mark.long) for path in PAGES[1:])]
)
def test_a_page_as_text_can_be_used_at_every_width(context, server, path):
    page = context.new_page()
    page.goto(f"{server.address}/text/{path.strip('/') or 'summary'}")
    for width in (WIDTHS[0], WIDTHS[-1]):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert faults(page) == set()
    page.close()


def named_more(page):
    page.get_by_role("button", name="+ More").click()
    page.get_by_text("Prior judgement", exact=True).wait_for()


def with_download(page):
    opened = page.locator(".tools details.opens > summary").first
    if opened.is_visible():
        opened.click()
    page.locator(".tools .take > summary").first.click()


def with_sheet(page):
    sheet = page.locator(".change summary")
    if sheet.is_visible():
        sheet.click()


def with_days(page):
    with_sheet(page)
    page.locator(".days summary").first.click()


def with_list(page):
    with_sheet(page)
    page.get_by_role("combobox", name="Area", exact=True).click()
    page.get_by_role("listbox").wait_for()


def with_card(page):
    page.locator(".area-map.ready").wait_for()
    page.locator(f'.areas [data-code="{KENT}"]').first.click(force=True)
    page.get_by_role("group", name="Kent", exact=True).wait_for()


def with_explanation(page):
    page.get_by_role("dialog").wait_for()


KENT = "E10000016"
COMPARED = f"/areas?area={KENT}&compare=E06000035,london&show=areas-compared"
OPENED = {
    "the further filters": ("/coverage", named_more, (1366,)),
    "the filters of a phone": ("/coverage", with_sheet, (390,)),
    "a list of choices": ("/coverage", with_list, (390, 1366)),
    "the days of figures": ("/coverage", with_days, (390, 1366)),
    "what can be downloaded": ("/coverage", with_download, (390, 1366)),
    "the card of an authority": ("/coverage", with_card, (390, 1366)),
    "an explanation": ("/?explain=coverage", with_explanation, (390, 1366)),
    "a comparison": (COMPARED, lambda _page: None, (390, 1366)),
}
"""What a reader opens: where, how, and at which widths."""


@pytest.mark.long
@pytest.mark.parametrize("name", OPENED)
def test_no_rule_of_the_checker_is_broken_by_what_is_opened(reader, name):
    """All rules, those of good practice too, on phones and on a screen."""
    path, opens, widths = OPENED[name]
    for width in widths:
        page = reader(width=width, height=844, bypass_csp=True).open(path)
        opens(page)
        found = Axe().run(page).response["violations"]
        assert {(fault["id"], node["html"]) for fault in found for node in fault["nodes"]} == set()
