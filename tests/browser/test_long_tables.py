"""Every table of every page is sorted and searched in the browser, on published records."""

import re
from datetime import datetime

import pytest

from dashboard.exhibits.pages import PAGES
from tests.browser.conftest import WITH_VISITS

pytestmark = [pytest.mark.browser, pytest.mark.long]

TABLES = ".stHtml table:has(thead button.sort)"
ALL = """(table, place) => [...table.tBodies[0].rows].filter(row => !row.matches(".total"))
  .map(row => row.cells[place].textContent.trim())"""
SAID = """table => [table, table.closest(".scroll"), table.closest(".records")].filter(Boolean)
  .flatMap(one => [...(one.parentElement?.querySelectorAll(".announced") ?? [])])
  .map(one => one.textContent).join(" ")"""
COUNT, DAY = re.compile(r"[\d,]+"), re.compile(r"\d{1,2} \w+ \d{4}")


@pytest.mark.parametrize("name", WITH_VISITS)
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path)
def test_tables_are_sorted_and_searched_without_the_server(reader, releases, page, name):
    """By keyboard, and what happens is announced; links in them keep the filters."""
    server = releases(name) or pytest.skip("the published files are not here")
    walk(reader(of=server, height=1200), page)


def walk(one, page):
    """Sort and search all tables of a page."""
    shown = one.open(f"/{page.path}?show=all&type=childrens-home")
    lost = shown.locator(".stHtml table tbody a[href]").evaluate_all(
        "all => all.map(a => a.href).filter(href => !href.includes('type=childrens-home'))"
    )
    assert lost == []
    shown.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    shown.wait_for_timeout(300)
    frames = len(one.frames)
    for table in shown.locator(TABLES).all():
        sorted_by_key(table)
    for field in shown.get_by_label("Search this table").all():
        searched(field)
    shown.wait_for_timeout(300)
    assert len(one.frames) == frames, "nothing was asked of the server"


def sorted_by_key(table):
    """Sort a table by its first heading and its last: each way round, and it is said."""
    buttons = table.locator("thead button.sort")
    for button in {0: buttons.first, 1: buttons.last}.values():
        if not button.is_visible():
            continue
        heading = button.locator("xpath=ancestor::th")
        place, named = heading.evaluate("th => th.cellIndex"), button.inner_text().strip()
        ways = {}
        for _ in range(2):
            button.press("Enter")
            ways[heading.get_attribute("aria-sort")] = table.evaluate(ALL, place)
            assert f"Sorted by {' '.join(named.split())}" in table.evaluate(SAID), named
        assert {*ways} == {"ascending", "descending"}
        in_order(ways["ascending"], ways["descending"], named)


def in_order(rising, falling, named):
    """Counts and days go by their worth, and the other way round each is the mirror."""
    assert sorted(rising) == sorted(falling)
    for kind, worth in ((COUNT, count), (DAY, day)):
        if all(kind.fullmatch(text) for text in rising):
            assert [*map(worth, rising)] == sorted(map(worth, rising)), named
            assert [*map(worth, falling)] == sorted(map(worth, falling), reverse=True), named


def count(text):
    """Read a count."""
    return int(text.replace(",", ""))


def day(text):
    """Read a day."""
    return datetime.strptime(text, "%d %B %Y")


def searched(field):
    """Search a table for what one of its rows begins with: rows without it go, and it is said."""
    table = field.locator("xpath=following::table[1]")
    if not field.is_visible():
        return
    whole = table.evaluate(ALL, 0)
    sought = whole[-1]
    field.fill(sought)
    left = table.locator("tbody tr:not(.total)").evaluate_all(
        "all => all.filter(row => row.checkVisibility()).map(row => row.textContent.toLowerCase())"
    )
    assert left and all(word in row for row in left for word in sought.lower().split()), sought
    assert re.search(r"[\d,]+ of [\d,]+ rows", table.evaluate(SAID))
    field.fill("")
    assert table.evaluate(ALL, 0) == whole
