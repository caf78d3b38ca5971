"""How marks and controls look where room is short, and where a reader's own colours stand for ours.

Each is drawn by what draws it for every page, and looked at in a real browser.
"""

from datetime import date

import polars as pl
import pytest

from dashboard.exhibits.exhibit import Bars, Columns
from dashboard.exhibits.tile import Tile
from dashboard.measures import Status
from dashboard.render.html import columns, tables
from dashboard.render.html import tiles as figures

pytestmark = pytest.mark.browser

WEEKS = [date(2020, 11, 23), date(2020, 11, 30)]
SHARES = pl.DataFrame(
    {
        "name": ["many", "few"],
        "numerator": [5, 2],
        "denominator": [20, 7],
        "value": [0.25, 2 / 7],
        "status": [Status.SHOWN.value, Status.FEW.value],
    }
)
MARKS = {
    "plain": "table.bars .track:not(.few) span",
    "few": "table.bars .track.few span",
    "late": ".columns span.late",
    "needed": ".columns span.needed",
}
LOOK = """(mark) => { const { backgroundColor, backgroundImage } = getComputedStyle(mark)
  return `${backgroundImage} on ${backgroundColor}` }"""


def add(page, drawn):
    """Put what is drawn on a page, as the page's own."""
    page.evaluate(
        """drawn => document.querySelector(".stHtml").insertAdjacentHTML(
          "beforeend", `<div class="added piece">${drawn}</div>`)""",
        drawn,
    )


def looks(page):
    """Give how each kind of mark looks, and each sample of a key."""
    seen = {
        name: page.locator(f".added {mark}").first.evaluate(LOOK) for name, mark in MARKS.items()
    }
    samples = {
        kind: page.locator(f".added .key .{kind}").evaluate(LOOK) for kind in ("few", "late")
    }
    return seen, samples


def test_each_kind_of_mark_looks_its_own_way_in_any_colours_and_as_its_key_says(reader):
    page = reader().open("/")
    rows = pl.DataFrame({"week": WEEKS, "numerator": [5, 4]})
    bars = tables.bars(Bars(SHARES, "Region", "Visited"), "Visited")
    weeks = columns.weeks(Columns(rows, {"numerator": "Visits"}, {WEEKS[1]}), "Visits")
    needed = columns.columns([columns.Mark(0.5, "Needed", kind="needed")], "Needed", ("", ""))
    add(page, bars + weeks + needed)
    for colours in ("none", "active"):
        page.emulate_media(forced_colors=colours)
        seen, samples = looks(page)
        assert len({*seen.values()}) == len(MARKS), (colours, seen)
        assert samples == {kind: seen[kind] for kind in samples}, colours


WIDE = """() => [...document.querySelectorAll(".stHtml .scroll")]
  .filter(room => room.checkVisibility()).map(room => { const said = room.previousElementSibling
    const isSaid = Boolean(said?.matches(".sideways") && said.checkVisibility())
    return { goesOn: room.scrollWidth > room.clientWidth + 1, isSaid,
      said: isSaid ? said.textContent : "" } })"""


@pytest.mark.parametrize("width", [320, 390, 820, 1366])
def test_a_table_that_goes_on_to_the_side_says_so_and_no_other_does(reader, width):
    page = reader(width=width).open("/coverage?show=types")
    rooms = page.evaluate(WIDE)
    assert rooms
    assert [room["isSaid"] for room in rooms] == [room["goesOn"] for room in rooms]
    assert any(room["goesOn"] for room in rooms) == (width < 1366)
    for room in rooms:
        if room["isSaid"]:
            assert room["said"].endswith("to the side →")
    page.set_viewport_size({"width": 1366, "height": 900})
    page.wait_for_function("!document.querySelector('.sideways:not([hidden])')")


@pytest.mark.parametrize("width", [320, 390, 768, 820, 1366])
def test_the_tools_of_an_exhibit_stand_in_one_row_or_behind_one_button(reader, width):
    page = reader(width=width).open("/")
    tops = """tools => [...tools.querySelectorAll(".row > *")]
      .filter(each => each.checkVisibility())
      .map(each => Math.round(each.getBoundingClientRect().top))"""
    found = page.locator(".piece > .tools")
    assert found.count() > 3
    for tools in found.all():
        rows = {*tools.evaluate(tops)}
        is_folded = tools.locator("details.opens > summary").is_visible()
        assert len(rows) == (0 if is_folded else 1), (width, rows)


@pytest.mark.parametrize("width", [320, 360, 390])
def test_the_two_choices_of_a_map_take_a_line_each_on_a_phone(reader, width):
    page = reader(width=width).open("/coverage")
    page.locator(".area-map.ready").wait_for()
    places = """all => all.map(each => { const { top, height } = each.getBoundingClientRect()
      return [top, height] })"""
    (first, high), (second, _) = page.locator(".st-key-pictures .stRadio").evaluate_all(places)
    assert high < 48
    assert second - first < 60
    for name in ("Show areas as", "Colour by"):
        assert page.get_by_role("radiogroup", name=name).count() == 1


def test_a_name_beside_a_bar_stands_in_one_line_where_there_is_room(reader):
    page = reader(width=1366).open("/")
    for name in ("Emergency inspection", "Requires improvement to be good"):
        rows = SHARES.with_columns(name=pl.Series([name, "Good"]))
        add(page, tables.bars(Bars(rows, "Kind", "Visits"), "Visits"))
    heights = page.locator(".added th[scope=row]").evaluate_all(
        "all => all.map(e => e.clientHeight)"
    )
    assert len(heights) == 4
    assert len({*heights}) == 1, heights


def test_bars_end_where_the_tools_above_them_do(reader):
    page = reader(width=1366).open("/coverage?show=types")
    right = "each => Math.round(each.getBoundingClientRect().right)"
    bars = page.locator("table.bars").first.evaluate(right)
    assert abs(page.locator(".piece > .tools").first.evaluate(right) - bars) <= 2


def test_of_three_kinds_of_groups_the_third_stands_beside_both_others(reader):
    page = reader(width=1366).open("/")
    add(page, '<div class="pair kinds">' + "<div>a kind</div>" * 3 + "</div>")
    places = page.locator(".added .kinds > div").evaluate_all(
        """all => all.map(each => { const { left, top } = each.getBoundingClientRect()
          return [left, top] })"""
    )
    (left, top), (under, below), (right, beside) = places
    assert under == left < right
    assert beside == top < below


def test_few_figures_stand_together_and_many_take_the_width(reader):
    page = reader(width=1366).open("/")
    for count in (1, 2, 4):
        drawn = figures.drawn([Tile(f"{n}", "7", "of 9") for n in range(count)])
        add(page, drawn)
    widths = page.locator(".added dl.tiles").evaluate_all(
        "all => all.map(e => e.firstElementChild.getBoundingClientRect().width / e.clientWidth)"
    )
    assert [width < 0.4 for width in widths] == [True, True, True]


def test_on_paper_no_hole_is_left_below_a_chart(reader):
    page = reader(width=1366).open("/coverage?show=weeks")
    page.locator(".js-plotly-plot .main-svg").first.wait_for()
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    holes = page.locator(".js-plotly-plot").evaluate_all(
        """all => all.map(plot => plot.closest(".stElementContainer").getBoundingClientRect().height
          - plot.getBoundingClientRect().height)"""
    )
    assert len(holes) == 2
    assert all(0 <= hole < 12 for hole in holes), holes
