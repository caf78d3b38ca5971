"""Tables as a browser lays them out and sorts them, with our styles and scripts and no server."""

import polars as pl
import pytest

from dashboard.exhibits.exhibit import Bars, Dots, Matrix, Steps
from dashboard.render.html import counts, dots, matrix, tables
from dashboard.settings import PACKAGE
from dashboard.ui import assets

pytestmark = pytest.mark.browser

UI = PACKAGE / "ui"
HERE = "http://tables.test/"


@pytest.fixture(scope="module")
def tables_context(map_browser):
    """Open one context for the tests of this module."""
    opened = map_browser.new_context()
    yield opened
    opened.close()


@pytest.fixture
def table_page(tables_context):
    """Give a function that shows HTML in a window of a width, as a page of the dashboard does."""
    served = {assets.named(file): file for file in assets.files()}
    styles = "".join((UI / name).read_text() for name in ("page.css", "frame/frame.css"))
    script = assets.named(UI / "frame" / "frame.js")
    page, faults = tables_context.new_page(), []
    page.on("pageerror", lambda error: faults.append(str(error)))

    def answer(route):
        file = served.get(route.request.url.removeprefix(HERE))
        if file:
            return route.fulfill(body=assets.content(file), content_type=assets.TYPES[file.suffix])
        return route.fulfill(body=page.html, content_type="text/html")

    def shown(html, width=1366):
        page.html = (
            f"<style>{styles}</style><div class=stApp><div class=stHtml>"
            f"<div class=piece>{html}</div></div></div>"
            f'<script type="module" src="{script}"></script>'
        )
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(HERE)
        page.evaluate("document.body.append(document.createElement('p'))")
        page.locator("table[data-met]").first.wait_for(state="attached")
        return page

    page.route(f"{HERE}**", answer)
    yield shown
    page.close()
    assert faults == []


def box(locator):
    """Give the left, right, top and bottom of an element."""
    found = locator.bounding_box()
    return (
        found["x"],
        found["x"] + found["width"],
        found["y"],
        found["y"] + found["height"],
    )


def test_the_scale_of_a_table_of_dots_has_its_ends_at_both_sides_and_sorts_nothing(table_page):
    row = {"numerator": 2, "denominator": 40, "value": 0.05, "low": 0.01, "high": 0.16}
    rows = [row | {"name": name, "status": "shown", "waiting": 0} for name in ("A", "B", "C")]
    drawn = pl.DataFrame(rows)
    barred = tables.bars(Bars(drawn, "Region", "Visited, out of", 0.1), "Visited")
    page = table_page(dots.table(Dots(drawn, "Setting type"), "Concerns") + barred)
    axis = page.locator(".axis")
    left, right, *_ = box(axis)
    first, last = (box(axis.locator("span").nth(place)) for place in (0, 1))
    assert first[0] - left < 2
    assert right - last[1] < 2
    assert page.locator(":is([aria-hidden=true], .unseen) :is(button, [tabindex])").count() == 0
    assert page.locator("th button.sort").count() > 0


@pytest.mark.parametrize("width", [390, 1366])
@pytest.mark.parametrize("regions", [1, 2, 9])
def test_a_few_columns_of_figures_stand_beside_the_names_of_their_rows(table_page, regions, width):
    """One region takes no more than a narrow window; nine are wider and scroll within theirs."""
    names = ("Children's home", "Residential special school (registered as a children's home)", "C")
    shown = {"numerator": 5, "denominator": 40, "value": 0.125, "status": "shown"}
    rows = [
        {"setting_type": name, "region": f"Region {place}"} | shown
        for name in names
        for place in range(regions)
    ]
    page = table_page(matrix.table(Matrix(pl.DataFrame(rows), ()), "Visited"), width)
    own, place = (box(page.locator(one)) for one in ("table.matrix", ".scroll"))
    wide = own[1] - own[0]
    assert (wide > width) == (regions == 9 and width == 390)
    if regions == 1:
        assert own[1] <= place[1] + 1
        name, figure = (box(page.locator(f"tbody tr:nth-child(2) {one}")) for one in ("th", "td"))
        assert figure[1] - name[1] <= 160


def inside(page, parts):
    """Say whether each part has its whole text within the width of the window."""
    return page.locator(parts).evaluate_all(
        """all => all.map(each => { const { left, right } = each.getBoundingClientRect()
          return left >= 0 && right <= innerWidth && each.scrollWidth <= each.clientWidth + 1 })"""
    )


@pytest.mark.parametrize("kind", ["numbers", "words"])
def test_a_narrow_window_tells_each_cell_whole_and_keeps_a_long_list_short(table_page, kind):
    headings = ["Step", "Visits, out of", "Median wait", "Shortest to longest, days", "Counted"]
    cells = ["1,228 of 3,319 (37%)", "35.5 days", "21 to 56", "visit to the day of the figures"]
    names = [f"Step {place}" for place in range(1, 21)]
    listed = tables.plain([[name, *cells] for name in names], headings, "Steps", kind)
    told = counts.shares(Steps([(name, 0.5, cells) for name in names[:5]], headings), "Shares")
    page = table_page(told + listed, 390)
    assert all(inside(page, "tbody :is(th, td):visible"))
    assert len(inside(page, "table.shares td:visible")) == 20
    label = "cell => getComputedStyle(cell, '::before').content"
    assert page.locator("table.shares td").nth(2).evaluate(label) == f'"{headings[3]}"'
    assert page.locator("table.plain tbody tr:visible").count() == 5
    page.get_by_label("Search this table").fill("step 20")
    assert page.locator("table.plain tbody tr:visible").count() == 1


WHOLE = [
    ("9 Dec 2019", "good"),
    ("21 January 2020", "not yet inspected"),
    ("364 days ago (1 November 2019)", "good"),
    ("never", "requires improvement"),
]


def test_a_list_that_is_a_part_of_its_file_says_so_when_it_is_searched_sorted_and_opened(
    table_page,
):
    rows = [[f"EX{place}", *WHOLE[place % 4]] for place in range(20)]
    listed = tables.plain(rows, ["URN", "Last on site", "Judgement"], "Settings")
    page = table_page(counts.records(listed, all_rows=2_519))
    status, part = page.locator(".announced"), "the first 20 of 2,519 rows"
    page.get_by_label(f"Search {part}").fill("EX1")
    assert status.text_content() == f"11 of {part}"
    page.get_by_role("button", name="Last on site").press("Enter")
    assert status.text_content().endswith(f"latest first; {part}")
    page.get_by_role("button", name=f"Show {part}").click()


def test_days_are_sorted_as_days_however_they_are_written_and_on_a_phone_from_a_list(table_page):
    rows = [[f"EX{place}", *cells, "visit"] for place, cells in enumerate(WHOLE * 2)]
    listed = tables.plain(rows, ["URN", "Last on site", "Judgement", "Kind"], "Settings", "words")
    page = table_page(listed)
    sign = "button => getComputedStyle(button, '::after').content"
    signs = {page.locator(f"th:nth-child({n}) .sort").evaluate(sign)[1] for n in (1, 2)}
    assert signs == {"\u2195"}, "a heading that sorts says so before it is pressed"
    assert not page.get_by_label("Sort by").is_visible()
    page.set_viewport_size({"width": 390, "height": 800})
    earliest = ["EX2", "EX6", "EX0", "EX4", "EX1", "EX5"]
    latest = ["EX1", "EX5", "EX0", "EX4", "EX2", "EX6"]
    page.get_by_label("Sort by").select_option("Last on site, smallest or earliest first")
    assert page.locator("tbody th").all_text_contents() == [*earliest, "EX3", "EX7"]
    page.get_by_label("Sort by").select_option("Last on site, largest or latest first")
    assert page.locator("tbody th").all_text_contents() == [*latest, "EX3", "EX7"]
