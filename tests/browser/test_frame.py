"""The frame of every page: it comes without a jump."""

import pytest

from dashboard.views import PAGES

pytestmark = pytest.mark.browser

MOST_MOVED = 0.05
"""The layout shift of a first load that is called good is 0.1; ours is half of it."""
WIDTHS = {1366: 768, 390: 844}
MOVED = """window.moved = 0
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.moved += entry.value
}).observe({ type: "layout-shift", buffered: true })"""


def address_of(path):
    """Give the address of a page: the first has the root."""
    return "/" if path == PAGES[0][1] else f"/{path}"


@pytest.fixture(params=WIDTHS)
def wide(request, browser):
    """Give a window of one width, which no page was opened in."""
    width = request.param
    context = browser.new_context(viewport={"width": width, "height": WIDTHS[width]})
    context.add_init_script(MOVED)
    yield context, width
    context.close()


def test_no_page_jumps_while_it_is_loaded_first(wide, server):
    context, width = wide
    moved = {}
    for _, path, _ in PAGES:
        page = context.new_page()
        page.goto(server.address + address_of(path))
        page.locator("footer.foot").wait_for()
        page.locator(".stApp[data-test-script-state=notRunning]").wait_for(state="attached")
        page.wait_for_timeout(500)
        moved[path] = page.evaluate("window.moved")
        page.close()
    assert max(moved.values()) <= MOST_MOVED, (width, moved)
