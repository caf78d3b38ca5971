"""Every page on records at the edge: one home, all alike, nobody visited, nothing supplied."""

import pytest

from dashboard.exhibits.pages import PAGES
from dashboard.publishing.publish import publish
from dashboard.publishing.refresh import Terms
from dashboard.records.intake import from_folder
from tests.browser.serving import readers, served
from tests.browser.test_published import BAD, text_of
from tests.conftest import DAY, EDGES

pytestmark = pytest.mark.browser

PRINTED = {
    "one home": {"1/1", "none"},
    "all equal": {"2/6", "none"},
    "nothing visited yet": {"0/6", "0%", "none"},
    "no visits supplied": {"[x]", "none"},
}
"""What the map may print in an area: each blank is a different one."""


@pytest.fixture(params=PRINTED)
def at_the_edge(request, tmp_path, write_records):
    """Serve the records of an edge, with what its map may print."""
    folder, root = write_records(tmp_path / "records", *EDGES[request.param]()), tmp_path / "kept"
    publish(root, from_folder(folder, DAY), DAY, Terms(["empty"], "an edge"))
    with served(tmp_path / "log", root) as running:
        yield running, PRINTED[request.param]


@pytest.mark.long
def test_every_page_has_its_blanks_in_words(browser, at_the_edge):
    server, printed = at_the_edge
    with readers(browser, server) as make:
        one = make()
        for name, path in ((each.name, each.path) for each in PAGES):
            page = one.open("/" if name == PAGES[0].name else f"/{path}?show=all")
            assert page.locator("h1").text_content() == name
            if page.locator(".area-map").count():
                page.locator(".area-map.ready").wait_for()
                figures = set(page.locator(".areas text:last-child").all_text_contents())
                assert figures <= printed, figures
                assert len(figures) > 1
            assert not (found := BAD.search(text_of(page))), found
