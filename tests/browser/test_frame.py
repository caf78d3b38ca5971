"""The frame of every page: it comes without a jump, and tables answer without the server."""

import json
import re
from datetime import UTC, datetime
from io import BytesIO
from urllib.parse import quote

import pdfplumber
import pytest
from playwright.sync_api import expect

from dashboard.exhibits.pages import PAGES
from dashboard.measures.parts import PARTS
from tests.browser.serving import SKELETON
from tests.browser.white import largest_hole

pytestmark = pytest.mark.browser

MOST_MOVED = 0.05
"""The layout shift of a first load that is called good is 0.1; ours is half of it."""
WIDTHS = {1366: 768, 390: 844}
CALLED = {*PARTS.values()}
LONGEST = {1366: 3_000, 390: 6_000}
"""No page is longer as it opens, in pixels, by the width of the window."""
MOST_WHITE = 312
"""How high white beside exhibits is at most, in pixels; on Areas a list is shorter than its map."""
MOVED = """window.moved = 0
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.moved += entry.value
}).observe({ type: "layout-shift", buffered: true })"""

FEW = 250
"""So many elements may be styled anew for a change within a chart or an exhibit: of a page that has
thousands, each of the hundreds of changes of a drawing took 6 ms."""
STYLED = "UpdateLayoutTree"
CHANGED = """() => {
  const place = [...document.querySelectorAll(".stPlotlyChart svg, .stHtml .piece")].pop()
  for (let time = 0; time < 9; time++) {
    const added = place.appendChild(document.createElement("span"))
    added.className = "said"
    place.getBoundingClientRect() } }"""


def restyled(browser, page):
    """Count the elements that a browser styles anew for a small change deep within a page."""
    browser.start_tracing(page=page, categories=["devtools.timeline"])
    page.evaluate(CHANGED)
    told = json.loads(browser.stop_tracing())["traceEvents"]
    counts = [each["args"].get("elementCount", 0) for each in told if each["name"] == STYLED]
    return sorted(counts)[-9]


def address_of(path):
    """Give the address of a page: the first has the root."""
    return "/" if path == PAGES[0].path else f"/{path}"


ON_EACH = [1366, pytest.param(390, marks=pytest.mark.long)]


@pytest.fixture(params=ON_EACH)
def wide(request, browser):
    """Give a window of one width, which no page was opened in."""
    width = request.param
    context = browser.new_context(viewport={"width": width, "height": WIDTHS[width]})
    context.add_init_script(MOVED)
    yield context, width
    context.close()


def test_no_page_jumps_while_it_is_loaded_is_long_or_is_styled_anew_by_a_change(wide, server):
    context, width = wide
    moved, height, white, styled = {}, {}, {}, {}
    for path in (each.path for each in PAGES):
        page = context.new_page()
        page.goto(server.address + address_of(path))
        page.locator("footer.foot").wait_for()
        page.locator(".stApp[data-test-script-state=notRunning]").wait_for(state="attached")
        expect(page.locator(SKELETON)).to_have_count(0, timeout=30_000)
        page.wait_for_timeout(500)
        moved[path] = page.evaluate("window.moved")
        height[path] = page.evaluate("document.querySelector('.stMain').scrollHeight")
        white[path] = largest_hole(page) if width > 1000 else 0
        styled[path] = restyled(context.browser, page)
        page.close()
    assert max(moved.values()) <= MOST_MOVED, (width, moved)
    assert max(height.values()) <= LONGEST[width], (width, height)
    assert max(white.values()) <= MOST_WHITE, white
    assert max(styled.values()) <= FEW, (width, styled)


@pytest.mark.long
@pytest.mark.parametrize("area", ["South East", "E10000016", "E06000053"])
def test_no_page_of_an_area_has_a_hole_beside_what_it_shows(reader, area):
    one, white = reader(), {}
    for path in (each.path for each in PAGES):
        page = one.open(f"{address_of(path)}?area={quote(area)}")
        if page.locator(".area-map").count():
            page.locator(".area-map.ready").wait_for()
        white[path] = largest_hole(page)
    assert max(white.values()) <= MOST_WHITE, white


COLUMN = """(all, place) => all.filter(row => row.checkVisibility())
  .map(row => row.cells[place].textContent)"""
LISTED = "table.plain:has(caption:text('longest first'))"


def test_a_table_is_sorted_and_searched_without_the_server(reader):
    """By keyboard: days by their order, blanks last whichever way; what happens is announced."""
    one = reader()
    page = one.open("/enforcement?show=every-action")
    table = page.locator(LISTED)
    rows = table.locator("tbody tr")
    assert page.locator("h2", has_text=f"{rows.count()} actions are in force, for").count() == 1
    assert len(rows.evaluate_all(COLUMN, 0)) == 10, "a long list opens with its first rows"
    frames = len(one.frames)
    heading = table.locator("thead th", has_text="Next review")
    found = []
    for order in ("descending", "ascending"):
        heading.locator("button").press("Enter")
        assert heading.get_attribute("aria-sort") == order
        found.append(rows.evaluate_all("all => all.map(row => row.cells[5].textContent)"))
    latest, earliest = found
    dated = [text for text in latest if text != "no date set"]
    assert dated == latest[: len(dated)], "blanks come last"
    assert dated == sorted(dated, key=day, reverse=True) != sorted(dated)
    assert earliest[: len(dated)] == sorted(dated, key=day)
    status = page.locator(f"{LISTED} ~ .announced")
    assert status.text_content() == "Sorted by Next review, smallest or earliest first"
    page.get_by_label("Search this table").last.fill("compliance notice")
    assert {*rows.evaluate_all(COLUMN, 3)} == {"Compliance notice"}
    assert re.fullmatch(r"\d+ of \d+ rows", status.text_content())
    page.get_by_label("Search this table").last.fill("")
    page.locator("button.all:visible").last.press("Enter")
    assert len(rows.evaluate_all(COLUMN, 0)) == rows.count()
    assert len(one.frames) == frames, "nothing was asked of the server"


CLIPBOARD = """async () => { const found = {}
  for (const item of await navigator.clipboard.read())
    for (const kind of item.types) {
      const content = await item.getType(kind)
      found[kind] = kind === "text/plain" ? await content.text() : content.size }
  return found }"""


def test_each_exhibit_has_one_toolbar_that_answers_without_the_server(reader):
    """By keyboard: its table opens in place, its picture and link are copied, and it is said."""
    one = reader(permissions=["clipboard-read", "clipboard-write"])
    page = one.open("/?area=london")
    headings = page.locator("h2.headline").count()
    assert headings == page.locator(".tools").count() == page.locator(".tools[data-met]").count()
    tools, said = page.locator(".tools").first, page.locator(".tools + .announced").first
    frames = len(one.frames)
    tools.get_by_role("button", name="Table").press("Enter")
    assert page.locator("details.table").first.locator("table").is_visible()
    assert tools.get_by_role("button", name="Table").get_attribute("aria-expanded") == "true"
    download = tools.locator(".take summary")
    download.press("Enter")
    assert tools.get_by_role("link", name="PNG", exact=True).is_visible()
    page.keyboard.press("Escape")
    assert not tools.get_by_role("link", name="PNG", exact=True).is_visible()
    assert download.evaluate("named => named === document.activeElement")
    tools.get_by_role("button", name="Copy").press("Enter")
    said.filter(has_text="The picture and its sentence are copied.").wait_for(state="attached")
    copied = page.evaluate(CLIPBOARD)
    assert copied["image/png"] > 5_000
    assert copied["text/plain"].startswith(page.locator("h2.headline").first.text_content())
    tools.get_by_role("button", name="Link").press("Enter")
    said.filter(has_text="The link to this exhibit is copied.").wait_for(state="attached")
    assert said.get_attribute("role") == "status"
    address = page.evaluate("navigator.clipboard.readText()")
    assert len(one.frames) == frames, "nothing was asked of the server"
    other = one.open(address.removeprefix(one.server.address))
    other.wait_for_function(LANDED)
    sentence = other.locator("h2.headline").nth(1).text_content()
    other.locator(".tools").nth(1).get_by_role("link", name="On its own").click()
    other.get_by_role("link", name="Summary: the whole page").wait_for()
    one.settled()
    assert other.locator("h2.headline").all_text_contents() == [sentence]
    assert "area=london" in other.url


def test_my_area_is_kept_by_the_browser_alone_and_a_link_wins_over_it(reader):
    """One click shows it with the other filters kept, one forgets it."""
    one = reader(alone=True)
    page = one.open("/coverage?area=E10000016")
    frames = len(one.frames)
    page.get_by_role("button", name="Make mine: Kent").press("Enter")
    forget = page.get_by_role("button", name="Forget my area: Kent")
    assert forget.evaluate("named => named === document.activeElement")
    assert len(one.frames) == frames, "nothing was asked of the server"
    one.open("/?area=london&type=childrens-home")
    one.saying("London, children's homes")
    page.get_by_role("button", name="My area: Kent").press("Enter")
    one.saying("Kent, children's homes")
    assert page.url.endswith("/?area=E10000016&type=childrens-home")
    forget.press("Enter")
    page.reload()
    one.settled()
    assert page.locator(".mine").inner_text() == "☆ Make mine"


def test_mine_is_the_area_that_is_shown_and_not_one_that_the_address_alone_names(reader):
    one = reader(alone=True)
    page = one.open("/coverage?area=atlantis")
    page.get_by_text("We have shown England.").wait_for()
    assert page.locator(".mine").text_content() == ""
    page = one.open("/coverage?area=E12000007")
    page.get_by_role("button", name="Make mine: London").click()
    one.open("/coverage")
    page.get_by_role("button", name="My area: London").click()
    one.saying("London, providers")
    assert page.url.endswith("/coverage?area=london")


def test_what_is_open_stays_open_and_what_has_the_focus_is_not_covered(reader):
    one = reader(height=560)
    page = one.open("/")
    page.get_by_text("How is this decided?").click()
    one.choose("Area", "London (region)")
    one.saying("London, providers")
    assert page.locator(".standing-of details[open]").count() == 1
    bar = page.locator(".st-key-filters").bounding_box()
    assert bar["height"] <= 57
    page.locator(".stMain").evaluate("main => main.scrollTo(0, 1200)")
    for _ in range(25):
        page.keyboard.press("Shift+Tab")
    for _ in range(25):
        page.keyboard.press("Tab")
        page.wait_for_timeout(30)
        assert not page.evaluate(COVERED)


COVERED = """() => {
  const bar = document.querySelector(".st-key-filters"), here = document.activeElement
  if (!here.closest(".stHtml") || bar.contains(here)) return false
  const [over, under] = [bar, here].map(one => one.getBoundingClientRect())
  return under.height > 0 && under.top >= over.top && under.bottom <= over.bottom }"""


def day(text):
    """Read a day as a page writes it."""
    return datetime.strptime(text, "%d %B %Y").replace(tzinfo=UTC)


def unfold(page, link):
    """Open the contents where they are folded, and again where a run has folded them since."""
    for _ in range(10):
        if link.is_visible():
            page.wait_for_timeout(200)
        if link.is_visible():
            return
        page.locator(".contents summary").click()


@pytest.mark.parametrize("width", ON_EACH)
def test_every_page_says_what_is_on_it_and_each_link_lands(reader, width):
    """What a link names is open, with its headline in sight; the section of one has the focus."""
    one = reader(width=width, height=WIDTHS[width])
    landed = {}
    for path in (each.path for each in PAGES):
        page = one.open(address_of(path))
        links = page.locator("nav.contents li a")
        landed[path], current = links.count(), page.locator(".contents [aria-current=true]")
        said = page.locator(".contents summary")
        opened, marked = said.all_text_contents(), current.all_text_contents()
        for number in range(landed[path]):
            link = links.nth(number)
            name, is_part = link.text_content(), "#" not in link.get_attribute("href")
            unfold(page, link)
            link.click()
            if is_part:
                expect(current).to_have_text([name])
                one.settled()
                expect(said).to_have_text(re.compile(f": {name}$" if name in CALLED else r"\)$"))
                page.locator("h2.headline").first.wait_for()
                page.go_back()
                expect(current).to_have_text(marked)
                expect(said).to_have_text(opened)
                one.settled()
            else:
                page.wait_for_function(LANDED)
    assert {path for path, count in landed.items() if count < 2} <= {PAGES[0].path}, landed


def test_a_link_to_a_section_of_a_part_that_is_closed_opens_it_and_lands(reader):
    """An address that somebody kept from before a page had parts names the section alone.

    A link that a run draws anew while it is pressed is followed all the same.
    """
    one = reader()
    page = one.open("/coverage?area=london#section-fairness")
    page.wait_for_function(LANDED)
    assert page.url.endswith("/coverage?area=london&show=fairness#section-fairness")
    page.get_by_role("link", name="Over time").hover()
    page.mouse.down()
    page.locator("nav.contents").evaluate("all => { all.outerHTML = all.outerHTML }")
    page.mouse.up()
    page.wait_for_url(re.compile(r"/coverage\?area=london&show=weeks$"))


def test_nothing_moves_under_a_reader_who_presses_where_a_link_has_just_landed(reader):
    """The page was scrolled once more within a tenth of a second, and the press hit nothing."""
    one = reader()
    page = one.open("/coverage")
    page.locator("nav.contents .sections a").last.click()
    page.wait_for_function(LANDED)
    moved = page.evaluate(PRESSED_AND_BACK_AT_THE_TOP)
    assert moved == 0


PRESSED_AND_BACK_AT_THE_TOP = """() => new Promise((told) => {
  const main = document.querySelector(".stMain")
  dispatchEvent(new PointerEvent("pointerdown"))
  main.scrollTo(0, 0)
  setTimeout(() => told(main.scrollTop), 300) })"""


LANDED = """() => {
  const named = document.activeElement
  if (!location.hash || `#${named.id}` !== location.hash) return false
  const { top } = named.getBoundingClientRect()
  return top >= 0 && top < innerHeight - 60 }"""


SHOWN_DAY_IN_SIGHT = """() => {
  const [day, list] = ["[aria-current]", "ul"].map((one) =>
    document.querySelector(`details.days ${one}`).getBoundingClientRect())
  return day.top >= list.top && day.bottom <= list.bottom }"""


def test_another_day_and_the_checks_keep_the_filters_though_their_links_do_not_hold_them(reader):
    one = reader()
    page = one.open("/coverage?area=E10000016&asat=2020-11-30")
    for day, there in (("2020-10-12", "&asat=2020-10-12"), ("", "")):
        page.locator("details.days summary").click()
        page.wait_for_function(SHOWN_DAY_IN_SIGHT)
        page.locator(f"details.days a[href='?asat={day}']").click()
        page.wait_for_url(re.compile(f"/coverage[?]area=E10000016{there}$"))
        one.settled()
    page.get_by_role("link", name="all checks passed").click()
    page.wait_for_url(re.compile(r"/data\?area=E10000016&show=checks[\w-]+#.+"))


@pytest.mark.long
def test_a_reader_who_comes_back_is_told_what_changed_and_can_dismiss_it(browser, server):
    """Nothing is told at first, of the same day, after dismissal, or by a link to an older day."""
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    context.add_init_script(MOVED)
    page = context.new_page()

    def opened(path="/"):
        page.goto(server.address + path)
        page.locator("footer.foot").wait_for()
        page.locator(".stApp[data-test-script-state=notRunning]").wait_for(state="attached")
        return page.locator(".since")

    expect(opened()).to_have_count(0)
    for looked in ("2020-11-30", "2019-01-07"):
        page.evaluate(f"localStorage.setItem('last-looked', '{{\"day\":\"{looked}\"}}')")
        expect(opened("/coverage")).to_have_count(0)
        said = opened()
        expect(said.get_by_role("button")).to_have_count(1)
        text = "817" if looked > "2020" else "no longer kept"
        expect(said).to_contain_text(text)
        assert page.evaluate("window.moved") <= MOST_MOVED
        expect(opened("/?asat=2020-11-02")).to_have_count(0)
    opened().get_by_role("button", name="Dismiss").click()
    expect(page.locator(".since")).to_have_count(0)
    expect(opened()).to_have_count(0)
    context.close()


@pytest.mark.long
@pytest.mark.parametrize("path", ["/enforcement?only=records", "/areas?only=area-own"])
def test_a_long_table_alone_is_printed_on_one_page_and_says_what_is_left_out(reader, path):
    page = reader().open(path)
    rows = page.locator("tbody tr").count()
    left, kept = page.evaluate(
        """() => { dispatchEvent(new Event("beforeprint"))
          const found = document.querySelectorAll("[data-beyond]").length
          return [found, document.querySelector("[data-more]").dataset.more] }"""
    )
    assert 0 < left < rows
    assert kept == f"and {left} more rows in the file of this table"
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    printed = page.pdf(format="A4", prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1
    assert page.locator("[data-beyond], [data-more]").count() == 0


@pytest.mark.long
def test_a_whole_page_is_printed_with_all_of_its_rows(reader):
    page = reader().open("/enforcement?show=every-action")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("[data-beyond], [data-more]").count() == 0


@pytest.mark.long
def test_a_table_that_goes_on_over_a_page_keeps_the_words_of_its_headings(reader):
    page = reader().open("/road")
    page.locator("button.sort").first.wait_for(state="attached")
    with pdfplumber.open(BytesIO(page.pdf(format="A4"))) as printed:
        sheets = [sheet.extract_text() for sheet in printed.pages]
    rows = re.compile(r"^\d+ \w+ 20\d\d\b.*\d", re.MULTILINE)
    of_rows = [sheet for sheet in sheets if len(rows.findall(sheet)) > 5]
    assert len(of_rows) > 1
    assert not [sheet[:60] for sheet in of_rows if rows.match(sheet)], "a row comes first"
