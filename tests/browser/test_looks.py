"""How marks and controls look where room is short, and where a reader's own colours stand for ours.

Each is drawn by what draws it for every page, and looked at in a real browser.
"""

from datetime import date

import polars as pl
import pytest

from dashboard.exhibits.exhibit import Bars, Columns
from dashboard.measures import Status
from dashboard.render.html import columns, tables

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
