"""The line of checks in a real browser, and a planted failure: what is held back, what stays."""

import re
from datetime import timedelta

import pytest

from dashboard.publishing.publish import publish
from dashboard.publishing.refresh import Terms
from dashboard.records.intake import from_folder
from tests.browser import serving
from tests.conftest import DAY, everywhere, visits_to
from tests.planting import plant

pytestmark = pytest.mark.browser
CHECKING = "We are checking this figure"


def test_the_line_at_the_top_leads_to_the_checks_with_the_filters_kept(reader):
    page = reader().open("/?area=north-west")
    link = page.get_by_role("link", name="all checks passed")
    link.click()
    page.get_by_role("heading", name="Data and downloads", exact=True).wait_for()
    assert "area=north-west" in page.url
    page.get_by_text(re.compile(r"^Show all \d+ checks$")).click()
    table = page.get_by_role("table", name="Checks")
    page.get_by_role("button", name=re.compile(r"^Show all \d+ rows")).first.click()
    rows = table.get_by_role("row")
    assert rows.count() > 30
    page.get_by_role("link", name="News and notices").click()
    page.get_by_text("Accessibility statement", exact=True).click()
    assert page.get_by_text("No screen reader and nobody with a disability").is_visible()


@pytest.fixture(scope="module")
def doubted(tmp_path_factory, write_records):
    """Serve two weeks of small records, of which the second has one wrong count."""
    root, rows = tmp_path_factory.mktemp("doubted"), everywhere()
    for day in (DAY - timedelta(days=7), DAY):
        made = [visit for visit in visits_to(rows) if visit["started_on"] <= day.isoformat()]
        folder = write_records(root / "records" / str(day), rows, made)
        publish(root / "kept", from_folder(folder, day), day, Terms(["stale"], "a test"))
    plant(root / "kept", "reached", "settings")
    with serving.served(root / "log", root / "kept") as running:
        yield running


def test_a_figure_that_failed_a_check_is_held_back_and_its_file_refused(browser, doubted):
    with serving.readers(browser, doubted) as reader:
        one = reader()
        page = one.open("/")
        last = f"{CHECKING}. The last checked figure, from 30 November 2020, was 96 of 96 (100%)."
        assert page.get_by_text(last).count() == 1
        assert page.get_by_text(re.compile(r"^\d+ of \d+ checks failed$")).is_visible()
        assert page.get_by_text("Visits, last complete week").is_visible(), (
            "the rest of the page stays"
        )
        page = one.open("/coverage")
        assert page.locator(".area-map").count() == 0
        assert page.locator("h2.withheld").count() >= 2
        refused = page.request.get(f"{doubted.address}/files/coverage/areas.csv")
        assert refused.status == 404
        assert CHECKING in refused.text()
