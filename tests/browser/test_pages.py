"""Choosing what to look at: every part of a page follows, and so do links and the back button."""

import re

import pytest

from tests.browser.serving import measure

pytestmark = pytest.mark.browser

PICKED = [
    ("Area", "North West (region)", "North West, "),
    ("Setting type", "All children's homes", "children's homes of all types"),
    ("Visits from", "1 April 2020", "visits from 1 April"),
    ("Up to", "22 November 2020", "to 22 November 2020"),
]
MORE = [
    ("Sector", "Private", "private children's homes"),
    ("Prior judgement", "Good", "last judged good"),
]
ADDRESS = (
    "?area=north-west&type=all-childrens-homes&sector=private&judgement=good"
    "&from=2020-04-01&to=2020-11-22"
)
WHERE = ["--where", "setting_type=All children's homes", "--where", "sector=Private"]
WHERE += ["--where", "last_grade=Good", "--from", "2020-04-01", "--to", "2020-11-22"]


def n_of_n(row):
    """Write a result as a page does: n of N."""
    return f"{row['numerator']:,} of {row['denominator']:,}"


def shown(page):
    """Give everything that a page says, but for the controls: words, figures and the map."""
    parts = ".lead, .showing, .tiles, table.bars, table.matrix, h2.headline, .area-map .areas"
    page.locator(parts).last.wait_for()
    if "/coverage" in page.url:
        page.locator(".area-map.ready").wait_for()
    return page.locator(parts).all_text_contents()


def test_every_filter_is_followed_by_every_part_of_both_pages(reader, server):
    one = reader()
    page = one.open("/")
    for label, option, said in PICKED:
        one.choose(label, option)
        one.saying(said)
    page.get_by_role("button", name="+ More").click()
    for label, option, said in MORE:
        one.choose(label, option)
        one.saying(said)
    page.keyboard.press("Escape")
    assert page.url == f"{server.address}/{ADDRESS}"
    page.wait_for_function("document.title.includes('North West')")

    by_region = measure(server, "coverage", "--by", "region", *WHERE)
    expected = next(row for row in by_region if row["region"] == "North West")
    figure, share = n_of_n(expected), f"{expected['value']:.0%}"
    assert figure in page.locator(".answer").text_content()
    tile = page.locator(".tiles > div").first.text_content()
    assert tile.startswith("Settings visited")
    assert (figure in tile, share in tile) == (True, True)
    bar = page.locator("table.bars tr", has_text="North West")
    assert bar.locator("td").last.text_content() == f"{figure} ({share})"
    scale = page.get_by_text(re.compile(r"scale 0 to \d+%")).first.text_content()
    most = int(re.search(r"scale 0 to (\d+)%", scale)[1]) / 100
    assert f"width:{expected['value'] / most:.1%}" in bar.locator("span").get_attribute("style")

    one.go("Coverage")
    assert page.url == f"{server.address}/coverage{ADDRESS}"
    assert figure in page.locator(".answer").text_content()
    one.part("By region and type")
    bar = page.locator("table.bars tr", has_text="North West")
    assert bar.locator("td").last.text_content() == f"{figure} ({share})"
    total = page.locator("table.matrix tr.total td").first.text_content()
    assert total == f"{share} {figure}"
    one.part("Over time")
    reached = page.locator("h2.headline", has_text="visited by 22 November 2020")
    assert reached.text_content().startswith(figure)
    assert page.url == f"{server.address}/coverage{ADDRESS}&show=weeks"
    page.go_back()
    page.go_back()
    page.locator(".area-map.ready").wait_for()

    by_authority = measure(
        server, "coverage", "--by", "la_code", "--where", "region=North West", *WHERE
    )
    page.get_by_text("Table of 23 authorities in North West").click()
    rows = page.locator(".area-map tbody tr")
    rows.first.wait_for()
    cells = rows.evaluate_all("all => all.map(r => [...r.cells].map(c => c.textContent))")
    counts = [(int(visited), int(scope)) for _, _, visited, scope, _ in cells if scope != "none"]
    assert sum(n for n, _ in counts) == expected["numerator"]
    assert sum(n for _, n in counts) == expected["denominator"]
    assert sorted(counts) == sorted((r["numerator"], r["denominator"]) for r in by_authority)
    label = page.locator(".area-map .region", has_text="North West").text_content()
    assert label == f"North West{share}"


def test_places_and_the_nine_regions(reader, server):
    one = reader()
    page = one.open("/coverage?type=all-childrens-homes&show=types")
    page.get_by_role("button", name="+ More").click()
    one.pick("Places")
    one.saying("places in children's homes")
    one.pick("9 statistical regions")
    one.saying("the 9 statistical regions")
    assert page.url.endswith("unit=places&regions=9&show=types")
    where = ["--where", "setting_type=All children's homes"]
    asked = measure(server, "places_coverage", "--by", "statistical_region", *where)
    bars = dict(
        page.locator("table.bars:not(.bridge) tbody tr").evaluate_all(
            "all => all.map(row => [row.cells[0].textContent, row.cells[2].textContent])"
        )
    )
    expected = {r["statistical_region"]: f"{n_of_n(r)} ({r['value']:.0%})" for r in asked}
    assert bars == expected
    one.part("Where")
    page.locator(".area-map.ready").wait_for()
    labels = page.locator(".area-map .region").evaluate_all(
        "all => all.map(r => [...r.querySelectorAll('.name')].map(n => n.textContent).join(' '))"
    )
    assert sorted(labels) == sorted(expected), "only regions in use are outlined and named"
    page.get_by_role("button", name="+ More (2)").wait_for()


def test_a_copied_link_shows_another_reader_the_same(reader):
    first, second = reader(alone=True), reader(alone=True)
    first.open("/")
    for label, option, said in PICKED:
        first.choose(label, option)
        first.saying(said)
    seen = shown(first.go("Coverage"))
    link = first.page.url.removeprefix(first.server.address)
    assert shown(second.open(link)) == seen
    assert shown(second.go("Summary")) == shown(first.go("Summary")) != seen
    boxes = second.page.get_by_role("combobox").evaluate_all("all => all.map(box => box.value)")
    assert boxes == [option for _, option, _ in PICKED]


def test_a_link_that_cannot_be_used_says_so(reader):
    page = reader().open("/coverage?area=E06000999&type=foo&from=2020-01-05")
    assert page.locator(".notice").count() == 3
    assert "England" in page.locator(".showing").text_content()


def test_the_back_button_steps_back(reader):
    one = reader()
    page = one.open("/")
    one.choose("Area", "London (region)")
    one.saying("London")
    one.choose("Setting type", "Boarding school")
    one.saying("London, boarding schools")
    one.go("Coverage")
    page.go_back()
    page.locator("h1", has_text="Summary").wait_for()
    one.saying("London, boarding schools")
    page.go_back()
    one.saying("London, providers")
    assert page.get_by_role("combobox", name="Setting type").input_value() == "All providers"
    page.go_back()
    one.saying("England, providers")
    page.go_forward()
    one.saying("London, providers")


def test_reset_returns_to_england(reader, server):
    one = reader()
    page = one.open(f"/coverage{ADDRESS}&map=map")
    page.get_by_role("button", name="Reset").click()
    one.saying("England, providers, visits from 1 September to 7 December 2020")
    assert page.url == f"{server.address}/coverage?map=map", "the picture is no filter"


def test_two_readers_do_not_mix(reader):
    north, south = reader(alone=True), reader(alone=True)
    north.open("/coverage?area=north-west")
    south.open("/coverage?area=south-west")
    north.choose("Setting type", "Boarding school")
    south.choose("Setting type", "Independent fostering agency")
    north.saying("North West, boarding schools")
    south.saying("South West, independent fostering agencies")
    north.choose("Setting type", "All providers")
    north.saying("North West, providers")
    south.saying("South West, independent fostering agencies")


@pytest.mark.parametrize(
    "path", ["/", "/coverage", "/coverage?show=weeks", "/coverage?show=fairness"]
)
def test_a_page_draws_with_nothing_but_its_own_server(reader, server, path):
    one = reader(alone=True)
    page = one.open(path)
    if path.endswith("coverage"):
        page.locator(".area-map.ready .picture").wait_for()
        assert page.locator(".areas [role=button]").count() == 151
    if "show" in path:
        page.locator(".js-plotly-plot .main-svg").first.wait_for()
    asked = [url for url in one.requested if not url.startswith(("blob:", "data:"))]
    assert asked
    assert all(url.startswith(f"{server.address}/") for url in asked)


@pytest.mark.parametrize("path", ["/enforcement", "/areas", "/coverage?show=types"])
def test_every_link_in_a_table_looks_like_a_link_of_ours(reader, path):
    page = reader().open(path)
    of_tables = page.locator(".stMain .stHtml table a:visible")
    of_tables.first.wait_for()
    looks = "links => links.map(link => [getComputedStyle(link).color, link.offsetHeight >= 24])"
    assert {tuple(look) for look in of_tables.evaluate_all(looks)} == {("rgb(26, 101, 166)", True)}


def test_the_three_second_read_needs_no_scrolling(reader):
    page = reader().open("/")
    for width, height in ((1366, 768), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        below = page.locator(".answer, .tiles").evaluate_all(
            "all => Math.max(...all.map(part => part.getBoundingClientRect().bottom))"
        )
        assert below < height


def test_the_page_one_is_on_is_marked_in_the_navigation(reader):
    page = reader().open("/coverage")
    for name in ("Summary", "Coverage"):
        page.locator(".st-key-navigation a", has_text=name).wait_for()
    looks = {
        link.text_content(): link.evaluate(
            """link => {
              const { color, fontWeight, borderBottomWidth, borderBottomColor } =
                getComputedStyle(link)
              return [color, fontWeight, borderBottomWidth, borderBottomColor] }"""
        )
        for link in page.locator(".st-key-navigation a").all()
    }
    assert looks["Coverage"] == ["rgb(11, 12, 12)", "700", "4px", "rgb(29, 112, 184)"]
    assert looks["Summary"][:3] == ["rgb(26, 101, 166)", "400", "4px"]
    assert looks["Summary"][3] == "rgba(0, 0, 0, 0)"


def test_print_leaves_the_controls_out_and_opens_the_tables(reader):
    one = reader()
    page = one.open("/coverage")
    page.locator(".area-map.ready").wait_for()
    page.emulate_media(media="print")
    for hidden in (".st-key-navigation", ".st-key-filters", "p.files", ".tools"):
        assert not page.locator(hidden).first.is_visible(), hidden
    page.set_viewport_size({"width": 794, "height": 1123})
    page.evaluate("document.querySelector('.contents .tabs').className = 'sections'")
    assert not page.locator(".contents").is_visible(), "on paper, of a page of one part"
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".area-map tbody tr").count() == 151
    page.emulate_media(media="screen")
    one.part("Over time")
    page.locator(".stHtml details.table").first.wait_for(state="attached")
    page.emulate_media(media="print")
    weeks = page.locator(".stHtml details.table table").first.bounding_box()
    assert weeks["height"] > 100, "tables are open on paper"
    assert re.search("Showing: England", page.locator(".showing").inner_text())


def test_the_summary_says_where_both_tracks_stand_and_how_that_is_decided(reader):
    page = reader().open("/")
    lines = page.locator(".standing-of > p").all_inner_texts()
    assert [line.partition(":")[0] for line in lines] == [
        "Local authorities, January 2021",
        "Providers, April 2021",
    ]
    rule = page.locator(".standing-of details p").first
    assert not rule.is_visible()
    page.get_by_text("How is this decided?").click()
    assert rule.is_visible()


def test_what_to_look_at_leads_on_and_keeps_the_filters(reader):
    one = reader()
    page = one.open("/?area=south-west&type=all-childrens-homes")
    page.get_by_role("link", name="See who is left").click()
    page.locator("h1", has_text="Coverage").wait_for()
    one.saying("South West, children's homes of all types")
    urn = page.locator(".records tbody tr").first.locator("th").text_content()
    page.go_back()
    page.locator("h1", has_text="Summary").wait_for()
    one.settled()
    assert urn in page.locator("ol.look").text_content()


def test_on_a_narrow_screen_the_filters_and_the_pages_open_on_demand(reader):
    one = reader(width=390, height=844)
    page = one.open("/")
    assert not page.get_by_role("combobox", name="Area").is_visible()
    assert not page.get_by_role("link", name="Coverage").is_visible()
    page.locator(".change summary").focus()
    page.keyboard.press("Enter")
    one.choose("Area", "London (region)")
    one.saying("London, providers")
    assert page.get_by_role("combobox", name="Area").is_visible(), "the bar stays open"
    assert page.locator(".change summary").inner_text().startswith("Filters (1)")
    page.keyboard.press("Escape")
    assert not page.get_by_role("combobox", name="Area").is_visible()
    assert page.locator(".change summary").evaluate("named => named === document.activeElement")
    page.get_by_text("Menu", exact=True).click()
    one.go("Coverage")
    one.saying("London, providers")
