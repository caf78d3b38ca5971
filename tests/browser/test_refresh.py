"""A refresh while a reader is there: their figures stay until they ask for the newer ones."""

from datetime import date

import pytest

from dashboard.illustrative.intake import from_illustration
from dashboard.publishing.publish import publish
from dashboard.snapshots import notice, snapshot_folder
from tests.browser import serving

pytestmark = pytest.mark.browser

FIRST, SECOND = date(2020, 11, 30), date(2020, 12, 7)
OFFER = ".st-key-offer"


@pytest.fixture
def refreshed(tmp_path):
    """Serve one snapshot."""
    root = tmp_path / "snapshots"
    publish(root, from_illustration(FIRST), FIRST)
    with serving.served(tmp_path / "log", root) as running:
        yield running


def standing(page):
    return page.locator(".standing").inner_text()


def test_a_reader_keeps_their_figures_until_they_take_the_newer_ones(refreshed, browser):
    with serving.readers(browser, refreshed) as make:
        one = make(alone=True)
        page = one.open("/")
        before = page.locator(".answer").inner_text()
        assert "30 November 2020" in standing(page)
        assert page.locator(f"{OFFER} button").count() == 0
        publish(refreshed.snapshots, from_illustration(SECOND), SECOND)
        one.choose("Setting type", "Boarding school")
        one.saying("boarding schools")
        assert "30 November 2020" in standing(page), "nothing changes by itself"
        page.locator(OFFER, has_text="Newer figures, as at 7 December 2020, are ready").wait_for()
        one.choose("Setting type", "All providers")
        one.saying("England, providers")
        assert page.locator(".answer").inner_text() == before
        newcomer = make(alone=True)
        assert "7 December 2020" in standing(newcomer.open("/"))
        page.locator(OFFER).get_by_role("button", name="Show them").click()
        page.locator(".standing", has_text="7 December 2020").wait_for()
        one.settled()
        assert page.locator(f"{OFFER} button").count() == 0
        assert page.locator(".answer").inner_text() != before
        old = make(alone=True).open("/?asat=2020-11-30")
        assert old.locator(".answer").inner_text() == before
        assert old.locator(f"{OFFER} button").count() == 0


def test_a_refresh_that_failed_is_said_above_the_last_good_figures(refreshed, browser):
    root = refreshed.snapshots
    with serving.readers(browser, refreshed) as make:
        notice.put(root, "The refresh for 2020-12-07 failed: visits.csv is empty.")
        page = make(alone=True).open("/coverage")
        assert page.locator(".notice", has_text="visits.csv is empty").count() == 1
        assert "30 November 2020" in standing(page)
        notice.clear(root)
        (root / "current").write_bytes(b"\xff")
        page = make(alone=True).open("/coverage")
        assert page.locator(".notice", has_text="names the latest figures, is damaged").count() == 1
        assert "30 November 2020" in standing(page)
        assert snapshot_folder.troubles(root)
