"""Days of figures: those that are kept, and a band where the open ones are not the latest."""

from datetime import date

import pytest

from dashboard import delivery, illustrative
from dashboard.illustrative.intake import from_illustration
from dashboard.measures.opening import open_store, opening_day
from dashboard.publishing.publish import publish
from dashboard.ui import days

FIRST, LAST = date(2020, 11, 30), date(2020, 12, 7)


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    """Publish two days."""
    folder = tmp_path_factory.mktemp("days")
    for day in (FIRST, LAST):
        publish(folder, from_illustration(day), day)
    return folder


@pytest.fixture
def kept(root, monkeypatch):
    """Serve the two days."""
    monkeypatch.setenv("VISITS_SNAPSHOTS", str(root))
    return root


def test_every_day_that_is_kept_is_listed_the_latest_first_and_without_a_day(kept):
    named, listed = days.menu(open_store(kept, FIRST)).split("</summary>")
    assert named.endswith("Figures of 30 November 2020")
    assert listed.index("7 December 2020") < listed.index("30 November 2020")
    assert 'href="?asat=">7 December 2020' in listed
    assert 'aria-current="date" href="?asat=2020-11-30">30 November 2020' in listed


def test_an_old_link_says_so_and_leads_to_the_latest(kept):
    band = days.band(open_store(kept, FIRST), FIRST, "?latest")
    assert "These are earlier figures, as at 30 November 2020." in band
    assert '<a href="?latest">See those of 7 December 2020</a>' in band
    assert not days.band(open_store(kept), None, "?latest")
    assert not days.band(open_store(kept), LAST, "?latest")


def test_a_day_of_the_illustrative_records_after_their_opening_says_so():
    last = illustrative.mondays()[-1]
    assert opening_day(None) == illustrative.OPENS < last
    assert "later figures" in days.band(open_store(None, last), last, "")


def test_nothing_is_listed_where_one_day_is_kept_or_none(tmp_path, monkeypatch, illustrated):
    monkeypatch.setenv("VISITS_SNAPSHOTS", str(tmp_path))
    assert not days.menu(illustrated)
    assert not days.band(illustrated, FIRST, "")


@pytest.mark.usefixtures("kept")
def test_a_page_as_text_of_an_earlier_day_says_so_and_keeps_the_filters_on_the_way():
    text = delivery.text("summary", {"asat": str(FIRST), "area": "london"})
    assert '<a href="?area=london">See those of 7 December 2020</a>' in text
    assert "These are earlier figures" not in delivery.text("summary", {"area": "london"})
