"""The map of local authorities, as a reader with eyes, a keyboard or a screen reader meets it."""

import json
import re
from dataclasses import replace
from urllib.parse import quote, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe

from dashboard.exhibits.exhibit import AreasMap
from dashboard.settings import shipped
from dashboard.ui.area_map import geometry_url, payload

pytestmark = pytest.mark.browser

SHAPES = json.loads((shipped("geo") / "map_2020.json").read_text())
CODES = [area["code"] for area in SHAPES["areas"]]
KENT = "E10000016"
BUTTONS = ".areas [role=button]"
NAMES = """all => all.map(region =>
  [...region.querySelectorAll(".name")].map(line => line.textContent).join(" "))"""


def focused(page):
    """Give the code of the authority that has the focus, looking inside the component."""
    return page.evaluate(
        """() => { let here = document.activeElement
          while (here?.shadowRoot?.activeElement) here = here.shadowRoot.activeElement
          return here?.dataset?.code ?? here?.getAttribute?.("class") }"""
    )


def outlined(page, name):
    """Give the left, top, right and bottom of a region's outline."""
    return page.locator(f'.region[data-key="{name}"] path').evaluate(
        """path => { const { x, y, width, height } = path.getBBox()
          return [x, y, x + width, y + height] }"""
    )


def chosen(page, codes):
    """Wait until Python has been told of these choices, in this order."""
    page.get_by_text(f"chosen {codes}").wait_for()


def test_the_payload_is_small():
    values = dict.fromkeys(CODES, ("3", "42%", 131, 312))
    regions = {region["name"]: "1,131 of 11,174 (42%)" for region in SHAPES["regions"]}
    legend = [(state, "60% or more of the settings (target met)") for state in "01234"]
    title = "Settings visited as % of settings in scope, by local authority, 1 September 2020"
    said = (regions, legend, title, "settings", "visited", "region", "2020", "hexagons")
    sent = payload(AreasMap(values, *said))
    assert len(sent) <= 3_072
    told = json.loads(sent)
    assert told["rows"] == [["3", "42%", 131, 312]]
    assert set(told["values"]) == {0}


def test_figures_are_sent_in_the_order_of_the_shapes_and_nothing_of_an_area_without_any():
    values = {code: ("2", "20%", n, 5 * n) for n, code in enumerate(CODES[1:])}
    said = ({}, [], "", "settings", "visited", "region", "2020", "hexagons")
    chart = replace(AreasMap(values, *said), facts={"Waiting": {CODES[2]: 7}})
    told = json.loads(payload(chart))
    found = {
        code: tuple(told["rows"][place])
        for code, place in zip(CODES, told["values"], strict=True)
        if place is not None
    }
    assert found == values
    assert told["facts"]["Waiting"] == [7 * (code == CODES[2]) for code in CODES]


def test_every_authority_is_drawn_with_its_value(map_page):
    page = map_page()
    assert sorted(page.locator(BUTTONS).evaluate_all("all => all.map(a => a.dataset.code)")) == (
        sorted(CODES)
    )
    printed = page.locator(".areas text:last-child").all_text_contents()
    assert {"0%", "8%", "3/8", "42%", "100%", "2/3", "none", "x", "c"} == set(printed)
    labels = page.locator(".areas .label").all_text_contents()
    assert sorted(labels) == sorted(area["label"] for area in SHAPES["areas"])


def test_the_states_look_different(map_page):
    page = map_page()
    looks = page.locator(BUTTONS).evaluate_all(
        """all => Object.fromEntries(all.map(area => {
          const { fill, stroke, strokeDasharray } = getComputedStyle(area.firstElementChild)
          return [area.classList[1], [fill, stroke, strokeDasharray].join(" ")] }))"""
    )
    assert len(looks) == 9
    assert looks["state-unknown"] == looks["state-hidden"], "one pattern, told apart by x and c"
    assert len(set(looks.values())) == 8
    assert "url" in looks["state-few"]
    assert "url" in looks["state-unknown"]


def test_names_say_the_figures_in_words(map_page):
    page = map_page()
    names = page.locator(BUTTONS).evaluate_all(
        "all => Object.fromEntries(all.map(a => [a.classList[1], a.getAttribute('aria-label')]))"
    )
    said = {state: name.partition(": ")[2] for state, name in names.items()}
    assert said == {
        "state-0": "0 of 12 children's homes visited, 0 per cent",
        "state-1": "1 of 12 children's homes visited, 8 per cent",
        "state-2": "3 of 8 children's homes visited",
        "state-3": "31 of 74 children's homes visited, 42 per cent",
        "state-4": "20 of 20 children's homes visited, 100 per cent",
        "state-few": "2 of 3 children's homes visited, too few to colour",
        "state-none": "no children's homes",
        "state-unknown": "not known",
        "state-hidden": "hidden",
    }


def drawn(said):
    """Write what is read aloud as it is drawn."""
    return re.sub(r", (\d+) per cent", r" (\1%)", said)


def test_a_click_keeps_the_card_and_a_second_click_lets_it_go(map_page):
    page = map_page()
    kent = page.locator(f'.areas [data-code="{KENT}"]')
    said = kent.get_attribute("aria-label")
    kent.click()
    page.mouse.move(2, 2)
    assert kent.get_attribute("aria-pressed") == "true"
    assert page.locator(".words").text_content() == drawn(said) != said
    assert page.get_by_role("group", name="Kent", exact=True).is_visible()
    assert page.locator(".marks .ring").count() > 0
    assert "area=" not in page.url, "nothing is asked of the server"
    kent.click()
    assert kent.get_attribute("aria-pressed") == "false"
    assert page.locator(".acts").count() == 0
    page.keyboard.press("Escape")
    page.mouse.move(2, 2)
    assert not page.locator(".detail").is_visible()


def test_the_card_that_is_kept_offers_to_show_only_that_authority_and_all_again(map_page):
    page = map_page()
    page.locator(f'.areas [data-code="{KENT}"]').click()
    page.get_by_role("button", name="Show only Kent").click()
    chosen(page, [KENT])
    assert page.url.endswith(f"area={KENT}")
    page.locator(f'.areas [data-code="{KENT}"]').click()
    page.get_by_role("button", name="Show all of England").click()
    chosen(page, [KENT, ""])
    assert "area=" not in page.url


def test_the_card_says_the_share_beside_its_region_and_england_and_what_else_is_told(map_page):
    page = map_page()
    page.locator(".areas [role=button].state-3").first.hover()
    marked = page.locator(".marked").text_content()
    assert marked.endswith("42% · England 24%")
    own = page.locator(".scale .own").get_attribute("width")
    assert own == "42"
    assert page.locator(".scale .mark").count() == 2
    code = page.locator(".areas [role=button].state-3").first.get_attribute("data-code")
    told = {CODES[0]: "3"}.get(code, "0")
    seen, forced = page.locator(".detail li").all_text_contents()
    assert seen == "Last on site: 364 days ago (9 December 2019)"
    assert forced == f"Actions in force: {told}"
    assert page.locator(".detail a").count() == 0, "links are for the card that is kept"
    page.locator(".areas [role=button].state-3").first.click()
    link = page.locator(".detail a")
    assert link.get_attribute("href") == f"/areas?area={code}"


def test_the_card_says_when_anyone_was_last_on_site_or_why_not(map_page):
    page, said = map_page(), {}
    for state in ("0", "1", "2", "4", "few", "none"):
        page.locator(f".areas [role=button].state-{state}").first.hover()
        said[state] = page.locator(".detail li").first.text_content().removeprefix("Last on site: ")
    assert said.pop("none").startswith("Actions in force")
    assert said == {
        "0": "no visit on record",
        "1": "7 December 2020",
        "2": "1 day ago (6 December 2020)",
        "4": "1,000 days ago (13 March 2018)",
        "few": "not known",
    }


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_a_key_keeps_the_card_and_tab_goes_on_to_it(map_page, key):
    page = map_page()
    page.locator(BUTTONS).first.focus()
    page.keyboard.press(key)
    assert focused(page) == CODES[0], "the focus stays where it was"
    assert page.locator(BUTTONS).first.get_attribute("aria-pressed") == "true"
    page.keyboard.press("Tab")
    page.keyboard.press(key)
    chosen(page, [CODES[0]])
    again = page.get_by_role("button", name="Show all of England")
    again.wait_for()
    assert again.evaluate("button => button === button.getRootNode().activeElement")
    page.keyboard.press(key)
    chosen(page, [CODES[0], ""])
    again.wait_for(state="detached")
    assert focused(page) == CODES[0], "and goes back to the map with the card"


def test_a_small_map_offers_of_the_one_that_is_chosen_what_its_headline_does_not_say(map_page):
    page = map_page("?small=1", width=390, height=800)
    assert page.locator(".card").text_content() == "Tap an authority to read its figures."
    page = map_page(f"?small=1&area={KENT}")
    offered = page.locator(".card .acts > *").all_text_contents()
    assert offered == ["Show all of England", "Open Kent"]
    assert page.locator(".card").text_content() == "".join(offered)
    page.locator('.areas [data-code="E10000030"]').click()
    assert page.locator(".card").text_content().startswith("Surrey: ")


def test_beside_the_map_stand_the_regions_with_bars_of_one_scale_that_choose_them(map_page):
    page = map_page()
    regions = page.get_by_role("list", name="Regions").get_by_role("button")
    names = sorted(["England", *(region["name"] for region in SHAPES["regions"])])
    assert sorted(regions.locator("span").all_text_contents()) == names
    widths = {regions.nth(place).locator("i").get_attribute("style") for place in range(len(names))}
    assert widths == {"width:84%", "width:48%"}, "42% and 24% on a scale that ends at 50%"
    regions.filter(has_text="London").click()
    chosen(page, ["London"])
    again = map_page("?region=London")
    again.locator('.shares [aria-pressed="true"]', has_text="London").click()
    chosen(again, [""])
    around = map_page(f"?area={KENT}").locator(".shares .around")
    assert around.locator("span").all_text_contents() == ["South East"], "the region around Kent"


def test_the_name_of_a_region_lies_on_none_of_its_authorities_on_a_small_map(map_page):
    page = map_page("?small=1")
    name = page.locator(".regions text", has_text="South West").bounding_box()
    cornwall = page.locator('.areas [data-code="E06000052"] path').bounding_box()
    assert name["y"] + name["height"] < cornwall["y"] + cornwall["height"] / 4, (name, cornwall)


@pytest.mark.parametrize("view", ["hexagons", "map"])
def test_the_map_goes_to_the_region_that_is_chosen(map_page, view):
    whole = map_page(f"?view={view}")
    before = whole.locator(f'.areas [data-code="{KENT}"] path').bounding_box()["width"]
    page = map_page(f"?view={view}&region=South East")
    after = page.locator(f'.areas [data-code="{KENT}"] path').bounding_box()
    assert after["width"] > 1.3 * before
    picture = page.locator(".picture").bounding_box()
    for area in page.locator(BUTTONS).all():
        box = area.locator("path").bounding_box()
        assert box["x"] >= picture["x"] - 1
        assert box["y"] >= picture["y"] - 1
        assert box["x"] + box["width"] <= picture["x"] + picture["width"] + 1
        assert box["y"] + box["height"] <= picture["y"] + picture["height"] + 1
    page.locator(f'.areas [data-code="{KENT}"]').click()
    assert page.get_by_role("group", name="Kent", exact=True).is_visible()


def test_the_map_is_one_tab_stop(map_page):
    page = map_page()
    assert page.locator(".picture [tabindex='0']").count() == 1
    page.locator(".shares button").first.focus()
    page.keyboard.press("Shift+Tab")
    assert focused(page) == CODES[0]
    page.keyboard.press("Shift+Tab")
    assert focused(page) not in CODES


def test_tab_enters_at_the_chosen_authority_before_what_its_card_offers(map_page):
    page = map_page(f"?area={KENT}")
    page.locator(".shares button").first.focus()
    offered = page.locator(".area-map .card :is(a, button):visible").count()
    for _ in range(offered + 1):
        page.keyboard.press("Shift+Tab")
    assert offered and focused(page) == KENT


@pytest.mark.parametrize("view", ["hexagons", "map"])
def test_arrows_go_to_a_neighbour_on_that_side(map_page, view):
    page = map_page(f"?view={view}")
    start = page.locator(f'.areas [data-code="{KENT}"]')
    for key, axis, sign in [
        ("ArrowLeft", "x", -1),
        ("ArrowRight", "x", 1),
        ("ArrowUp", "y", -1),
        ("ArrowDown", "y", 1),
    ]:
        page.locator('.areas [data-code="E08000025"]').focus()
        before = page.locator('.areas [data-code="E08000025"] path').bounding_box()
        page.keyboard.press(key)
        after = page.locator(f'.areas [data-code="{focused(page)}"] path').bounding_box()
        size = {"x": "width", "y": "height"}[axis]
        moved = after[axis] + after[size] / 2 - before[axis] - before[size] / 2
        assert moved * sign > 0, key
    start.focus()
    page.keyboard.press("Home")
    assert focused(page) == CODES[0]
    page.keyboard.press("End")
    assert focused(page) == CODES[-1]
    page.keyboard.press("Escape")
    assert focused(page) == "picture"


def test_arrows_reach_every_hexagon(map_page):
    page = map_page()
    reached = page.locator(BUTTONS).first.evaluate(
        """first => {
          const reached = new Set([first])
          for (const here of reached)
            for (const key of ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"]) {
              here.focus()
              here.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }))
              reached.add(here.getRootNode().activeElement)
            }
          return [...reached].map(node => node.dataset.code) }"""
    )
    assert sorted(reached) == sorted(CODES)


def test_pointing_and_focus_say_the_same_words(map_page):
    page = map_page()
    kent = page.locator(f'.areas [data-code="{KENT}"]')
    words = page.locator(".words")
    kent.hover()
    pointed = words.text_content()
    assert pointed == drawn(kent.get_attribute("aria-label"))
    page.mouse.move(2, 2)
    kent.focus()
    assert words.text_content() == pointed
    assert words.get_attribute("aria-hidden") == "true"


def test_nodes_survive_a_change_of_values(map_page):
    page = map_page()
    page.locator(".area-map").evaluate(
        "root => root.querySelectorAll('.areas path').forEach(path => { path.mine = true })"
    )
    before = page.locator(".areas text:last-child").all_text_contents()
    page.get_by_role("button", name="Next week").click()
    page.get_by_text("round 1;").wait_for()
    survivors = page.locator(".areas path").evaluate_all("all => all.filter(p => p.mine).length")
    assert survivors == len(CODES)
    assert page.locator(".areas text:last-child").all_text_contents() != before


def test_authorities_outside_the_region_are_pale_and_silent(map_page):
    page = map_page("?region=London")
    assert page.locator(BUTTONS).count() == 33
    assert page.locator(".areas .state-outside[aria-hidden=true]").count() == len(CODES) - 33
    assert page.locator(".areas .state-outside[tabindex]").count() == 0
    assert page.locator(".areas .state-outside text:visible").count() == 0, "cut in half"
    assert page.get_by_text("Table of 33 authorities in London").is_visible()


def test_the_map_shows_london_again_in_a_frame(map_page):
    page = map_page("?view=map")
    inset = page.locator(".inset").first
    assert inset.locator("path").count() == 33
    inset.locator('path[data-code="E09000007"]').click()
    assert page.get_by_role("group", name="Camden").is_visible()
    assert page.locator(".marks .ring").count() >= 2, "outlined on the map and in the frame"


@pytest.mark.parametrize(
    "hostile", ["<img src=x onerror=alert(1)>", "![a](http://192.0.2.1/x.png)", "</text><script>"]
)
def test_hostile_names_stay_text(map_page, hostile):
    page = map_page(f"?hostile={quote(hostile)}")
    page.locator(".area-map details summary").first.click()
    page.locator("tbody tr").first.wait_for()
    assert page.locator(".area-map img, .area-map script").count() == 0
    assert page.locator(".areas text:last-child").first.text_content() == hostile
    assert {urlsplit(url).hostname for url in page.requested} <= {"127.0.0.1", None}


@pytest.mark.parametrize("width", [390, 320])
def test_a_phone_gets_a_map_without_text_its_card_and_a_list_by_region(map_page, width):
    page = map_page(width=width, height=800)
    assert page.locator(".picture").bounding_box()["width"] > 0.8 * width
    assert page.locator(".picture text:visible").count() == 0
    page.locator('.areas [data-code="E10000030"]').click()
    card = page.locator(".card").bounding_box()
    assert page.get_by_role("group", name="Surrey").is_visible()
    assert card["y"] > page.locator(".picture").bounding_box()["y"], "the card is below the map"
    summaries = page.locator(".list summary").all_text_contents()
    assert sorted(summaries) == sorted(f"{r['name']} — 31 of 74 (42%)" for r in SHAPES["regions"])
    page.get_by_text("South East — 31 of 74 (42%)").click()
    kent = page.locator(f'.list [data-code="{KENT}"]')
    assert kent.bounding_box()["height"] >= 44
    kent.click()
    chosen(page, [KENT])
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= width, "no sideways scroll"


def test_the_table_holds_every_authority(map_page):
    page = map_page()
    assert page.locator("tbody tr").count() == 0, "made when it is opened"
    page.get_by_text(f"Table of all {len(CODES)} authorities").click()
    rows = page.locator("tbody tr")
    rows.first.wait_for()
    assert rows.count() == len(CODES)
    heads = ["Authority", "Region", "Visited", "In scope", "Share"]
    assert page.locator("thead th[scope=col]").all_text_contents() == heads
    first = SHAPES["areas"][0]
    cells = rows.first.locator("th, td").all_text_contents()
    assert cells == [first["name"], first["region"], "0", "12", "0%"]
    shares = rows.evaluate_all(
        "all => all.slice(0, 9).map(row => row.lastElementChild.textContent)"
    )
    blanks = ["too few", "not applicable", "not known", "hidden"]
    assert shares == ["0%", "8%", "count only", "42%", "100%", *blanks]
    rows.nth(3).get_by_role("button").click()
    chosen(page, [CODES[3]])


@pytest.mark.parametrize(("query", "width"), [("", 1366), ("?view=map", 1366), ("", 390)])
def test_axe_finds_nothing(map_page, query, width):
    page = map_page(query, width=width, bypass_csp=True)
    for summary in page.locator(".area-map summary:visible").all():
        summary.click()
    page.locator("tbody tr").first.wait_for()
    found = Axe().run(page, context=".stBidiComponent, [data-testid=stBidiComponentRegular]")
    assert [fault["id"] for fault in found.response["violations"]] == []


def test_only_this_server_is_asked_and_for_the_shapes_once(map_page, map_address):
    page = map_page()
    page.get_by_role("button", name="Next week").click()
    page.get_by_text("round 1;").wait_for()
    hosts = {
        urlsplit(url).netloc for url in page.requested if not url.startswith(("blob:", "data:"))
    }
    assert hosts == {urlsplit(map_address).netloc}
    shapes = [url for url in page.requested if "/assets/map_" in url]
    assert shapes == [f"{map_address}/{geometry_url('2020')}"]


@pytest.mark.long
@pytest.mark.parametrize("view", ["hexagons", "map"])
def test_the_regions_outlined_and_named_are_those_in_use(map_page, view):
    for kind in ("region", "statistical_region"):
        page = map_page(f"?kind={kind}&view={view}")
        named = page.locator(".region").evaluate_all(NAMES)
        framed = {"London"} if view == "map" else set()
        assert set(named) - {""} == {area[kind] for area in SHAPES["areas"]} - framed


@pytest.mark.long
@pytest.mark.parametrize("view", ["hexagons", "map"])
def test_an_outline_made_of_areas_is_where_the_file_has_it(map_page, view):
    page = map_page(f"?kind=statistical_region&view={view}")
    north, yorkshire = (outlined(page, n) for n in ("North East", "Yorkshire and the Humber"))
    together = outlined(map_page(f"?view={view}"), "North East, Yorkshire and the Humber")
    joined = [min(a, b) for a, b in zip(north[:2], yorkshire[:2], strict=True)]
    joined += [max(a, b) for a, b in zip(north[2:], yorkshire[2:], strict=True)]
    assert joined == pytest.approx(together, abs=1 if view == "hexagons" else 20)


@pytest.mark.long
@pytest.mark.parametrize(("blank", "word"), [("unknown", "not known"), ("none", "none")])
def test_a_region_without_a_figure_has_a_word(map_page, blank, word):
    page = map_page(f"?blank={blank}")
    values = page.locator(".region .value").all_text_contents()
    assert set(values) == {word}
    phone = map_page(f"?blank={blank}", width=390, height=800)
    summaries = phone.locator(".list summary").all_text_contents()
    assert sorted(summaries) == sorted(f"{r['name']} — {word}" for r in SHAPES["regions"])


def test_what_is_known_of_an_authority_without_visits_is_in_the_table(map_page):
    page = map_page("?blank=unknown")
    page.get_by_text(f"Table of all {len(CODES)} authorities").click()
    cells = page.locator("tbody tr").first.locator("td").all_text_contents()
    assert cells == [SHAPES["areas"][0]["region"], "not known", "12", "not known"]


def test_the_table_is_whole_on_paper(map_page):
    page = map_page()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("tbody tr").count() == len(CODES)


def test_names_and_values_fit_their_hexagons(map_page):
    page = map_page()
    for width in (1366, 900, 700):
        page.set_viewport_size({"width": width, "height": 1400})
        page.wait_for_timeout(200)
        spilt = page.locator(BUTTONS).evaluate_all(
            """all => all.filter(area => {
              const [room, ...texts] = [...area.children].map(n => n.getBoundingClientRect().width)
              return Math.max(...texts) > room - 4 }).map(area => area.textContent)"""
        )
        assert spilt == [], width


@pytest.mark.long
@pytest.mark.parametrize("kind", ["region", "statistical_region"])
@pytest.mark.parametrize("view", ["hexagons", "map"])
def test_names_of_regions_neither_overlap_nor_leave_the_picture(map_page, view, kind):
    page = map_page(f"?view={view}&kind={kind}")
    boxes = page.locator(".regions text, .inset text").evaluate_all(
        "all => all.map(t => t.getBoundingClientRect()).filter(b => b.width)"
    )
    boxes = [(b["left"], b["top"], b["right"], b["bottom"]) for b in boxes]
    picture = page.locator(".picture").bounding_box()
    for place, (left, top, right, bottom) in enumerate(boxes):
        assert left >= picture["x"] - 1
        assert right <= picture["x"] + picture["width"] + 1
        for other in boxes[place + 1 :]:
            apart = right <= other[0] or other[2] <= left or bottom <= other[1] or other[3] <= top
            assert apart
