"""Text that tries to be markup or a request is text on every page, and asks nobody for anything."""

import pytest

from dashboard.delivery import VIEWS
from tests import hostile
from tests.browser.serving import readers, served

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def hostile_server(tmp_path_factory):
    """Serve records whose every free text is hostile."""
    root = tmp_path_factory.mktemp("hostile")
    with served(root / "log", hostile.publish_records(root)) as running:
        yield running


@pytest.mark.long
def test_no_page_runs_or_asks_for_what_records_say(browser, hostile_server):
    with readers(browser, hostile_server) as make:
        one = make()
        for path in VIEWS:
            page = one.open(f"/{'' if path == 'summary' else path}?show=all")
            assert page.evaluate("window.hostile") is None, path
            links = page.locator("a").evaluate_all("all => all.map(one => one.href)")
            assert not [link for link in links if "beacon" in link], path
            assert page.locator("img[src*=beacon], main img[src=x]").count() == 0, path
            assert f"![](http:{hostile.BEACON.partition('//')[2]})" in page.text_content("body")
            if path in ("road", "data"):
                said = page.text_content("main")
                assert [text for text in hostile.CORPUS if text not in said] == [], path
            one.page.goto(f"{hostile_server.address}/text/{path}")
            assert one.page.evaluate("window.hostile") is None, path
        assert not [url for url in one.requested if "beacon" in url]
